/** `bidui restore`: a backup into an empty database. */
import { join, resolve } from 'node:path'
import type { Bilingual } from '../../../connectors/definition.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { keepIn } from '../../../workers/backup/archived-files.ts'
import { rowsOf } from '../../../workers/backup/manifest.ts'
import { checkRestorable, type Restored, restoreBackup } from '../../../workers/backup/restore.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { wrongCall } from '../call-error.ts'
import type { Command, Context } from '../command.ts'
import { bullets, count } from '../layout.ts'
import { underProgress } from '../under-progress.ts'

export const restore: Command = {
  usage: {
    summary: { zh: '把备份恢复到一个空的数据库', en: 'restore a backup into an empty database' },
    synopsis: ['--from FILE [--into HOME]'],
    about: [
      {
        zh: '先检查整个备份文件，再在一个事务里恢复，并逐表核对行数和校验值：全部成功，或什么也没有。目标必须是空的；已有数据的数据库不会被覆盖。之后把结构升级到本版本。',
        en: 'The whole file is checked first; then it is restored in one transaction, and every table is compared by its rows: all of it is there, or nothing. The target has to be empty; nothing is ever overwritten. Then the schema is brought up to date.',
      },
      {
        zh: '备份时还没做完的比对，恢复后算作失败。没有备份的内容（建档立卡快照、佐证）由下次比对重新读出。',
        en: 'Comparisons that were going on count as failed. What was left out (snapshots of the register, evidence) is read anew by the next comparison.',
      },
    ],
    options: {
      from: { value: 'FILE', text: { zh: '备份文件', en: 'the backup' } },
      into: {
        value: 'HOME',
        text: {
          zh: '恢复到这个状态文件夹的内置数据库；默认为 DATABASE_URL 或 BIDUI_HOME',
          en: 'into the built-in database of this state folder; DATABASE_URL or BIDUI_HOME unless given',
        },
      },
    },
    examples: [
      {
        call: 'restore --from bidui-20171120T020000Z-0003-service.bidui --into /srv/bidui-new',
        what: {
          zh: '恢复到新文件夹，看过之后再把 BIDUI_HOME 指过去',
          en: 'into a new folder; look at it, then point BIDUI_HOME there',
        },
      },
    ],
  },
  async run(call, context) {
    const from = call.value('from')
    if (from === undefined)
      throw wrongCall(
        '缺少 --from FILE：从哪个备份恢复。说明：bidui restore --help',
        '--from FILE is missing: which backup to restore. See bidui restore --help',
      )
    const { config, signal, terminal, say, workingDirectory } = context
    const path = resolve(workingDirectory, from)
    const into = call.value('into')
    const { databaseUrl: _, ...embedded } = config
    const target = into === undefined ? config : { ...embedded, home: resolve(workingDirectory, into) }
    const archive = openArchive(target)
    const restored = await underProgress(context, async progress => {
      await checkRestorable(path, { progress, signal })
      await using database = await openDatabase(target, {
        warn: text => terminal.err(`bidui: ${say(text)}\n`),
        poolSize: 2,
        asItIs: true,
      })
      const keep = keepIn(archive, join(target.home, 'restoring'))
      return {
        where: database.describe(),
        ...(await restoreBackup(database, { path, keep, progress, signal })),
      }
    })
    terminal.out(
      say({
        zh: `已恢复：${restored.where.zh}\n${restored.compared} 个表，${count(rowsOf(restored.manifest))} 行，各表的行数和校验值都与备份相符。\n`,
        en: `Restored: ${restored.where.en}\n${restored.compared} tables, ${count(rowsOf(restored.manifest))} rows; the rows of every table are those that were backed up.\n`,
      }),
    )
    tellRest(restored, archive.describe(), context)
    return 0
  },
}

function tellRest(restored: Restored, archive: Bilingual, { say, terminal }: Context): void {
  const { manifest, endedRuns, migrated, strange } = restored
  const { included, files } = manifest.archive
  const notes = [
    ...(migrated.length > 0
      ? [
          {
            zh: `结构已升级：${migrated.join('、')}`,
            en: `the schema was brought up to date: ${migrated.join(', ')}`,
          },
        ]
      : []),
    ...(endedRuns > 0
      ? [
          {
            zh: `${endedRuns} 次比对在备份时没有做完，现在算作失败`,
            en: `${endedRuns} comparisons were not done when the backup was made, and count as failed now`,
          },
        ]
      : []),
    ...(manifest.leftOut.length > 0
      ? [
          {
            zh: '建档立卡快照和佐证由下次比对重新读出',
            en: 'snapshots of the register and evidence are read anew by the next comparison',
          },
        ]
      : []),
    ...(included
      ? [{ zh: `${files.length} 个归档文件已恢复`, en: `${files.length} files of the archive were restored` }]
      : files.length > 0
        ? [
            {
              zh: `备份里没有归档文件的内容（${files.length} 个）：请把原来的归档复制到${archive.zh}`,
              en: `the backup has no bytes of archived files (${files.length}): copy the former archive to the ${archive.en}`,
            },
          ]
        : []),
    ...strange.map(table => ({
      zh: `表 ${table} 不是本程序的，没有恢复`,
      en: `the table ${table} is not this program's and was not restored`,
    })),
  ]
  if (notes.length > 0) terminal.out(`${bullets(notes.map(say), terminal.width).join('\n')}\n`)
}
