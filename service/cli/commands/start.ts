/** `bidui start`: a whole comparison by the service, now. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DEFAULT_POLICY, loadPolicy } from '../../../pipelines/policies/index.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { readRun } from '../../../workers/flow/run-record.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { wantRun } from '../../serve/wanted-run.ts'
import { wrongCall } from '../call-error.ts'
import type { Command } from '../command.ts'
import { userName } from '../run-call.ts'

const LOOK_MS = 500

export const start: Command = {
  usage: {
    summary: {
      zh: '请服务立即做一次全市比对（用最近收到的数据）',
      en: 'asks the service for a whole comparison now, of what arrived last',
    },
    synopsis: ['--purpose TEXT [--wait]'],
    about: [
      {
        zh: '由 bidui serve 执行，结果在它的结果文件夹里。正在比对时，排在其后。只要一个县、几户或几人的，用 bidui rematch。',
        en: 'bidui serve does it; the results are in its folder. While a comparison goes on, it comes after that one. For one county, some households or persons use bidui rematch.',
      },
    ],
    options: {
      purpose: {
        value: 'TEXT',
        text: { zh: '用途，印在每份清单上', en: 'what it is for; printed on every list' },
      },
      wait: { text: { zh: '等到做完', en: 'waits until it is done' } },
    },
    examples: [
      {
        call: 'start --purpose 动态管理 --wait',
        what: { zh: '现在比对，并等结果', en: 'compares now, and waits' },
      },
    ],
  },
  async run(call, { config, terminal, say, signal }) {
    const purpose = call.value('purpose')
    if (purpose === undefined)
      throw wrongCall(
        '缺少 --purpose（用途）。例：bidui start --purpose 动态管理',
        '--purpose (what it is for) is missing. For example: bidui start --purpose 动态管理',
      )
    const policy = await loadPolicy(DEFAULT_POLICY)
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const archive = openArchive(config)
    const { pool } = database
    const run = await wantRun(pool, archive, { occasion: 'demand', purpose, user: userName(), policy })
    terminal.out(`${say({ zh: `已请求比对 ${run}`, en: `asked for run ${run}` })}\n`)
    if (!call.has('wait')) return 0
    for (;;) {
      const record = await readRun(pool, archive, run)
      if (record?.state === 'done') {
        terminal.out(`${say({ zh: `${run} 已完成`, en: `${run} is done` })}\n`)
        return 0
      }
      if (record?.state === 'failed' || record?.state === 'cancelled') {
        const why = record.failure ? say(record.failure) : ''
        terminal.err(
          `bidui: ${
            record.state === 'failed'
              ? say({ zh: `${run} 没有做成: ${why}`, en: `${run} failed: ${why}` })
              : say({ zh: `${run} 已被取消`, en: `${run} was cancelled` })
          }\n`,
        )
        return 1
      }
      await sleep(LOOK_MS, undefined, { signal })
    }
  },
}
