/** From what a run found to its files (contract §5): the snapshot is assembled here, reports are pure. */

import type { Pool } from 'pg'
import { FEEDS, feedById } from '../../connectors/feeds/index.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import { type CountyReport, countyWorkbookName } from '../../pipelines/reports/county-workbook.ts'
import {
  type DepartmentFeedback,
  departmentWorkbookName,
} from '../../pipelines/reports/department-workbook.ts'
import { findingsLines, sortLeads } from '../../pipelines/reports/findings-csv.ts'
import type {
  CountyList,
  CountyName,
  FeedStatus,
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
import type { AnyRule, IsoDate, RegisterTableId } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { StoredLead } from '../store/leads.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { inTurn } from '../threads/side-by-side.ts'
import { countyLists } from './county-lists.ts'
import type { Matched } from './matched.ts'
import type { OutputFolder } from './output.ts'
import { rejectLines, rejectsOf } from './rejects.ts'

export interface Findings {
  readonly stamp: RunStamp
  readonly program: string
  readonly policy: Policy
  readonly rules: readonly AnyRule[]
  /** Whether the run was about a part of the register only. */
  readonly partial: boolean
  readonly leads: readonly StoredLead[]
  readonly statuses: ReadonlyMap<string, ItemStatus>
  readonly gone: number
  readonly clearance?: ClearanceSummary
  readonly notConcluded: readonly NotConcluded[]
  readonly exempt: Readonly<Record<string, number>>
  readonly matched: Matched
  readonly register: RegisterSnapshot
  readonly threads: ThreadPool
  /** Seconds by stage: asked for when the reports are written, before the summary is. */
  readonly seconds: () => Promise<Readonly<Record<string, number>>>
}

/** A workbook that is made, and where it goes below the output folder. */
interface Workbook {
  readonly name: string
  readonly bytes: Uint8Array
}

const REGISTER_DEPARTMENT = '扶贫办'

const COUNTY = taskAt<CountyReport, never, Uint8Array>(new URL('./county-task.ts', import.meta.url))
const DEPARTMENT = taskAt<DepartmentFeedback, never, Uint8Array>(
  new URL('./department-task.ts', import.meta.url),
)

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
  // Whoever mends a file finds the row in it; the value is masked whatever the rest of the run shows (contract §5).
  const rejected = out.writeLines(
    'rejects.csv',
    rejectLines(pool, matched.intakes, register, { masked: true }),
  )
  // It is awaited when the workbooks are made.
  rejected.catch(() => undefined)
  const ofCounty = (list: CountyList) => async (): Promise<Workbook> => ({
    name: `lists/${countyWorkbookName(list.county)}`,
    bytes: await threads.run(COUNTY, {
      run: stamp,
      list,
      rules,
      feeds,
      register: tables,
      notConcluded: findings.notConcluded,
      counties,
      expected: tally.byCounty[list.county.code] ?? 0,
    }),
  })
  const ofDepartment = (department: string, own: readonly FeedStatus[]) => async (): Promise<Workbook> => {
    const rejects = await rejectsOf(pool, matched.intakes, register, new Set(own.map(({ feed }) => feed)))
    const bytes = await threads.run(DEPARTMENT, { run: stamp, department, feeds: own, rejects, counties })
    return { name: `reports/${departmentWorkbookName(department)}`, bytes }
  }
  const lists = await countyLists(pool, register, leads, counties)
  const departments = Map.groupBy([...feeds, ...tables], feed => feed.department)
  // Feedback is about whole files, not about a county: a department has had it of the run that read them.
  if (findings.partial)
    for (const [department, own] of departments) if (!own.some(hasNews)) departments.delete(department)
  const workbooks = [
    ...lists.map(ofCounty),
    ...Array.from(departments, ([department, own]) => ofDepartment(department, own)),
  ]
  for await (const { name, bytes } of inTurn(workbooks, threads.size + 1, make => make()))
    await out.write(name, bytes)
  await rejected
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

const hasNews = ({ deliveries }: FeedStatus): boolean =>
  deliveries.some(
    ({ outcome, carriedForward }) => outcome !== 'unchanged' && outcome !== 'replaced' && !carriedForward,
  )

function feedStatuses({ intakes, kept }: Matched): readonly FeedStatus[] {
  const byFeed = new Map(intakes.map(intake => [intake.feed, intake]))
  return FEEDS.map(({ id }) => {
    const definition = feedById(id)
    return {
      feed: id,
      title: definition.title,
      department: definition.department,
      ...(definition.sensitive ? { sensitive: definition.sensitive } : {}),
      deliveries: (byFeed.get(id)?.statuses ?? []).map(({ id, status }) => ({
        ...status,
        ...(id === undefined ? {} : kept.get(id)),
      })),
    }
  })
}

function registerStatuses(register: RegisterSnapshot, asOf: IsoDate): readonly FeedStatus[] {
  return (Object.keys(REGISTER_TABLES) as RegisterTableId[]).map(table => {
    const file = register.files.get(table)
    const counts = register.counts[table]
    return {
      feed: `register.${table}`,
      title: REGISTER_TABLES[table].title,
      department: REGISTER_DEPARTMENT,
      deliveries:
        file && counts
          ? [
              {
                ...counts,
                files: [{ path: file.path, digest: file.digest }],
                asOf: register.asOf ?? asOf,
                counties: 'all',
                outcome: register.unchanged ? 'unchanged' : 'accepted',
                reasons: [],
                notices: register.notices[table] ?? [],
                carriedForward: false,
              },
            ]
          : [],
    }
  })
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

async function countyNames(pool: Pool, register: RegisterSnapshot): Promise<readonly CountyName[]> {
  const { rows } = await pool.query<CountyName>(
    `select county as code, min(county_name) as name from register_household
      where snapshot = $1 and county <> '' and county_name is not null group by county order by county`,
    [register.id],
  )
  return rows
}
