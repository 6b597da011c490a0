/** Reading the register 建档立卡数据 into the store: once for the same files. */
import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { IsoDate, RegisterTableId, SourceFile } from '../../pipelines/types.ts'
import type { Workplace } from '../scan/rows/row-taker.ts'
import { SubjectTable } from '../scan/subject-table.ts'
import { RegisterWriter } from '../store/register-writer.ts'
import { inTransaction } from '../store/transaction.ts'
import { isUniqueViolation } from '../store/unique-violation.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { digestInThread } from './digest-in-thread.ts'
import type { Inbox } from './inbox.ts'
import { surveyHouseholds, type TableFile, takeTable } from './register-tables.ts'

/** A version of how rows are read and kept: raise it when equal bytes would be read differently, or be stored in another form. */
export const READER_VERSION = 4

export interface RegisterSnapshot {
  readonly id: string
  readonly fingerprint: string
  readonly asOf: IsoDate
  readonly files: ReadonlyMap<RegisterTableId, SourceFile>
  readonly counts: Readonly<Partial<Record<RegisterTableId, ReadCounts>>>
  readonly notices: Readonly<Partial<Record<RegisterTableId, readonly Bilingual[]>>>
  /** Equal files were read by an earlier run. */
  readonly unchanged: boolean
}

interface StoredFile {
  readonly path: string
  readonly digest: string
  readonly columns: readonly string[]
  readonly notices: readonly Bilingual[]
}

/** What reading the register needs of a run. */
export interface RegisterReading {
  readonly pool: Pool
  readonly threads: ThreadPool
  readonly progress: (rows: number) => void
  readonly signal: AbortSignal
}

/** Reads the register's tables, or finds the snapshot that equal files gave before. */
export async function takeRegister(inbox: Inbox, reading: RegisterReading): Promise<RegisterSnapshot> {
  const { pool, threads } = reading
  const asOf = inbox.plan.registerAsOf
  const digests = new Map(
    await Promise.all(
      [...inbox.register].map(async ([table, path]) => {
        const { digest } = inbox.known.get(path) ?? (await digestInThread(threads, await inbox.locate(path)))
        return [table, digest] as const
      }),
    ),
  )
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([READER_VERSION, asOf, [...inbox.register], [...digests]]))
    .digest('hex')
  const known = await findSnapshot(pool, fingerprint)
  if (known) return { ...known, unchanged: true }
  try {
    await inTransaction(pool, client => readAll(client, inbox, asOf, fingerprint, digests, reading))
  } catch (error) {
    // Another run has read it meanwhile: storing it waited for that one's end.
    const read = isUniqueViolation(error) ? await findSnapshot(pool, fingerprint) : undefined
    if (read) return { ...read, unchanged: true }
    throw error
  }
  // By which rows are asked for, joined and grouped: a sample of every column takes three times as long.
  await pool.query(
    'analyze register_household (snapshot, code, county, slice, bank_card), register_member (snapshot, household, key, slice, phone)',
  )
  const snapshot = await findSnapshot(pool, fingerprint)
  if (!snapshot) throw new Error('The register snapshot that was just written is not there')
  return { ...snapshot, unchanged: false }
}

export async function findSnapshot(
  pool: Pool,
  fingerprint: string,
): Promise<Omit<RegisterSnapshot, 'unchanged'> | undefined> {
  const { rows } = await pool.query<{
    id: string
    as_of: string
    files: Partial<Record<RegisterTableId, StoredFile>>
    counts: Partial<Record<RegisterTableId, ReadCounts>>
  }>(
    `select id, to_char(as_of, 'YYYY-MM-DD') as as_of, files, counts from register_snapshot where fingerprint = $1`,
    [fingerprint],
  )
  const row = rows[0]
  if (!row) return undefined
  const stored = Object.entries(row.files) as [RegisterTableId, StoredFile][]
  return {
    id: row.id,
    fingerprint,
    asOf: row.as_of,
    files: new Map(
      stored.map(([table, file]) => [
        table,
        {
          source: `register.${table}`,
          path: file.path,
          digest: file.digest,
          order: 0,
          columns: new Set(file.columns),
        },
      ]),
    ),
    counts: row.counts,
    notices: Object.fromEntries(stored.map(([table, file]) => [table, file.notices])),
  }
}

async function readAll(
  client: PoolClient,
  inbox: Inbox,
  asOf: IsoDate,
  fingerprint: string,
  digests: ReadonlyMap<RegisterTableId, string>,
  { threads, progress, signal }: RegisterReading,
): Promise<void> {
  const inserted = await client.query<{ id: string }>(
    `insert into register_snapshot (fingerprint, as_of, files, counts) values ($1, $2, '{}', '{}') returning id`,
    [fingerprint, asOf],
  )
  const id = inserted.rows[0]?.id ?? ''
  const files: Partial<Record<RegisterTableId, StoredFile>> = {}
  const counts: Partial<Record<RegisterTableId, ReadCounts>> = {}
  const fileOf = async (table: RegisterTableId, path: string): Promise<TableFile> => ({
    table,
    path: await inbox.locate(path),
    shownPath: path,
    cutoff: asOf,
  })
  const workplace: Workplace = {
    // Nobody is looked for: the table is there for its threads' scratch areas.
    handle: SubjectTable.forSubjects(0).handle,
  }
  const households = await fileOf('households', inbox.register.get('households') ?? '')
  const survey = await surveyHouseholds(threads, workplace, households, signal)
  const question = { ...workplace, ...survey }
  const writer = new RegisterWriter(client, id)
  for (const table of Object.keys(REGISTER_TABLES) as RegisterTableId[]) {
    const path = inbox.register.get(table)
    if (path === undefined) continue
    const read = await takeTable(threads, await fileOf(table, path), question, writer, progress, signal)
    files[table] = { path, digest: digests.get(table) ?? '', columns: read.columns, notices: read.notices }
    counts[table] = read.counts
  }
  await writer.flush()
  await client.query('update register_snapshot set files = $2, counts = $3 where id = $1', [
    id,
    JSON.stringify(files),
    JSON.stringify(counts),
  ])
}
