/**
 * Reconciling 对账: what the ledger says is to be done, and the queue may have lost. Whoever does it, and how often, changes
 * nothing: steps in the queue are not put twice, and a step is done by who holds its claim.
 */
import type { Pool } from 'pg'
import { stepName } from '../../pipelines/flow/steps.ts'
import { advance } from './advance.ts'
import type { OpenRuns } from './open-runs.ts'
import type { DueStep } from './step-taker.ts'

/** Runs of the whole register go one after the other; this many re-matches of a part go beside them. */
const REMATCHES = 2

/** Starts the runs that wait and may begin, the oldest first: of several that ask at once one starts it. @returns their ids */
export async function startWaiting(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `with going as (
       select count(*) filter (where kind = 'full') as full_runs, count(*) filter (where kind = 'rematch') as rematches
         from run where state = 'running'),
     next as (
       (select id from run, going where state = 'waiting' and kind = 'full' and full_runs = 0
         order by started_at, id limit 1)
       union all
       (select id from run, going where state = 'waiting' and kind = 'rematch' and rematches < ${REMATCHES}
         order by started_at, id limit 1))
     update run set state = 'running' from next where run.id = next.id and state = 'waiting' returning run.id`,
  )
  return rows.map(({ id }) => id)
}

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
        where run = $1 and step = any($2) and (state = 'running' or (state = 'due' and due_at <= now()))`,
      [id, wave],
    )
    for (const { step } of open) due.push({ run: id, step })
  }
  return due
}
