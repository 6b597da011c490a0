import { ageText, hoursSince } from '../age.ts'
import { type Finding, onStore } from '../check.ts'

/** A night and half a day: one night has been missed. */
const TOO_OLD = 36

/** @param runs how many there have been in all */
export function judgeLastSuccess(newest: Date | undefined, runs: number, now: Date): Finding {
  if (runs === 0)
    return {
      state: 'good',
      found: { zh: '还没有做过比对', en: 'there has been no comparison yet' },
      facts: { finishedAt: null },
    }
  const hours = newest && hoursSince(newest, now)
  const age = hours === undefined ? undefined : ageText(hours)
  const facts = { finishedAt: newest?.toISOString() ?? null }
  const found = age
    ? { zh: `最近一次成功在 ${age.zh}前`, en: `the newest success is ${age.en} old` }
    : { zh: `${runs} 次比对，没有一次成功`, en: `none of ${runs} comparisons has succeeded` }
  if (hours !== undefined && hours <= TOO_OLD) return { state: 'good', found, facts }
  return {
    state: 'warning',
    found,
    remedy: {
      zh: '若每晚应自动比对，看服务是否在运行，以及最近几次为什么没有完成',
      en: 'if it should run every night, see whether the service runs, and why the last ones were not done',
    },
    facts,
  }
}

export const lastSuccess = onStore({
  name: 'last-success',
  title: { zh: '最近一次成功', en: 'newest success' },
  after: ['database', 'schema'],
  async look(pool, { now }) {
    const { rows } = await pool.query<{ newest: Date | null; runs: number }>(
      `select max(finished_at) filter (where state = 'done' and kind = 'full') as newest, count(*)::int as runs from run`,
    )
    const { newest = null, runs = 0 } = rows[0] ?? {}
    return judgeLastSuccess(newest ?? undefined, runs, now())
  },
})
