/**
 * The ledger of steps 步骤台账 (table `run_step`): what of a run is due, being done, done. Queues only say when to look.
 *
 * A claim holds for a while, and is held on to by telling progress; then another worker may take the step over. An
 * attempt's number is its title: only who has the newest may finish the step. So a worker that was thought dead and is not
 * cannot store anything twice.
 */
import type { Pool, PoolClient } from 'pg'
import type { StepKind } from '../../pipelines/flow/steps.ts'
import type { Bilingual, FeedId } from '../../pipelines/types.ts'
import { insertRows } from '../store/insert-rows.ts'
import type { Queryable } from '../store/queryable.ts'
import type { Span } from './stage-seconds.ts'

export interface Claim {
  readonly run: string
  readonly step: string
  /** From 1. */
  readonly attempt: number
  /** How often it has failed so far, since it began or since a delivery was held. */
  readonly failures: number
  /** Deliveries that earlier attempts failed at, by id, with the reason. */
  readonly unreadable: ReadonlyMap<string, Bilingual>
}

/** What is kept of attempts that failed. */
interface Failures {
  readonly count?: number
  readonly last?: Bilingual
  readonly unreadable?: Readonly<Record<string, Bilingual>>
}

export interface CountedRejects {
  readonly feed: FeedId
  readonly reason: string
  readonly count: number
}

/** What a step leaves behind, beside what it has stored itself. */
export interface StepResult {
  /** A value of JSON. */
  readonly value: unknown
  /** What is too large for that, packed. */
  readonly parts?: readonly Uint8Array[]
  /** What was rejected on the way: for counting, not stored here. */
  readonly rejects?: readonly CountedRejects[]
  /** The beginning of the names of steps whose parts nobody needs any more. */
  readonly drops?: string
}

/** Puts steps into the ledger as due; those that are there already stay as they are. */
export async function announceSteps(db: Queryable, run: string, steps: readonly string[]): Promise<void> {
  await db.query(
    `insert into run_step (run, step, state) select $1, step, 'due' from unnest($2::text[]) as step on conflict do nothing`,
    [run, steps],
  )
}

/** For so long a step is its worker's after the last sign of life. */
const CLAIM_SECONDS = 20

/** Takes a step that is due, or over from a worker that is gone. Nothing, if it is done, not due yet, or the run has ended. */
export async function claimStep(
  pool: Pool,
  run: string,
  step: string,
  worker: string,
): Promise<Claim | undefined> {
  const { rows } = await pool.query<{ attempts: number; failure: Failures | null }>(
    `update run_step set state = 'running', attempts = attempts + 1, worker = $3, started_at = clock_timestamp(), result = null,
            due_at = now() + make_interval(secs => $4)
      where run = $1 and step = $2 and state in ('due', 'running') and due_at <= now()
        and exists (select from run where id = $1 and state = 'running')
      returning attempts, failure`,
    [run, step, worker, CLAIM_SECONDS],
  )
  const row = rows[0]
  return (
    row && {
      run,
      step,
      attempt: row.attempts,
      failures: row.failure?.count ?? 0,
      unreadable: new Map(Object.entries(row.failure?.unreadable ?? {})),
    }
  )
}

/**
 * Stores what a step came to, on a client that is inside a transaction.
 * @returns whether the claim still stands; if not, the transaction must not be committed
 */
export async function finishStep(
  client: PoolClient,
  { run, step, attempt }: Claim,
  { value, parts = [], drops }: StepResult,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update run_step set state = 'done', finished_at = clock_timestamp(), result = $4
      where run = $1 and step = $2 and state = 'running' and attempts = $3
        and exists (select from run where id = $1 and state in ('running', 'done'))`,
    [run, step, attempt, JSON.stringify(value ?? null)],
  )
  if (rowCount !== 1) return false
  await insertRows(
    client,
    'run_part',
    ['run', 'step', 'part', 'data'],
    parts.map((data, part) => [run, step, part, data]),
  )
  if (drops !== undefined)
    await client.query('delete from run_part where run = $1 and starts_with(step, $2)', [run, drops])
  return true
}

/** Puts a step back: it is due again after so many seconds. */
export async function returnStep(
  pool: Pool,
  { run, step, attempt, failures }: Claim,
  {
    seconds,
    failure,
    counts,
  }: { readonly seconds: number; readonly failure?: Bilingual; readonly counts: boolean },
): Promise<void> {
  const said: Failures = { count: failures + (counts ? 1 : 0), ...(failure ? { last: failure } : {}) }
  await pool.query(
    `update run_step set state = 'due', due_at = now() + make_interval(secs => $4), result = null,
            failure = coalesce(failure, '{}') || $5
      where run = $1 and step = $2 and state = 'running' and attempts = $3`,
    [run, step, attempt, seconds, JSON.stringify(said)],
  )
}

/** Puts a step back at once, to be done without a delivery; its attempts are counted anew. */
export async function holdDelivery(
  pool: Pool,
  { run, step, attempt, unreadable }: Claim,
  delivery: string,
  failure: Bilingual,
): Promise<void> {
  const failures: Failures = {
    count: 0,
    last: failure,
    unreadable: { ...Object.fromEntries(unreadable), [delivery]: failure },
  }
  await pool.query(
    `update run_step set state = 'due', due_at = now(), result = null, failure = $4
      where run = $1 and step = $2 and state = 'running' and attempts = $3`,
    [run, step, attempt, JSON.stringify(failures)],
  )
}

export async function failStep(pool: Pool, { run, step, attempt }: Claim, failure: Bilingual): Promise<void> {
  const failures: Failures = { last: failure }
  await pool.query(
    `update run_step set state = 'failed', finished_at = clock_timestamp(), result = null,
            failure = coalesce(failure, '{}') || $4
      where run = $1 and step = $2 and state = 'running' and attempts = $3`,
    [run, step, attempt, JSON.stringify(failures)],
  )
}

/** Says how far a step is. @returns whether the claim still stands and its run goes on */
export async function tellProgress(
  pool: Pool,
  { run, step, attempt }: Claim,
  progress: { readonly rows: number; readonly bytes: number },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update run_step set result = jsonb_build_object('progress', $4::jsonb),
            due_at = now() + make_interval(secs => $5)
      where run = $1 and step = $2 and state = 'running' and attempts = $3
        and exists (select from run where id = $1 and state = 'running')`,
    [run, step, attempt, JSON.stringify(progress), CLAIM_SECONDS],
  )
  return rowCount === 1
}

/** The results of the steps that are done, by name. */
export async function stepResults(db: Queryable, run: string): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await db.query<{ step: string; result: unknown }>(
    `select step, result from run_step where run = $1 and state = 'done'`,
    [run],
  )
  return new Map(rows.map(({ step, result }) => [step, result]))
}

/** The packed parts of a step, in their order. */
export async function stepParts(db: Queryable, run: string, step: string): Promise<readonly Buffer[]> {
  const { rows } = await db.query<{ data: Buffer }>(
    'select data from run_part where run = $1 and step = $2 order by part',
    [run, step],
  )
  return rows.map(({ data }) => data)
}

/** When the first step of each kind began and the last ended; now for those that go on. */
export async function spansByKind(
  db: Queryable,
  run: string,
): Promise<Readonly<Partial<Record<StepKind, Span>>>> {
  const { rows } = await db.query<Span & { kind: StepKind }>(
    `select split_part(step, '/', 1) as kind, extract(epoch from min(started_at))::float8 as from,
            extract(epoch from max(coalesce(finished_at, clock_timestamp())))::float8 as to
       from run_step where run = $1 and started_at is not null group by kind`,
    [run],
  )
  return Object.fromEntries(rows.map(({ kind, from, to }) => [kind, { from, to }]))
}
