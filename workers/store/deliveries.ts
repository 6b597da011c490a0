/** Deliveries that were decided upon, and what was kept of them. */
import type { Pool, PoolClient } from 'pg'
import { newestFirst, replaces } from '../../pipelines/coverage.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { Counties, FeedId } from '../../pipelines/types.ts'
import type { DeliveryReading, ReadableDelivery } from '../reading/delivery.ts'
import type { StoredFile } from '../reading/stored-file.ts'
import type { Queryable } from './queryable.ts'
import { inTransaction } from './transaction.ts'

export interface DecidedFile extends StoredFile {
  readonly columns: readonly string[]
}

export interface DecidedDelivery extends PlannedDelivery {
  readonly id: string
  readonly outcome: 'accepted' | 'held'
  readonly reasons: readonly Bilingual[]
  readonly notices: readonly Bilingual[]
  /** The run that decided upon it. */
  readonly firstRun: string
  /** The rows that its manifest stated when a person accepted it all the same. */
  readonly acceptedRows?: number
  readonly stored: readonly DecidedFile[]
  readonly counts: ReadCounts
}

interface Row {
  id: string
  feed: FeedId
  as_of: string
  counties: Counties
  authorisation: string | null
  files: DecidedFile[]
  outcome: 'accepted' | 'held'
  reasons: readonly Bilingual[]
  counts: { counts: ReadCounts; notices: readonly Bilingual[] }
  first_run: string
  accepted_rows: number | null
}

const COLUMNS = `id, feed, to_char(as_of, 'YYYY-MM-DD') as as_of, counties, authorisation, files, outcome, reasons, counts, first_run,
  (override->>'statedRows')::int as accepted_rows`

const decided = (row: Row, order: number): DecidedDelivery => ({
  id: row.id,
  feed: row.feed,
  asOf: row.as_of,
  counties: row.counties,
  files: row.files.map(file => file.path),
  order,
  outcome: row.outcome,
  reasons: row.reasons,
  notices: row.counts.notices,
  firstRun: row.first_run,
  stored: row.files,
  counts: row.counts.counts,
  ...(row.authorisation === null ? {} : { authorisation: row.authorisation }),
  ...(row.accepted_rows === null ? {} : { acceptedRows: row.accepted_rows }),
})

export async function findDelivery(pool: Pool, id: string): Promise<DecidedDelivery | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from delivery where id = $1`, [id])
  return rows[0] && decided(rows[0], 0)
}

/**
 * The deliveries of a feed that earlier runs accepted and that no other one has replaced, newest first. Their order
 * is below that of any manifest.
 */
export async function standingDeliveries(
  pool: Pool,
  feed: FeedId,
  run: string,
): Promise<readonly DecidedDelivery[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from delivery
      where feed = $1 and outcome = 'accepted' and first_run <> $2 order by decided_at, id`,
    [feed, run],
  )
  const newest = rows.map((row, at) => decided(row, at - rows.length)).sort(newestFirst)
  const standing: DecidedDelivery[] = []
  for (const delivery of newest) {
    const taken = standing.some(
      newer => replaces(newer, delivery) || (newer.counties === 'unknown' && delivery.counties === 'unknown'),
    )
    if (!taken) standing.push(delivery)
  }
  return standing
}

export interface Decision {
  readonly outcome: 'accepted' | 'held'
  readonly reasons: readonly Bilingual[]
  /** A person's word against the reasons; with what the manifest stated when it was given. */
  readonly override?: { readonly reason: string; readonly user: string; readonly statedRows?: number }
}

/** Records a delivery, without a decision yet, so that its rejects can be stored with it. */
export async function announceDelivery(
  client: PoolClient,
  delivery: ReadableDelivery,
  run: string,
): Promise<void> {
  await client.query('delete from delivery where id = $1', [delivery.id])
  await client.query(
    `insert into delivery (id, feed, as_of, counties, authorisation, files, outcome, reasons, counts, first_run, decided_at)
     values ($1, $2, $3, $4, $5, '[]', 'held', '[]', '{}', $6, now())`,
    [
      delivery.id,
      delivery.feed,
      delivery.asOf,
      JSON.stringify(delivery.counties),
      delivery.authorisation ?? null,
      run,
    ],
  )
}

export async function decide(
  client: PoolClient,
  delivery: ReadableDelivery,
  reading: DeliveryReading,
  decision: Decision,
): Promise<void> {
  const files = delivery.stored.map(
    (file, at): DecidedFile => ({ ...file, columns: reading.columns[at] ?? [] }),
  )
  await client.query(
    `update delivery set files = $2, outcome = $3, reasons = $4, counts = $5, override = $6, decided_at = now()
      where id = $1`,
    [
      delivery.id,
      JSON.stringify(files),
      decision.outcome,
      JSON.stringify(decision.reasons),
      JSON.stringify({ counts: reading.counts, notices: reading.notices }),
      decision.override ? JSON.stringify({ ...decision.override, at: new Date().toISOString() }) : null,
    ],
  )
}

export interface StoredScan {
  readonly id: string
  readonly counts: Pick<ReadCounts, 'subjectRows' | 'unusable'>
}

export async function findScan(
  db: Queryable,
  delivery: string,
  scope: string,
): Promise<StoredScan | undefined> {
  const { rows } = await db.query<StoredScan>(
    'select id, counts from scan where delivery = $1 and scope = $2',
    [delivery, scope],
  )
  return rows[0]
}

/** Finds a scan as {@link findScan} does; a run that is done does not let it go while this one goes on. */
export async function findAndPinScan(
  pool: Pool,
  run: string,
  delivery: string,
  scope: string,
): Promise<StoredScan | undefined> {
  return await inTransaction(pool, async client => {
    await client.query(`select pg_advisory_xact_lock_shared(hashtext('run_scan'))`)
    const found = await findScan(client, delivery, scope)
    if (found) await pinScan(client, run, found.id)
    return found
  })
}

/** The run rests on the scan from now on, which is made in the same transaction or cannot be let go meanwhile. */
export async function pinScan(client: PoolClient, run: string, scan: string): Promise<void> {
  await client.query('insert into run_scan (run, scan) values ($1, $2) on conflict do nothing', [run, scan])
}

export async function beginScan(client: PoolClient, delivery: string, scope: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into scan (delivery, scope, counts) values ($1, $2, '{}') returning id`,
    [delivery, scope],
  )
  return rows[0]?.id ?? ''
}

/** @param candidates persons outside the register whom the scan brings up (./candidates.ts) */
export async function endScan(
  client: PoolClient,
  scan: string,
  counts: ReadCounts,
  candidates: Uint8Array | undefined,
): Promise<void> {
  await client.query('update scan set counts = $2, candidates = $3 where id = $1', [
    scan,
    JSON.stringify({ subjectRows: counts.subjectRows, unusable: counts.unusable }),
    candidates ?? null,
  ])
}

/** The candidates of one scan after the other, as {@link endScan} was given them. */
export async function* scanCandidates(pool: Pool, scans: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const scan of scans) {
    const { rows } = await pool.query<{ candidates: Buffer | null }>(
      'select candidates from scan where id = $1',
      [scan],
    )
    if (rows[0]?.candidates) yield rows[0].candidates
  }
}

export async function dropScan(client: PoolClient, scan: string): Promise<void> {
  await client.query('delete from scan where id = $1', [scan])
}

/**
 * Forgets what was kept of deliveries under scopes that no longer hold, but for what runs that go on rest upon. The archive
 * has the bytes: whatever an earlier run saw can be found in them again.
 */
export async function keepOnlyScans(db: Queryable, scans: readonly string[]): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext('run_scan'))`)
  await db.query(
    `delete from scan where not (id = any($1)) and id not in (
       select scan from run_scan join run on run.id = run and state = 'running')`,
    [scans],
  )
  // While anybody stores blocks, one of these may be wanted again: the next run lets them go then.
  const { rows } = await db.query<{ quiet: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('evidence_block')) as quiet`,
  )
  if (rows[0]?.quiet)
    await db.query(
      'delete from evidence_block b where not exists (select from scan_block s where s.digest = b.digest)',
    )
  await db.query('delete from scope_subjects c where not exists (select from scan s where s.scope = c.scope)')
}
