/** Making a backup: one snapshot of the database in one file, which is there whole or not at all. */
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg, { type ClientBase, type Pool } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { flushFolder } from '../archive/flush.ts'
import { OperationalError } from '../operational-error.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import type { ArchivedFiles } from './archived-files.ts'
import { readMigrations, readSequences, readTables } from './catalogue.ts'
import { CopiedRows } from './copied-rows.ts'
import { BackupWriter } from './file-writer.ts'
import { type BackedUpTable, type BackupManifest, rowsOf } from './manifest.ts'
import { passed, STAGES, type TellBackupProgress } from './progress.ts'
import { EQUAL_TEXT, rowHash } from './row-hash.ts'
import { chooseTables } from './tables.ts'

export interface BackupOptions {
  readonly path: string
  /** Derived tables too ({@link ./tables.ts}). */
  readonly everything?: boolean
  readonly archive?: ArchivedFiles
  /** The bytes of the archive too, not its list of digests alone. */
  readonly withArchive?: boolean
  readonly progress?: TellBackupProgress
  readonly signal?: AbortSignal
}

export interface MadeBackup {
  readonly path: string
  readonly bytes: number
  readonly manifest: BackupManifest
}

/**
 * Backs up the database as it is at this moment; who writes to it in the meantime is not in the way.
 *
 * @throws OperationalError if `path` is there already or the database has no schema; else what the disk or the
 *   server refuse. No file is left then.
 */
export async function makeBackup(pool: Pool, options: BackupOptions): Promise<MadeBackup> {
  const { path } = options
  if (existsSync(path)) throw alreadyThere(path)
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level repeatable read read only; set local row_security = off; ${EQUAL_TEXT};
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
    const made = await writeWhole(path, writer => writeAll(client, writer, options))
    await client.query('commit')
    client.release()
    return made
  } catch (error) {
    // In the middle of a COPY a connection is good for nothing else.
    client.release(true)
    throw error
  }
}

async function writeAll(client: ClientBase, writer: BackupWriter, options: BackupOptions) {
  const { progress = () => undefined, signal } = options
  const manifest = await describe(client, options)
  await writer.begin()
  await writer.section('manifest', 'manifest', [Buffer.from(JSON.stringify(manifest))], signal)
  const total = rowsOf(manifest)
  let [done, bytes] = [0, 0]
  for (const { name, columns, rows } of manifest.tables) {
    const source = client.query(copyTo(copyOut(name, columns)))
    const copied = new CopiedRows()
    const told = () => progress({ stage: STAGES.writing, done, total, unit: 'rows', bytes })
    const passing = passed(source, chunk => {
      copied.take(chunk)
      bytes += chunk.length
      told()
    })
    await writer.section('table', name, passing, signal)
    if (copied.rows !== rows) throw new Error(`Of ${rows} rows of ${name}, ${copied.rows} came`)
    done += rows
    told()
  }
  if (options.archive && manifest.archive.included) {
    let files = 0
    for (const { digest } of manifest.archive.files) {
      await writer.section('file', digest, options.archive.read(digest), signal)
      files += 1
      progress({ stage: STAGES.archive, done: files, total: manifest.archive.files.length, unit: 'files' })
    }
  }
  await writer.end()
  return manifest
}

async function describe(client: ClientBase, options: BackupOptions): Promise<BackupManifest> {
  const { progress = () => undefined, signal, everything = false } = options
  const migrations = await readMigrations(client)
  if (migrations.length === 0) throw nothingThere()
  const { kept, leftOut } = chooseTables(await readTables(client), everything)
  const tables: BackedUpTable[] = []
  let rows = 0
  for (const { name, columns } of kept) {
    signal?.throwIfAborted()
    const hashed = await rowHash(client, name)
    rows += hashed.rows
    tables.push({ name, columns: [...columns], ...hashed })
    progress({ stage: STAGES.hashing, done: rows, unit: 'rows' })
  }
  const { rows: told } = await client.query<{ server: string }>(
    `select current_setting('server_version') as server`,
  )
  return {
    program: PROGRAM_VERSION,
    madeAt: new Date().toISOString(),
    server: told[0]?.server ?? '',
    migrations: [...migrations],
    tables,
    sequences: [...(await readSequences(client))],
    leftOut: [...leftOut],
    archive: {
      included: options.withArchive ?? false,
      files: [...((await options.archive?.list()) ?? [])],
    },
  }
}

function copyOut(table: string, columns: readonly string[]): string {
  const names = columns.map(pg.escapeIdentifier).join(', ')
  return `copy (select ${names} from public.${pg.escapeIdentifier(table)}) to stdout (format binary)`
}

/** Written beside, brought to the disk, and renamed. */
async function writeWhole(
  path: string,
  write: (writer: BackupWriter) => Promise<BackupManifest>,
): Promise<MadeBackup> {
  const folder = dirname(path)
  const partial = `${path}.partial`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // It holds personal data: for its owner alone.
  const handle = await open(partial, 'wx', 0o600).catch(error => {
    throw error.code === 'EEXIST' ? alreadyThere(partial) : error
  })
  try {
    const writer = new BackupWriter(handle)
    const manifest = await write(writer)
    await handle.close()
    await rename(partial, path)
    await flushFolder(folder)
    return { path, bytes: writer.bytes, manifest }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

const alreadyThere = (path: string): OperationalError =>
  new OperationalError(
    {
      zh: `文件 ${path} 已经存在, 备份不会覆盖它; 请用 --out 指定另一个文件名, 或先移走它`,
      en: `The file ${path} is there already and is not overwritten; name another one with --out, or move it away`,
    },
    { exitCode: 2 },
  )

const nothingThere = (): OperationalError =>
  new OperationalError({
    zh: '数据库还是空的, 没有可备份的内容; 请检查 BIDUI_HOME 或 DATABASE_URL',
    en: 'The database is still empty, there is nothing to back up; check BIDUI_HOME or DATABASE_URL',
  })
