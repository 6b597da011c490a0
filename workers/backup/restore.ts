/**
 * Restoring: into a database that is empty, all of a backup or nothing of it.
 *
 * The file is read twice: once to see that it is whole, before anything is touched, and once to load it.
 */
import { pipeline } from 'node:stream/promises'
import pg, { type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Bilingual } from '../../pipelines/types.ts'
import { migrate, migrateWithin } from '../../schema/migrate.ts'
import { MIGRATIONS } from '../../schema/migrations/index.ts'
import type { Database } from '../postgres/database.ts'
import { errorCode } from '../postgres/refusals.ts'
import type { KeepFile } from './archived-files.ts'
import { readSequences, readTables } from './catalogue.ts'
import { BackupReader } from './file-reader.ts'
import { type BackupManifest, rowsOf } from './manifest.ts'
import { passed, STAGES, type TellBackupProgress } from './progress.ts'
import { checkBackup, visitBackup } from './read.ts'
import { differs, newerSchema, notEmpty, notItsDigest } from './refusals.ts'
import { EQUAL_TEXT, rowHash } from './row-hash.ts'
import type { TableShape } from './tables.ts'

export type RestoreTarget = Pick<Database, 'pool' | 'describe'>

export interface RestoreOptions {
  readonly path: string
  /** What becomes of the files of the archive, if the backup has them. */
  readonly keep: KeepFile
  readonly progress?: TellBackupProgress
  readonly signal?: AbortSignal
}

export interface Restored {
  readonly manifest: BackupManifest
  /** Tables that were compared, row by row, with what was backed up: all of the schema. */
  readonly compared: number
  /** Tables of somebody else in the same database: not restored. */
  readonly strange: readonly string[]
  /** Runs that were waiting or going on. */
  readonly endedRuns: number
  /** Migrations that have run since. */
  readonly migrated: readonly string[]
}

/** Checks a backup, and that this program knows its schema. Touches nothing. @throws OperationalError */
export async function checkRestorable(
  path: string,
  options: { progress?: TellBackupProgress; signal?: AbortSignal } = {},
): Promise<BackupManifest> {
  const manifest = await checkBackup(path, options)
  migrationsOf(path, manifest)
  return manifest
}

/**
 * Loads a backup that {@link checkRestorable} has checked, in one transaction: schema, rows, sequences, comparison.
 * Then brings the schema up to date.
 *
 * @throws OperationalError if the target is not empty, or what was loaded is not what was saved: it is as it was then
 */
export async function restoreBackup(target: RestoreTarget, options: RestoreOptions): Promise<Restored> {
  const client = await target.pool.connect()
  let restored: Omit<Restored, 'migrated'>
  try {
    await client.query(`begin; set local row_security = off; set local statement_timeout = 0; ${EQUAL_TEXT}`)
    restored = await loadAll(client, target, options)
    await client.query('commit')
    client.release()
  } catch (error) {
    // In the middle of a COPY a connection is good for nothing else; the server takes all of it back.
    client.release(true)
    throw error
  }
  const migrated = await migrate(target.pool)
  await target.pool.query('analyze')
  return { ...restored, migrated }
}

async function loadAll(
  client: ClientBase,
  target: RestoreTarget,
  { path, keep, progress = () => undefined, signal }: RestoreOptions,
): Promise<Omit<Restored, 'migrated'>> {
  const [occupied] = await readTables(client)
  if (occupied) throw notEmpty(target.describe(), occupied.name)
  await using reader = await BackupReader.open(path)
  let shapes: ReadonlyMap<string, TableShape> = new Map()
  let [total, done, bytes, files] = [0, 0, 0, 0]
  const manifest = await visitBackup(reader, {
    async begin(described) {
      total = rowsOf(described)
      await migrateWithin(client, migrationsOf(path, described))
      shapes = new Map((await readTables(client)).map(shape => [shape.name, shape]))
      checkColumns(described, shapes)
    },
    async table({ name, rows }, content) {
      const told = () =>
        progress({ stage: STAGES.loading, done, unit: 'rows', bytes, ...(total ? { total } : {}) })
      const passing = passed(content, chunk => {
        bytes += chunk.length
        told()
      })
      const columns = shapes.get(name)?.columns
      if (columns) await copyIn(client, name, columns, passing, signal)
      else for await (const _ of passing) signal?.throwIfAborted()
      done += rows
      told()
    },
    async file(digest, content) {
      signal?.throwIfAborted()
      if (!(await keep(digest, content))) throw notItsDigest(path, digest)
      files += 1
      progress({ stage: STAGES.unpacking, done: files, unit: 'files' })
    },
  })
  await setSequences(client, manifest)
  const compared = await compare(client, manifest, shapes, progress, signal)
  return {
    manifest,
    compared,
    strange: manifest.tables.map(({ name }) => name).filter(name => !shapes.has(name)),
    endedRuns: await endRuns(client, shapes.get('run')?.columns.includes('failure') ?? false),
  }
}

/** @throws OperationalError where this program does not have all of them */
function migrationsOf(path: string, { migrations, program }: BackupManifest): typeof MIGRATIONS {
  return Object.fromEntries(
    migrations.map(name => {
      const migration = Object.hasOwn(MIGRATIONS, name) ? MIGRATIONS[name] : undefined
      if (!migration) throw newerSchema(path, name, program)
      return [name, migration]
    }),
  )
}

function checkColumns({ tables }: BackupManifest, shapes: ReadonlyMap<string, TableShape>): void {
  for (const { name, columns } of tables) {
    const shape = shapes.get(name)
    if (!shape || columns.join() === shape.columns.join()) continue
    throw differs(name, {
      zh: `列不同 (备份: ${columns.join('、')}; 本程序: ${shape.columns.join('、')})`,
      en: `its columns differ (backup: ${columns.join(', ')}; this program: ${shape.columns.join(', ')})`,
    })
  }
}

async function copyIn(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  content: AsyncIterable<Buffer>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const names = columns.map(pg.escapeIdentifier).join(', ')
  const copy = client.query(
    copyFrom(`copy public.${pg.escapeIdentifier(table)} (${names}) from stdin (format binary)`),
  )
  try {
    await pipeline(content, copy, { ...(signal ? { signal } : {}) })
  } catch (cause) {
    // The server's own words may quote a row.
    const code = cause instanceof pg.DatabaseError ? errorCode(cause) : undefined
    if (code === undefined) throw cause
    throw differs(table, { zh: `数据库拒绝 [${code}]`, en: `the database refuses it [${code}]` }, cause)
  }
}

/** Those of tables that were left out too: new rows do not take the numbers of old ones. */
async function setSequences(client: ClientBase, { sequences }: BackupManifest): Promise<void> {
  const there = new Set((await readSequences(client)).map(({ name }) => name))
  for (const { name, last, called } of sequences)
    if (there.has(name))
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        `public.${pg.escapeIdentifier(name)}`,
        last,
        called,
      ])
}

async function compare(
  client: ClientBase,
  { tables }: BackupManifest,
  shapes: ReadonlyMap<string, TableShape>,
  progress: TellBackupProgress,
  signal: AbortSignal | undefined,
): Promise<number> {
  const ours = tables.filter(({ name }) => shapes.has(name))
  let done = 0
  for (const { name, rows, hash } of ours) {
    signal?.throwIfAborted()
    const loaded = await rowHash(client, name)
    if (loaded.rows !== rows)
      throw differs(name, {
        zh: `备份时 ${rows} 行, 恢复后 ${loaded.rows} 行`,
        en: `${rows} rows were backed up, ${loaded.rows} are there`,
      })
    if (loaded.hash !== hash)
      throw differs(name, { zh: '行的校验值不符', en: 'the hash of its rows is another one' })
    done += rows
    progress({ stage: STAGES.comparing, done, unit: 'rows' })
  }
  return ours.length
}

const ENDED: Bilingual = {
  zh: '从备份恢复时尚未做完; 请重新比对',
  en: 'it was not done when the backup was made, which has been restored since; run it again',
}

/** Who did their work is gone: they are begun anew by whoever wants them. */
async function endRuns(client: ClientBase, tellsWhy: boolean): Promise<number> {
  const { rowCount } = await client.query(
    `update run set state = 'failed', finished_at = now() ${tellsWhy ? ', failure = $1' : ''}
      where state in ('waiting', 'running')`,
    tellsWhy ? [JSON.stringify(ENDED)] : [],
  )
  return rowCount ?? 0
}
