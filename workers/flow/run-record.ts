/** A run as it is pinned 固定 when it begins: inputs, parameters, rules, scope. Whoever does a step goes by this alone. */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Policy } from '../../pipelines/policies/index.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { rulesOf } from '../../pipelines/rules/packs.ts'
import type { Bilingual, CountyCode, IdKey } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import type { Acceptance } from '../comparison/acceptance.ts'
import type { Inbox } from '../reading/inbox.ts'
import { openPinned, type PinnedInbox, pinInbox } from '../reading/pinned-inbox.ts'
import type { Queryable } from '../store/queryable.ts'
import type { Occasion, RunKind, RunState } from '../store/run-states.ts'
import { inTransaction } from '../store/transaction.ts'

/** What is compared, and how, beside what the table has columns for. */
export interface RunPlan {
  readonly inbox: PinnedInbox
  readonly restsOn?: string
  readonly only?: OnlyThese
  readonly accept: readonly Acceptance[]
  readonly unmasked: boolean
}

/** The households and persons that a re-match is about; a lead on one of either is asked for. */
export interface OnlyThese {
  /** 户编号. */
  readonly households: readonly string[]
  readonly keys: readonly IdKey[]
}

export interface RunRecord {
  readonly id: string
  readonly kind: RunKind
  readonly state: RunState
  readonly startedAt: Date
  readonly purpose: string
  readonly user: string
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  readonly policy: Policy
  readonly inbox: Inbox
  /** The run whose deliveries are compared again; otherwise those that the inbox announces. */
  readonly restsOn?: string
  readonly only?: OnlyThese
  readonly accept: readonly Acceptance[]
  readonly unmasked: boolean
  readonly summary?: RunSummary
  readonly failure?: Bilingual
}

export type NewRun = Omit<RunRecord, 'id' | 'state' | 'summary' | 'failure'> & {
  readonly occasion: Occasion
  /** The folder of the inbox, where its files are not in the archive yet. */
  readonly folder?: string
}

/** Stores a run that is to be done. @returns its id */
export async function insertRun(db: Queryable, run: NewRun, state: 'waiting' | 'running'): Promise<string> {
  const id = `${run.startedAt.toISOString().slice(0, 19).replace(/[-:T]/g, '')}-${randomUUID().slice(0, 8)}`
  const plan: RunPlan = {
    inbox: pinInbox(run.inbox, run.folder),
    accept: run.accept,
    unmasked: run.unmasked,
    ...(run.restsOn === undefined ? {} : { restsOn: run.restsOn }),
    ...(run.only === undefined ? {} : { only: run.only }),
  }
  await db.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules, kind, occasion, plan)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      run.startedAt,
      state,
      run.inbox.plan.asOf,
      run.purpose,
      run.user,
      JSON.stringify(run.counties),
      JSON.stringify(run.policy),
      JSON.stringify(Object.fromEntries(rulesOf(run.policy).map(rule => [rule.id, rule.version]))),
      run.kind,
      run.occasion,
      JSON.stringify(plan),
    ],
  )
  return id
}

interface Row {
  readonly id: string
  readonly kind: RunKind
  readonly state: RunState
  readonly started_at: Date
  readonly purpose: string
  readonly user_name: string
  readonly counties: readonly CountyCode[]
  readonly policy: Omit<Policy, 'packs'> & Partial<Pick<Policy, 'packs'>>
  readonly plan: RunPlan | null
  readonly summary: RunSummary | null
  readonly failure: Bilingual | null
}

/** The rules of runs that were begun before policies named theirs. */
const FORMER_PACKS: Policy['packs'] = ['comparison', 'quality']

/** A run, or undefined if there is none, or it was begun before runs had plans. */
export async function readRun(db: Queryable, archive: Archive, id: string): Promise<RunRecord | undefined> {
  const { rows } = await db.query<Row>(
    `select id, kind, state, started_at, purpose, user_name, counties, policy, plan, summary, failure from run where id = $1`,
    [id],
  )
  const row = rows[0]
  if (!row?.plan) return undefined
  const { inbox, accept, unmasked, restsOn, only } = row.plan
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    startedAt: row.started_at,
    purpose: row.purpose,
    user: row.user_name,
    counties: row.counties,
    policy: { packs: FORMER_PACKS, ...row.policy },
    inbox: openPinned(inbox, archive),
    accept,
    unmasked,
    ...(restsOn === undefined ? {} : { restsOn }),
    ...(only === undefined ? {} : { only }),
    ...(row.summary === null ? {} : { summary: row.summary }),
    ...(row.failure === null ? {} : { failure: row.failure }),
  }
}

/** Ends a run that has not been done. Nothing happens if it has ended already. @returns whether it was ended now */
export async function endRun(
  db: Queryable,
  id: string,
  state: 'failed' | 'cancelled',
  failure?: Bilingual,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update run set state = $2, finished_at = now(), failure = $3 where id = $1 and state in ('waiting', 'running')`,
    [id, state, failure ? JSON.stringify(failure) : null],
  )
  return rowCount === 1
}

/**
 * Cancels a run that has not stored its leads.
 * @returns `stored`: it has; `ended`: it is done, failed or cancelled; `none`: there is no such run
 */
export async function cancelRun(pool: Pool, id: string): Promise<'cancelled' | 'stored' | 'ended' | 'none'> {
  return await inTransaction(pool, async client => {
    // Waits for whoever is storing leads at this moment: what they have stored is seen below.
    const { rows } = await client.query<{ state: RunState }>(
      'select state from run where id = $1 for update',
      [id],
    )
    const state = rows[0]?.state
    if (state === undefined) return 'none'
    if (state !== 'waiting' && state !== 'running') return 'ended'
    const stored = await client.query(
      `select from run_step where run = $1 and step = 'items' and state = 'done'`,
      [id],
    )
    if (stored.rowCount === 1) return 'stored'
    await endRun(client, id, 'cancelled')
    return 'cancelled'
  })
}
