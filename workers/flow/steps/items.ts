import type { PoolClient } from 'pg'
import { lastWord } from '../../../pipelines/coverage.ts'
import type { ItemStatus } from '../../../pipelines/reports/model.ts'
import { concludedQuestions } from '../../evaluation/conclusions.ts'
import { ruleContext } from '../../evaluation/rule-context.ts'
import { goneItems, reconcileItems, storeLeads } from '../../store/leads.ts'
import { packJson, unpackJson } from '../../store/packing.ts'
import type { StepResult } from '../ledger.ts'
import type { RunWork } from '../run-work.ts'
import { contextOf, householdsAskedFor } from './evaluation.ts'
import { outcomeOf } from './outcome.ts'

/** Of the step `items`; the states of the items are its part. */
export interface ItemsResult {
  readonly leads: number
  readonly gone: number
}

/** Leads and review items become visible together, and with the step's row in the ledger; one run after the other. */
export async function items(work: RunWork): Promise<(client: PoolClient) => Promise<StepResult>> {
  const { pool } = work.services
  const { id, counties } = work.record
  const register = await work.register()
  const { leads } = await outcomeOf(work)
  const { accepted, withheld, scans } = await work.matched()
  const concluded = await concludedQuestions(
    pool,
    register,
    ruleContext(await contextOf(work)),
    lastWord(accepted, withheld),
    counties,
  )
  const households = await householdsAskedFor(work)
  const keys = work.record.only?.keys ?? []
  // Persons outside the register bring households with them.
  const tied = leads.filter(({ idNumber }) => keys.includes(idNumber)).map(({ household }) => household)
  const only = households && { households: [...households, ...tied.filter(Boolean)], keys }
  const deliveries = scans.map(scan => scan.delivery)
  return async client => {
    await client.query(`select pg_advisory_xact_lock(hashtext('review_item'))`)
    await storeLeads(client, id, leads)
    const statuses = await reconcileItems(client, id, concluded, only)
    const gone = await goneItems(client, id)
    await client.query('update run set register_snapshot = $2, deliveries = $3 where id = $1', [
      id,
      register.id,
      JSON.stringify(deliveries),
    ])
    const value: ItemsResult = { leads: leads.length, gone }
    return { value, parts: [packJson(JSON.stringify([...statuses]))] }
  }
}

/** The states of the run's review items, as they were when it ended. */
export async function statusesOf(work: RunWork): Promise<ReadonlyMap<string, ItemStatus>> {
  const parts = await work.parts('items')
  return new Map(parts.flatMap(bytes => unpackJson(bytes) as readonly (readonly [string, ItemStatus])[]))
}
