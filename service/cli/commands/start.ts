/** `bidui start`: a whole comparison by the service, now. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bilingual } from '../../../connectors/definition.ts'
import { STEP_KINDS } from '../../../pipelines/flow/steps.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { progressOf } from '../../../workers/comparison/stage-progress.ts'
import { stepResults } from '../../../workers/flow/ledger.ts'
import { type RunRecord, readRun } from '../../../workers/flow/run-record.ts'
import type { ReportsResult } from '../../../workers/flow/steps/reports.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { pollProgress } from '../../../workers/progress/polled-progress.ts'
import { hasEnded } from '../../../workers/store/run-states.ts'
import { wantRun } from '../../serve/wanted-run.ts'
import { ACCEPT_OPTIONS, acceptancesOf } from '../acceptances.ts'
import { wrongCall } from '../call-error.ts'
import type { Command, ExitStatus } from '../command.ts'
import { HELD_BACK } from '../comparison-usage.ts'
import { policyOfCall, policyPath } from '../policy.ts'
import { ProgressView } from '../progress.ts'
import { userName } from '../run-call.ts'

const LOOK_MS = 500

export const start: Command = {
  usage: {
    summary: {
      zh: '请服务立即做一次全市比对（用最近收到的数据）',
      en: 'asks the service for a whole comparison now, of what arrived last',
    },
    synopsis: ['--purpose TEXT [--wait] [--policy FILE] [--accept DELIVERY --reason TEXT]…'],
    about: [
      {
        zh: '由 bidui serve 执行，结果在它的结果文件夹里。正在比对时，排在其后。只要一个县、几户或几人的，用 bidui rematch。',
        en: 'bidui serve does it; the results are in its folder. While a comparison goes on, it comes after that one. For one county, some households or persons use bidui rematch.',
      },
      {
        zh: '上一次比对搁置的数据（见 summary.json 和反馈工作簿），看过之后可以用 --accept 采用；理由和采用的人会记录在案，以后每夜也照此采用，直到交来新的。',
        en: 'What the last comparison held (summary.json and the feedback workbooks name it) can be taken with --accept, once somebody has looked at it. The reason and who gave it are recorded; the nights that follow go by it too, until something new is delivered.',
      },
    ],
    options: {
      purpose: {
        value: 'TEXT',
        text: { zh: '用途，印在每份清单上', en: 'what it is for; printed on every list' },
      },
      policy: {
        value: 'FILE',
        text: {
          zh: '这一次用的政策：自带的名称或文件；默认 kunming-2017，每夜比对也用它',
          en: 'the policy of this comparison, by name or file; kunming-2017 unless given, as every night',
        },
      },
      ...ACCEPT_OPTIONS,
      wait: { text: { zh: '等到做完', en: 'waits until it is done' } },
    },
    exits: { 3: HELD_BACK },
    examples: [
      {
        call: 'start --purpose 动态管理 --wait',
        what: { zh: '现在比对，并等结果', en: 'compares now, and waits' },
      },
      {
        call: 'start --purpose 动态管理 --accept health.insurance --reason 卫计局电话确认行数',
        what: { zh: '核实后采用被搁置的数据', en: 'takes a held delivery after a call to the department' },
      },
    ],
  },
  async run(call, { config, terminal, lang, say, signal, workingDirectory }) {
    const purpose = call.value('purpose')
    if (purpose === undefined)
      throw wrongCall(
        '缺少 --purpose（用途）。例：bidui start --purpose 动态管理',
        '--purpose (what it is for) is missing. For example: bidui start --purpose 动态管理',
      )
    const accept = acceptancesOf(call)
    const policy = await policyOfCall(policyPath(call.value('policy'), workingDirectory))
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const archive = openArchive(config)
    const { pool } = database
    const run = await wantRun(pool, archive, {
      occasion: 'demand',
      user: userName(),
      ...{ purpose, policy, accept },
    })
    terminal.out(`${say({ zh: `已请求比对 ${run}`, en: `asked for run ${run}` })}\n`)
    if (!call.has('wait')) return 0
    const view = new ProgressView(terminal, lang)
    using progress = pollProgress({ pool })
    progress.subscribe(run, report => {
      const kind = STEP_KINDS.find(kind => kind === report?.stage)
      if (report && kind) view.report(progressOf(kind, report.rows, report.bytes, report.ofRows ?? undefined))
    })
    const record = await endOf(run, () => readRun(pool, archive, run), signal)
    view.finish()
    const { incomplete = false } =
      ((await stepResults(pool, run)).get('reports') as Partial<ReportsResult>) ?? {}
    const { text, status } = told(record, incomplete)
    if (record.state === 'done') terminal.out(`${say(text)}\n`)
    else terminal.err(`bidui: ${say(text)}\n`)
    return status
  },
}

/** A run, when it has ended. */
async function endOf(
  run: string,
  read: () => Promise<RunRecord | undefined>,
  signal: AbortSignal,
): Promise<RunRecord> {
  for (;;) {
    const record = await read()
    if (!record) throw new Error(`Run ${run} is gone`)
    if (hasEnded(record.state)) return record
    await sleep(LOOK_MS, undefined, { signal })
  }
}

function told(
  { id, state, failure }: RunRecord,
  incomplete: boolean,
): { text: Bilingual; status: ExitStatus } {
  if (state === 'done' && incomplete)
    return {
      text: {
        zh: `${id} 已完成，但有数据被搁置或缺失，见 summary.json 和反馈工作簿`,
        en: `${id} is done, but a delivery was held or a feed is missing; see summary.json and the feedback`,
      },
      status: 3,
    }
  if (state === 'done') return { text: { zh: `${id} 已完成`, en: `${id} is done` }, status: 0 }
  if (state === 'cancelled') return { text: { zh: `${id} 已被取消`, en: `${id} was cancelled` }, status: 1 }
  return {
    text: {
      zh: `${id} 没有做成: ${failure?.zh ?? '原因不明'}`,
      en: `${id} failed: ${failure?.en ?? 'nobody knows why'}`,
    },
    status: 1,
  }
}
