/** From what a run found to its files (contract §5): the snapshot is assembled here, reports are pure. */

import type { Pool } from 'pg'
import { type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import { type CountyReport, countyWorkbookName } from '../../pipelines/reports/county-workbook.ts'
import { findingsLines, sortLeads } from '../../pipelines/reports/findings-csv.ts'
import type {
  ItemStatus,
  NotConcluded,
  PublishedRule,
  ReportedLead,
  RunStamp,
} from '../../pipelines/reports/model.ts'
import {
  buildSummary,
  type ClearanceSummary,
  type RunSummary,
  summaryJson,
} from '../../pipelines/reports/summary.ts'
import { tallyLeads } from '../../pipelines/reports/tally.ts'
import type { AnyRule, IsoDate } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { StoredLead } from '../store/leads.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { inTurn } from '../threads/side-by-side.ts'
import { countyLists, type FetchList } from './county-lists.ts'
import type { Matched } from './matched.ts'
import type { OutputFolder } from './output.ts'
import type { PreparedFeedback } from './prepare-feedback.ts'
import { contentsOf } from './prepared-files.ts'
import { countyNames, feedStatuses, registerStatuses } from './sources.ts'

export interface Findings {
  readonly stamp: RunStamp
  readonly program: string
  readonly policy: Policy
  readonly rules: readonly AnyRule[]
  readonly leads: readonly StoredLead[]
  readonly statuses: ReadonlyMap<string, ItemStatus>
  readonly gone: number
  readonly clearance?: ClearanceSummary
  readonly notConcluded: readonly NotConcluded[]
  readonly exempt: Readonly<Record<string, number>>
  readonly matched: Matched
  readonly register: RegisterSnapshot
  readonly threads: ThreadPool
  readonly feedback: PreparedFeedback
  /** Seconds by stage: asked for when the reports are written, before the summary is. */
  readonly seconds: () => Promise<Readonly<Record<string, number>>>
}

/** A workbook that is made, and where it goes below the output folder. */
interface Workbook {
  readonly name: string
  readonly bytes: Uint8Array
}

const COUNTY = taskAt<CountyReport, never, Uint8Array>(new URL('./county-task.ts', import.meta.url))

export async function writeReports(pool: Pool, out: OutputFolder, findings: Findings): Promise<RunSummary> {
  const { stamp, matched, register, policy, threads } = findings
  const masked = { masked: stamp.masked }
  const feeds = feedStatuses(matched)
  const tables = registerStatuses(register, stamp.asOf)
  const rules = findings.rules.map(rule => published(rule, policy, stamp.asOf))
  const counties = await countyNames(pool, register)
  const leads = sortLeads(
    findings.leads.map(
      ({ lead, item }): ReportedLead => ({
        ...lead,
        status: findings.statuses.get(item) ?? 'new',
        itemKey: item.slice(0, 10),
      }),
    ),
    masked,
  )
  const tally = tallyLeads(leads)
  await out.writeLines('findings.csv', findingsLines(leads, masked))
  const workbookOf = async (fetchList: FetchList): Promise<Workbook> => {
    const list = await fetchList()
    const bytes = await threads.run(COUNTY, {
      run: stamp,
      list,
      rules,
      feeds,
      register: tables,
      notConcluded: findings.notConcluded,
      counties,
      expected: tally.byCounty[list.county.code] ?? 0,
    })
    return { name: `lists/${countyWorkbookName(list.county)}`, bytes }
  }
  const lists = await countyLists(pool, register, leads, counties)
  for await (const { name, bytes } of inTurn(lists, threads.size + 1, workbookOf))
    await out.write(name, bytes)
  const { files, packed } = findings.feedback
  for (const { name, content } of contentsOf(files, packed)) await out.writePieces(name, content)
  const states = Map.groupBy(findings.statuses.values(), state => state)
  const count = (state: ItemStatus) => states.get(state)?.length ?? 0
  const summary = buildSummary({
    run: stamp,
    program: findings.program,
    leads: tally,
    exempt: findings.exempt,
    notConcluded: findings.notConcluded,
    feeds,
    register: tables,
    rules,
    counties,
    seconds: await findings.seconds(),
    items: { new: count('new'), open: count('open'), changed: count('changed'), gone: findings.gone },
    ...(findings.clearance ? { clearance: findings.clearance } : {}),
  })
  await out.write('summary.json', summaryJson(summary))
  return summary
}

function published(rule: AnyRule, policy: Policy, asOf: IsoDate): PublishedRule {
  const { evaluate: _, reads: __, tables: ___, subjectIsKey: ____, ...words } = rule
  return {
    ...words,
    parameters: rule.parameters.map(name => {
      const value = parameterAt(policy, name, asOf)
      const found = Object.entries(policy.parameters).find(([known]) => known === name)?.[1]
      return {
        name,
        ...(value === undefined ? {} : { value }),
        ...(found?.unit === undefined ? {} : { unit: found.unit }),
        ...(found ? { source: found.source, verified: found.verified === 'yes' } : {}),
      }
    }),
  }
}
