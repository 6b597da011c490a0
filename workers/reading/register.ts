/** Reading the register 建档立卡数据 into the store: once for the same files. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import type { Columns } from '../../connectors/column.ts'
import { fileDigest } from '../../connectors/digest.ts'
import { foldName } from '../../connectors/fold.ts'
import { InputError } from '../../connectors/input-error.ts'
import { usable } from '../../connectors/reading.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { openTable, type ReadRow, type Reject } from '../../connectors/table-reader.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { IsoDate, RegisterTableId, SourceFile } from '../../pipelines/types.ts'
import { CopyBuffer } from '../store/copy-buffer.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Inbox } from './inbox.ts'
import { Tally } from './tally.ts'

/** A version of how rows are read: raise it when equal bytes would be read differently. */
export const READER_VERSION = 1

export interface RegisterSnapshot {
  readonly id: string
  readonly fingerprint: string
  readonly asOf: IsoDate
  readonly files: ReadonlyMap<RegisterTableId, SourceFile>
  readonly counts: Readonly<Partial<Record<RegisterTableId, ReadCounts>>>
  readonly notices: Readonly<Partial<Record<RegisterTableId, readonly Bilingual[]>>>
}

interface StoredFile {
  readonly path: string
  readonly digest: string
  readonly columns: readonly string[]
  readonly notices: readonly Bilingual[]
}

type Progress = (rows: number) => void

/** Reads the register's tables, or finds the snapshot that equal files gave before. */
export async function takeRegister(pool: Pool, inbox: Inbox, progress: Progress): Promise<RegisterSnapshot> {
  const asOf = inbox.plan.registerAsOf
  const digests = new Map<RegisterTableId, string>()
  for (const [table, path] of inbox.register)
    digests.set(table, (await fileDigest(join(inbox.folder, path))).digest)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([READER_VERSION, asOf, [...inbox.register], [...digests]]))
    .digest('hex')
  const known = await findSnapshot(pool, fingerprint)
  if (known) return known
  await inTransaction(pool, client => readAll(client, inbox, asOf, fingerprint, digests, progress))
  await pool.query('analyze register_household, register_member, register_measure')
  const snapshot = await findSnapshot(pool, fingerprint)
  if (!snapshot) throw new Error('The register snapshot that was just written is not there')
  return snapshot
}

async function findSnapshot(pool: Pool, fingerprint: string): Promise<RegisterSnapshot | undefined> {
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
  progress: Progress,
): Promise<void> {
  const inserted = await client.query<{ id: string }>(
    `insert into register_snapshot (fingerprint, as_of, files, counts) values ($1, $2, '{}', '{}') returning id`,
    [fingerprint, asOf],
  )
  const id = inserted.rows[0]?.id ?? ''
  const files: Partial<Record<RegisterTableId, StoredFile>> = {}
  const counts: Partial<Record<RegisterTableId, ReadCounts>> = {}
  const households = new Set<string>()
  // Households first: the others are judged by them.
  for (const table of Object.keys(REGISTER_TABLES) as RegisterTableId[]) {
    const path = inbox.register.get(table)
    if (path === undefined) continue
    const read = await readTable(client, id, inbox.folder, path, table, asOf, households, progress)
    files[table] = { path, digest: digests.get(table) ?? '', columns: read.columns, notices: read.notices }
    counts[table] = read.counts
  }
  await client.query('update register_snapshot set files = $2, counts = $3 where id = $1', [
    id,
    JSON.stringify(files),
    JSON.stringify(counts),
  ])
}

interface Taken {
  readonly row: ReadRow<Columns>
  readonly values: Readonly<Record<string, unknown>>
}

/** What becomes of a row: stored as these cells, or refused. */
type Verdict =
  | { readonly store: readonly (string | number | boolean | null | object)[]; readonly refuse?: 'orphan' }
  | { readonly refuse: 'orphan' | 'duplicate' }

interface Target {
  readonly table: string
  readonly columns: readonly string[]
  readonly judge: (taken: Taken, households: Set<string>) => Verdict
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** 村编码: 12 digits, of which the first 6 are the county. */
function placeOf(villageCode: string): { county: string; village: string } {
  return {
    county: /^\d{6}/.test(villageCode) ? villageCode.slice(0, 6) : '',
    village: /^\d{12}$/.test(villageCode) ? villageCode : '',
  }
}

const place = (kind: 'villages' | 'hamlets'): Target => ({
  table: 'register_place',
  columns: ['kind', 'code', 'row', 'data'],
  judge: ({ row, values }) => ({ store: [kind, textOf(values.code), row.row, values] }),
})

const TARGETS: Readonly<Record<RegisterTableId, Target>> = {
  households: {
    table: 'register_household',
    columns: ['code', 'county', 'village', 'hamlet', 'row', 'data'],
    judge: ({ row, values }, households) => {
      const code = textOf(values.householdCode)
      if (households.has(code)) return { refuse: 'duplicate' }
      households.add(code)
      const { county, village } = placeOf(textOf(values.villageCode))
      return { store: [code, county, village, foldName(textOf(usable(values.hamlet))), row.row, values] }
    },
  },
  members: {
    table: 'register_member',
    columns: ['household', 'orphan', 'row', 'key', 'id_text', 'data'],
    judge: ({ row, values }, households) => {
      const code = textOf(values.householdCode)
      const orphan = !households.has(code)
      const store = [code, orphan, row.row, row.persons[0]?.key ?? null, row.idText, values]
      return orphan ? { store, refuse: 'orphan' } : { store }
    },
  },
  measures: {
    table: 'register_measure',
    columns: ['household', 'row', 'data'],
    judge: ({ row, values }, households) => {
      const code = textOf(values.householdCode)
      return households.has(code) ? { store: [code, row.row, values] } : { refuse: 'orphan' }
    },
  },
  removed: {
    table: 'register_removed',
    columns: ['key', 'row', 'data'],
    judge: ({ row, values }) => ({ store: [row.persons[0]?.key ?? '', row.row, values] }),
  },
  villages: place('villages'),
  hamlets: place('hamlets'),
}

async function readTable(
  client: PoolClient,
  snapshot: string,
  folder: string,
  path: string,
  table: RegisterTableId,
  cutoff: IsoDate,
  households: Set<string>,
  progress: Progress,
): Promise<{ counts: ReadCounts; columns: string[]; notices: readonly Bilingual[] }> {
  const definition = REGISTER_TABLES[table]
  const target = TARGETS[table]
  const tally = new Tally(definition.columns)
  const rows = new CopyBuffer(client, target.table, ['snapshot', ...target.columns])
  const rejects = new CopyBuffer(client, 'register_reject', [
    'snapshot',
    'source',
    'row',
    'column',
    'reason',
    'value',
  ])
  const reject = (found: Reject) => {
    tally.reject(found.reason)
    rejects.add([snapshot, `register.${table}`, found.row, found.column, found.reason, found.value])
  }
  await using reader = await openTable<Columns>(join(folder, path), definition, { cutoff, shownPath: path })
  for await (const batch of reader.batches()) {
    for (const found of batch.rejects) reject(found)
    for (const row of batch.rows) {
      const values = row.values()
      const verdict = target.judge({ row, values }, households)
      if (verdict.refuse) {
        tally.refuseRow()
        const header = 'householdCode' in definition.columns ? definition.columns.householdCode.header : ''
        const code = textOf((values as Readonly<Record<string, unknown>>).householdCode)
        reject({ row: row.row, column: header, reason: verdict.refuse, value: code })
      } else tally.keep(values)
      if ('store' in verdict) rows.add([snapshot, ...verdict.store])
    }
    await rows.drain()
    await rejects.drain()
    progress(batch.rows.length + batch.rejects.length)
  }
  await rows.flush()
  await rejects.flush()
  const report = reader.report()
  if (report.truncatedAt !== undefined) throw cutOff(path, report.truncatedAt)
  tally.finish(report)
  return { counts: tally.counts(), columns: [...reader.columns.keys()], notices: tally.notices }
}

const cutOff = (path: string, row: number): InputError =>
  new InputError('truncated', {
    zh: `${path} 在第 ${row} 行的引号内结束, 文件可能被截断; 请重新导出建档立卡数据`,
    en: `${path} ends inside the quotes of row ${row}, it was probably cut off; export the register again`,
  })
