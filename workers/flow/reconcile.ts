/**
 * Reconciling 对账: what the ledger says is to be done, and the queue may have lost. Whoever does it, and how often, changes
 * nothing: steps in the queue are not put twice, and a step is done by who holds its claim.
 */
import type { Pool } from 'pg'
import { stepName } from '../../pipelines/flow/steps.ts'
import { type RunGoingOn, runsGoingOn } from '../schedule/runs.ts'
import { advance } from './advance.ts'
import type { OpenRuns } from './open-runs.ts'
import type { DueStep } from './step-taker.ts'

/** Runs of the whole register go one after the other; this many re-matches of a part go beside them. */
const REMATCHES = 2

/**
 * Starts the runs that wait and may begin, the oldest first: of several that ask at once one starts it. What a person
 * does at a terminal counts while its program lives.
 * @returns their ids
 */
export async function startWaiting(pool: Pool): Promise<readonly string[]> {
  const going = await runsGoingOn(pool)
  const running = (kind: 'full' | 'rematch') =>
    going.filter(
      run => run.kind === kind && run.state === 'running' && (kind === 'full' || run.occasion !== 'person'),
    )
  const next = [
    ...(running('full').length === 0 ? going.filter(isWaiting('full')).slice(0, 1) : []),
    ...going.filter(isWaiting('rematch')).slice(0, Math.max(0, REMATCHES - running('rematch').length)),
  ]
  if (next.length === 0) return []
  const { rows } = await pool.query<{ id: string }>(
    `update run set state = 'running' where id = any($1) and state = 'waiting' returning id`,
    [next.map(({ id }) => id)],
  )
  return rows.map(({ id }) => id)
}

const isWaiting =
  (kind: RunGoingOn['kind']) =>
  (run: RunGoingOn): boolean =>
    run.kind === kind && run.state === 'waiting'

/** The steps that are to be done now: of every run that goes on, its wave that is due. */
export async function dueNow(pool: Pool, runs: OpenRuns): Promise<readonly DueStep[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from run where state = 'running' and occasion <> 'person' order by started_at, id`,
  )
  const due: DueStep[] = []
  for (const { id } of rows) {
    const work = await runs.open(id)
    if (!work) continue
    const wave = (await advance(work)).map(stepName)
    const { rows: open } = await pool.query<{ step: string }>(
      `select step from run_step
        where run = $1 and step = any($2) and state in ('due', 'running') and due_at <= now()`,
      [id, wave],
    )
    for (const { step } of open) due.push({ run: id, step })
  }
  return due
}
