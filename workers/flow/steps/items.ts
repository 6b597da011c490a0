import type { PoolClient } from 'pg'
import { trackedRules } from '../../../pipelines/clearance/tracked-rule.ts'
import { lastWord } from '../../../pipelines/coverage.ts'
import type { ItemStatus } from '../../../pipelines/reports/model.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'
import { clearByExport, type ExportOutcome } from '../../clearance/by-export.ts'
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
  /** What the register's export did to the problems to be cleared; absent of runs before there were any. */
  readonly clearance?: ExportOutcome
}

/** Leads and review items become visible together, and with the step's row in the ledger; one run after the other. */
export async function items(work: RunWork): Promise<(client: PoolClient) => Promise<StepResult>> {
  const { pool } = work.services
  const { id, counties, policy } = work.record
  const register = await work.register()
  const { leads, notConcluded } = await outcomeOf(work)
  const { accepted, withheld, scans } = await work.matched()
  const rules = rulesOf(policy)
  const concluded = await concludedQuestions(
    pool,
    rules,
    register,
    ruleContext(await contextOf(work)),
    lastWord(accepted, withheld),
    counties,
    notConcluded,
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
    const { registerAsOf, registerExportedAt } = work.record.inbox.plan
    const clearance = await clearByExport(client, {
      run: id,
      startedAt: work.record.startedAt,
      export: {
        asOf: registerAsOf,
        ...(registerExportedAt === undefined ? {} : { exportedAt: registerExportedAt }),
      },
      snapshot: register.id,
      rules: trackedRules(rules),
      concluded,
      ...(only ? { only } : {}),
    })
    await client.query('update run set register_snapshot = $2, deliveries = $3 where id = $1', [
      id,
      register.id,
      JSON.stringify(deliveries),
    ])
    const value: ItemsResult = { leads: leads.length, gone, clearance }
    return { value, parts: [packJson(JSON.stringify([...statuses]))] }
  }
}

/** The states of the run's review items, as they were when it ended. */
export async function statusesOf(work: RunWork): Promise<ReadonlyMap<string, ItemStatus>> {
  const parts = await work.parts('items')
  return new Map(parts.flatMap(bytes => unpackJson(bytes) as readonly (readonly [string, ItemStatus])[]))
}
