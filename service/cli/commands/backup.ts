/** `bidui backup`: the database in one file, and whether such a file is whole. */
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { archiveFolder } from '../../../workers/archive/open.ts'
import { ArchivedFiles } from '../../../workers/backup/archived-files.ts'
import { readMigrations } from '../../../workers/backup/catalogue.ts'
import { backupName, backupsFolder, rememberBackup } from '../../../workers/backup/folder.ts'
import { type BackupManifest, rowsOf, schemaName } from '../../../workers/backup/manifest.ts'
import { checkBackup } from '../../../workers/backup/read.ts'
import { makeBackup } from '../../../workers/backup/write.ts'
import { openBeside } from '../../../workers/postgres/beside.ts'
import { wrongCall } from '../call-error.ts'
import type { Call, Command, Context } from '../command.ts'
import { shortPath } from '../comparison.ts'
import { count, entries } from '../layout.ts'
import { underProgress } from '../under-progress.ts'

export const backup: Command = {
  usage: {
    summary: {
      zh: '把数据库备份成一个文件；或检查一个备份',
      en: 'back up the database into one file; or check a backup',
    },
    synopsis: ['[--out FILE|DIR] [--all] [--with-archive]', '--verify FILE'],
    about: [
      {
        zh: '备份的是某一时刻的一致状态，比对正在进行时也可以备份。建档立卡快照、佐证等可以从归档文件重新读出的内容默认不备份。备份里有个人信息：文件只有本账户可读，请另存一份到别的磁盘上。',
        en: 'It is the consistent state of one moment, and may be made while a comparison goes on. What is read anew from the archived files (snapshots of the register, evidence) is left out unless wanted. A backup holds personal data: only its owner can read the file; keep a copy on another disk.',
      },
    ],
    options: {
      out: {
        value: 'FILE|DIR',
        text: {
          zh: '写到哪里；默认为状态文件夹中的 backups',
          en: 'where to; backups in the state folder unless given',
        },
      },
      all: {
        text: {
          zh: '连可以重新读出的内容也备份',
          en: 'back up what could be read anew as well',
        },
      },
      'with-archive': {
        text: {
          zh: '连归档的部门文件也放进备份；默认只记下它们的摘要',
          en: 'put the archived files of the departments into it; only their digests are noted unless given',
        },
      },
      verify: {
        value: 'FILE',
        text: {
          zh: '只检查这个备份是否完整，不恢复',
          en: 'only check whether this backup is whole; restores nothing',
        },
      },
    },
    examples: [
      {
        call: 'backup --out /mnt/backup',
        what: { zh: '文件名含时间和结构版本', en: 'its name holds the time and the schema' },
      },
      {
        call: 'backup --verify /mnt/backup/bidui-20171120T020000Z-0003-service.bidui',
        what: { zh: '逐段核对校验和', en: 'compares every checksum' },
      },
    ],
  },
  async run(call, context) {
    const checked = call.value('verify')
    if (checked === undefined) return await backUp(call, context)
    const together = ['out', 'all', 'with-archive'].find(option => call.has(option))
    if (together !== undefined)
      throw wrongCall(
        `--verify 不能与 --${together} 一起用。说明：bidui backup --help`,
        `--verify does not go together with --${together}. See bidui backup --help`,
      )
    const path = resolve(context.workingDirectory, checked)
    const manifest = await underProgress(context, progress =>
      checkBackup(path, { progress, signal: context.signal }),
    )
    context.terminal.out(
      context.say({
        zh: `备份完整，各段校验和均相符：${shortPath(path, context.workingDirectory)}\n`,
        en: `The backup is whole, every checksum matches: ${shortPath(path, context.workingDirectory)}\n`,
      }),
    )
    context.terminal.out(described(manifest, context))
    return 0
  },
}

async function backUp(call: Call, context: Context): Promise<0> {
  const { config, terminal, say, signal, workingDirectory } = context
  const folder = archiveFolder(config)
  if (folder === undefined && call.has('with-archive'))
    throw wrongCall(
      '--with-archive 只用于归档文件夹；BIDUI_ARCHIVE 指的是对象存储，请在那里备份',
      '--with-archive is for an archive in a folder; BIDUI_ARCHIVE names object storage, back it up there',
    )
  await using database = await openBeside(config, {
    warn: text => terminal.err(`bidui: ${say(text)}\n`),
    poolSize: 2,
  })
  const name = backupName(new Date(), await readMigrations(database.pool), 'person')
  const path = await placeFor(call.value('out'), name, context)
  const { bytes, manifest } = await underProgress(context, progress =>
    makeBackup(database.pool, {
      path,
      everything: call.has('all'),
      ...(folder === undefined ? {} : { archive: new ArchivedFiles(folder) }),
      withArchive: call.has('with-archive'),
      progress,
      signal,
    }),
  )
  // Only the doctor asks for it; a backup that is there is no failure.
  await rememberBackup(config.home, path, manifest).catch(() => undefined)
  const where = database.describe()
  terminal.out(
    say({
      zh: `已备份：${where.zh}\n`,
      en: `Backed up: ${where.en}\n`,
    }),
  )
  terminal.out(described(manifest, context, { path: shortPath(path, workingDirectory), bytes }))
  return 0
}

async function placeFor(out: string | undefined, name: string, context: Context): Promise<string> {
  if (out === undefined) return join(backupsFolder(context.config.home), name)
  const path = resolve(context.workingDirectory, out)
  const isFolder = /[/\\]$/.test(out) || (await stat(path).catch(() => undefined))?.isDirectory()
  return isFolder ? join(path, name) : path
}

/** What a backup holds, as lines. */
function described(
  manifest: BackupManifest,
  { say, terminal }: Context,
  file?: { readonly path: string; readonly bytes: number },
): string {
  const { archive, tables } = manifest
  const kept = archive.included
    ? { zh: '已放进备份', en: 'in the backup' }
    : { zh: '只记下摘要，请另行备份归档文件夹', en: 'only their digests; back up the archive folder as well' }
  const lines: [string, string][] = [
    ...(file
      ? [[say({ zh: '文件', en: 'file' }), `${file.path} (${megabytes(file.bytes)} MB)`] as [string, string]]
      : []),
    [say({ zh: '时间', en: 'made at' }), manifest.madeAt],
    [say({ zh: '结构', en: 'schema' }), schemaName(manifest.migrations)],
    [
      say({ zh: '内容', en: 'holds' }),
      say({
        zh: `${tables.length} 个表，${count(rowsOf(manifest))} 行`,
        en: `${tables.length} tables, ${count(rowsOf(manifest))} rows`,
      }),
    ],
    ...(manifest.leftOut.length > 0
      ? [
          [
            say({ zh: '未备份', en: 'left out' }),
            say({
              zh: `${manifest.leftOut.length} 个表，下次比对时从文件重新读出`,
              en: `${manifest.leftOut.length} tables, which the next comparison reads anew from the files`,
            }),
          ] as [string, string],
        ]
      : []),
    [
      say({ zh: '归档', en: 'archive' }),
      say({
        zh: `${count(archive.files.length)} 个文件，${kept.zh}`,
        en: `${count(archive.files.length)} files, ${kept.en}`,
      }),
    ],
  ]
  return `${entries(lines, terminal.width).join('\n')}\n`
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
