/** `bidui cancel`: a run that nobody needs any more. */
import { cancelRun } from '../../../workers/flow/run-record.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { wrongCall } from '../call-error.ts'
import type { Command } from '../command.ts'

export const cancel: Command = {
  usage: {
    summary: {
      zh: '取消一次还没有完成的比对：不留下任何一半的结果',
      en: 'cancels a run that is not done: nothing half of it stays visible',
    },
    synopsis: ['RUN'],
    about: [
      {
        zh: '比对编号见 bidui schedule 或 /runs。已读过的数据留着，下次不重读；疑点和核查单还没有写入的，就不再写入。已写入的（只差报告）不能取消。',
        en: 'Its id is in bidui schedule or /runs. What was read stays and is not read again; leads and review items that were not stored yet never will be. A run whose leads are stored, and which lacks its reports only, cannot be cancelled.',
      },
    ],
    options: {},
    operands: { least: 1, most: 1 },
    examples: [
      { call: 'cancel 20171120180000-1a2b3c4d', what: { zh: '取消这一次', en: 'cancels that run' } },
    ],
  },
  async run(call, { config, terminal, say }) {
    const [id = ''] = call.operands
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const outcome = await cancelRun(database.pool, id)
    if (outcome === 'none')
      throw wrongCall(
        `没有编号为「${id}」的比对；编号见 bidui schedule`,
        `There is no run "${id}"; bidui schedule lists them`,
      )
    terminal.out(
      `${say(
        outcome === 'cancelled'
          ? { zh: `已取消 ${id}`, en: `${id} is cancelled` }
          : outcome === 'stored'
            ? {
                zh: `${id} 的疑点已经写入，只差报告，不能取消`,
                en: `the leads of ${id} are stored and only its reports are missing: it cannot be cancelled`,
              }
            : { zh: `${id} 已经结束`, en: `${id} has ended already` },
      )}\n`,
    )
    return outcome === 'cancelled' ? 0 : 1
  },
}
