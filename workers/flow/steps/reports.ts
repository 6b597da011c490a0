import type { PoolClient } from 'pg'
import { itemKey } from '../../../pipelines/evaluation/items.ts'
import { rulesOf } from '../../../pipelines/rules/packs.ts'
import { OutputFolder } from '../../comparison/output.ts'
import { writeReports } from '../../comparison/reporting.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { forgetSuperseded } from '../../store/retention.ts'
import { type StepResult, secondsByKind } from '../ledger.ts'
import type { RunWork } from '../run-work.ts'
import { type ItemsResult, statusesOf } from './items.ts'
import { outcomeOf } from './outcome.ts'

/** Of the step `reports`. */
export interface ReportsResult {
  readonly files: readonly string[]
  /** Something was held back for a person: a delivery held or refused, a feed missing or unknown. */
  readonly incomplete: boolean
}

/** Writes the reports; the run is done with them. */
export async function reports(work: RunWork): Promise<(client: PoolClient) => Promise<StepResult>> {
  const { pool, threads, outOf } = work.services
  const { record } = work
  const { gone, clearance } = (await work.results()).get('items') as ItemsResult
  const { leads, notConcluded, exempt } = await outcomeOf(work)
  const matched = await work.matched()
  const register = await work.register()
  const out = new OutputFolder(outOf(record.id))
  const summary = await writeReports(pool, out, {
    stamp: {
      runId: record.id,
      startedAt: record.startedAt.toISOString(),
      user: record.user,
      purpose: record.purpose,
      asOf: work.asOf,
      policy: record.policy.id,
      masked: !record.unmasked,
    },
    program: PROGRAM_VERSION,
    policy: record.policy,
    rules: rulesOf(record.policy),
    partial: record.counties.length > 0 || record.only !== undefined,
    leads: leads.map(lead => ({ lead, item: itemKey(lead) })),
    statuses: await statusesOf(work),
    gone,
    ...(clearance ? { clearance } : {}),
    notConcluded,
    exempt,
    matched,
    register,
    threads,
    seconds: async () => stagesOf(await secondsByKind(pool, record.id)),
  })
  const incomplete =
    record.inbox.plan.unknownFeeds.length > 0 ||
    matched.intakes.some(intake => intake.incomplete || intake.taken.length === 0)
  const value: ReportsResult = { files: out.files, incomplete }
  return async client => {
    await client.query(
      `update run set state = 'done', finished_at = now(), summary = $2 where id = $1 and state = 'running'`,
      [record.id, JSON.stringify(summary)],
    )
    if (record.kind === 'full')
      await forgetSuperseded(client, {
        run: record.id,
        snapshot: register.id,
        scans: matched.scans.map(({ id }) => id),
      })
    return { value }
  }
}

/** Seconds of the stages, as the summary names them. */
const stagesOf = (kinds: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, seconds]) => [kind, Math.round(seconds * 1000) / 1000]),
  )
