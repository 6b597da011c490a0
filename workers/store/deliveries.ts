/** Deliveries that were decided upon, and what was kept of them. */
import type { Pool, PoolClient } from 'pg'
import { newestFirst, replaces } from '../../pipelines/coverage.ts'
import type { Counted } from '../../pipelines/gate.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { Counties, FeedId } from '../../pipelines/types.ts'
import type { ReadableDelivery } from '../reading/delivery.ts'
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
  /** What the gate was asked about, where it was kept: it can be asked again without reading. */
  readonly counted?: Counted
  /** The rows that its manifest stated when a person accepted it all the same. */
  readonly acceptedRows?: number
  readonly stored: readonly DecidedFile[]
  readonly counts: ReadCounts
}

interface StoredCounts {
  readonly counts: ReadCounts
  readonly notices: readonly Bilingual[]
  readonly counted?: Counted
  /** An earlier run accepted it; what it had replaced stays replaced though it may be held by now. */
  readonly onceAccepted?: true
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
  counts: StoredCounts
  first_run: string
  accepted_rows: number | null
}

const COLUMNS = `id, feed, to_char(as_of, 'YYYY-MM-DD') as as_of, counties, authorisation, files, outcome, reasons, counts, first_run,
  (override->>'statedRows')::int as accepted_rows`

/** Of a row of `delivery`. */
const ONCE_ACCEPTED = `(outcome = 'accepted' or counts @> '{"onceAccepted": true}')`

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
  ...(row.counts.counted === undefined ? {} : { counted: row.counts.counted }),
  ...(row.accepted_rows === null ? {} : { acceptedRows: row.accepted_rows }),
})

export async function findDelivery(pool: Pool, id: string): Promise<DecidedDelivery | undefined> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from delivery where id = $1`, [id])
  return rows[0] && decided(rows[0], 0)
}

export interface EarlierDeliveries {
  /** What earlier runs accepted, newest first, whatever has become of it. Their order is below that of any manifest. */
  readonly accepted: readonly DecidedDelivery[]
  /** Of these, what is accepted still, and nothing else has replaced. */
  readonly standing: readonly DecidedDelivery[]
}

/** The deliveries of a feed that runs before this one have accepted. */
export async function earlierDeliveries(pool: Pool, feed: FeedId, run: string): Promise<EarlierDeliveries> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from delivery
      where feed = $1 and (outcome = 'accepted' and first_run <> $2 or counts @> '{"onceAccepted": true}')
      order by decided_at, id`,
    [feed, run],
  )
  const accepted = rows.map((row, at) => decided(row, at - rows.length)).sort(newestFirst)
  const unreplaced: DecidedDelivery[] = []
  for (const delivery of accepted) {
    const taken = unreplaced.some(
      newer => replaces(newer, delivery) || (newer.counties === 'unknown' && delivery.counties === 'unknown'),
    )
    if (!taken) unreplaced.push(delivery)
  }
  return { accepted, standing: unreplaced.filter(({ outcome }) => outcome === 'accepted') }
}

export interface Decision {
  readonly outcome: 'accepted' | 'held'
  readonly reasons: readonly Bilingual[]
  /** A person's word against the reasons; with what the manifest stated when it was given. */
  readonly override?: { readonly reason: string; readonly user: string; readonly statedRows?: number }
}

/** Records a delivery that is read, without a decision yet, so that its rejects can be stored with it. */
export async function announceDelivery(
  client: PoolClient,
  delivery: ReadableDelivery,
  run: string,
): Promise<void> {
  const { rows } = await client.query<{ once_accepted: boolean }>(
    `delete from delivery where id = $1 returning ${ONCE_ACCEPTED} as once_accepted`,
    [delivery.id],
  )
  await client.query(
    `insert into delivery (id, feed, as_of, counties, authorisation, files, outcome, reasons, counts, first_run, decided_at)
     values ($1, $2, $3, $4, $5, '[]', 'held', '[]', $7, $6, now())`,
    [
      delivery.id,
      delivery.feed,
      delivery.asOf,
      JSON.stringify(delivery.counties),
      delivery.authorisation ?? null,
      run,
      JSON.stringify(rows[0]?.once_accepted ? { onceAccepted: true } : {}),
    ],
  )
}

/**
 * Decides upon a delivery that is announced, or anew upon one that was decided upon before: its rejects and scans stay then,
 * since its bytes are the same.
 */
export async function decide(
  client: PoolClient,
  delivery: DecidedDelivery,
  decision: Decision,
): Promise<void> {
  const { id, counts, notices, counted } = delivery
  const { rows } = await client.query<{ once_accepted: boolean }>(
    `select ${ONCE_ACCEPTED} as once_accepted from delivery where id = $1 for update`,
    [id],
  )
  const stored: StoredCounts = {
    ...{ counts, notices },
    ...(counted ? { counted } : {}),
    ...(rows[0]?.once_accepted ? { onceAccepted: true } : {}),
  }
  await client.query(
    `update delivery set files = $2, outcome = $3, reasons = $4, counts = $5, override = $6, first_run = $7,
            authorisation = $8, decided_at = now()
      where id = $1`,
    [
      id,
      JSON.stringify(delivery.stored),
      decision.outcome,
      JSON.stringify(decision.reasons),
      JSON.stringify(stored),
      decision.override ? JSON.stringify({ ...decision.override, at: new Date().toISOString() }) : null,
      delivery.firstRun,
      delivery.authorisation ?? null,
    ],
  )
}

export interface StoredScan {
  readonly id: string
  readonly counts: Pick<ReadCounts, 'subjectRows' | 'unusable'>
}

async function findScan(db: Queryable, delivery: string, scope: string): Promise<StoredScan | undefined> {
  const { rows } = await db.query<StoredScan>(
    'select id, counts from scan where delivery = $1 and scope = $2',
    [delivery, scope],
  )
  return rows[0]
}

/** Whether there is a scan about the same persons, whatever slices they are in (./scope.ts). */
export async function hasScanAbout(db: Queryable, delivery: string, who: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'select from scan where delivery = $1 and starts_with(scope, $2) limit 1',
    [delivery, `${who}.`],
  )
  return rowCount === 1
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
  await db.query(
    `delete from scope_subjects c
      where not exists (select from scan s where split_part(s.scope, '.', 1) = c.scope)`,
  )
}
