import { ageText, hoursSince } from '../age.ts'
import { type Finding, onStore } from '../check.ts'

/** A run of a city takes minutes, one of a province a few hours. */
const LONG_RUN = 6
const LONG_WAIT = 1

export interface RunsSeen {
  /** Of the runs that go on, by when they began. */
  readonly running: readonly { readonly id: string; readonly since: Date }[]
  readonly waiting: readonly { readonly id: string; readonly since: Date }[]
  /** Steps that failed, of runs that go on. */
  readonly failedSteps: readonly { readonly run: string; readonly step: string }[]
}

export function judgeRuns({ running, waiting, failedSteps }: RunsSeen, now: Date): Finding {
  const facts = { running: running.length, waiting: waiting.length, failedSteps: failedSteps.length }
  const found = {
    zh: `进行中 ${running.length}，等待 ${waiting.length}`,
    en: `${running.length} going on, ${waiting.length} waiting`,
  }
  if (failedSteps.length > 0) {
    const shown = failedSteps.slice(0, 3).map(({ run, step }) => `${run} ${step}`)
    return {
      state: 'warning',
      found: {
        zh: `${found.zh}；${failedSteps.length} 个步骤失败: ${shown.join('、')}`,
        en: `${found.en}; ${failedSteps.length} steps have failed: ${shown.join(', ')}`,
      },
      remedy: {
        zh: '原因在表 run_step 的 failure 里，日志中也有；排除后重新比对',
        en: 'the reason is in run_step, column failure, and in the log; see to it and run the comparison again',
      },
      facts,
    }
  }
  const late =
    running.find(({ since }) => hoursSince(since, now) > LONG_RUN) ??
    waiting.find(({ since }) => hoursSince(since, now) > LONG_WAIT)
  if (!late) return { state: 'good', found, facts }
  const age = ageText(hoursSince(late.since, now))
  return {
    state: 'warning',
    found: {
      zh: `${found.zh}；比对 ${late.id} 已经 ${age.zh}`,
      en: `${found.en}; run ${late.id} is ${age.en} old`,
    },
    remedy: {
      zh: '看服务和 worker 是否在运行 (没有 worker 就没有人做)，日志里它在哪一步',
      en: 'see whether service and workers run (without them nobody does it), and in the log at which step it is',
    },
    facts,
  }
}

export const runs = onStore({
  name: 'runs',
  title: { zh: '比对', en: 'runs' },
  after: ['database', 'schema'],
  async look(pool, { now }) {
    const { rows } = await pool.query<{ id: string; state: string; since: Date }>(
      `select id, state, started_at as since from run where state in ('waiting', 'running') order by started_at`,
    )
    const steps = await pool.query<{ run: string; step: string }>(
      `select s.run, s.step from run_step s join run r on r.id = s.run
        where s.state = 'failed' and r.state = 'running' order by s.run, s.step`,
    )
    return judgeRuns(
      {
        running: rows.filter(({ state }) => state === 'running'),
        waiting: rows.filter(({ state }) => state === 'waiting'),
        failedSteps: steps.rows,
      },
      now(),
    )
  },
})
