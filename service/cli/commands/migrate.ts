/** `bidui migrate`: brings the database's schema up to date. */
import { MIGRATIONS } from '../../../schema/migrations/index.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import type { Command } from '../command.ts'

export const migrate: Command = {
  usage: {
    summary: { zh: '把数据库结构升级到本版本', en: "bring the database's schema up to date" },
    synopsis: [''],
    about: [
      {
        zh: '其他命令打开数据库时也会自动升级；多台机器共用一个数据库时，可以先单独升级。升级在一个事务里完成：全部成功，或维持原样。',
        en: 'Every command that opens the database does this by itself; run it alone where several machines share one. It is one transaction: all of it is done, or nothing.',
      },
    ],
    options: {},
    examples: [
      {
        call: 'migrate',
        what: {
          zh: '内置数据库，或 DATABASE_URL 所指的',
          en: 'the built-in database, or the one of DATABASE_URL',
        },
      },
    ],
  },
  async run(_call, { config, terminal, say }) {
    await using database = await openDatabase(config, { warn: text => terminal.err(`bidui: ${say(text)}\n`) })
    const newest = Object.keys(MIGRATIONS).sort().at(-1) ?? ''
    const where = database.describe()
    terminal.out(
      say({
        zh: `数据库结构是最新的（${newest}）：${where.zh}\n`,
        en: `The schema is up to date (${newest}): ${where.en}\n`,
      }),
    )
    return 0
  },
}
