/** From what a run found to its files (contract §5): the snapshot is assembled here, reports are pure. */

import type { Pool } from 'pg'
import { FEEDS, feedById } from '../../connectors/feeds/index.ts'
import { shown } from '../../connectors/reading.ts'
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
  ListedHousehold,
  NotConcluded,
  OutsideLead,
  PublishedRule,
  RejectRow,
  ReportedLead,
  RunStamp,
} from '../../pipelines/reports/model.ts'
import { rejectsHeader, rejectsLine, sortRejects } from '../../pipelines/reports/rejects-csv.ts'
import { buildSummary, type RunSummary, summaryJson } from '../../pipelines/reports/summary.ts'
import { tallyLeads } from '../../pipelines/reports/tally.ts'
import type { AnyRule, CountyCode, IsoDate, RegisterRow, RegisterTableId } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { StoredLead } from '../store/leads.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { inTurn } from '../threads/side-by-side.ts'
import type { FeedIntake } from './intake.ts'
import type { Matched } from './matching.ts'
import type { OutputFolder } from './output.ts'

export interface Findings {
  readonly stamp: RunStamp
  readonly program: string
  readonly policy: Policy
  readonly rules: readonly AnyRule[]
  /** Those that were asked for; empty: all. */
  readonly counties: readonly CountyCode[]
  readonly leads: readonly StoredLead[]
  readonly statuses: ReadonlyMap<string, ItemStatus>
  readonly gone: number
  readonly notConcluded: readonly NotConcluded[]
  readonly exempt: Readonly<Record<string, number>>
  readonly matched: Matched
  readonly register: RegisterSnapshot
  readonly threads: ThreadPool
  readonly seconds: Record<string, number>
  /** The stage clock: called when the reports are written, before the summary is. */
  readonly lap: () => void
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
  if (findings.counties.length > 0)
    for (const [department, own] of departments) if (!own.some(hasNews)) departments.delete(department)
  const workbooks = [
    ...lists.map(ofCounty),
    ...Array.from(departments, ([department, own]) => ofDepartment(department, own)),
  ]
  for await (const { name, bytes } of inTurn(workbooks, threads.size + 1, make => make()))
    await out.write(name, bytes)
  await rejected
  findings.lap()
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
    seconds: findings.seconds,
    items: { new: count('new'), open: count('open'), changed: count('changed'), gone: findings.gone },
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

/** rejects.csv, feed by feed in the order of their ids. */
async function* rejectLines(
  pool: Pool,
  intakes: readonly FeedIntake[],
  register: RegisterSnapshot,
  options: { readonly masked: boolean },
): AsyncGenerator<string> {
  yield rejectsHeader()
  for (const intake of intakes.toSorted((one, other) => (one.feed < other.feed ? -1 : 1)))
    for await (const reject of feedRejects(pool, intake)) yield rejectsLine(reject, options)
  for (const reject of await registerRejects(pool, register)) yield rejectsLine(reject, options)
}

async function* feedRejects(pool: Pool, intake: FeedIntake): AsyncGenerator<RejectRow> {
  for (const { id, order, paths } of intake.rejectsOf.toSorted((one, other) => one.order - other.order)) {
    let after = '0'
    for (;;) {
      const { rows } = await pool.query<
        Omit<RejectRow, 'file' | 'feed' | 'fileOrder'> & { file: number; seq: string }
      >(
        `select file, row, "column", reason, value, seq from delivery_reject
          where delivery = $1 and seq > $2 order by seq limit 5000`,
        [id, after],
      )
      if (rows.length === 0) break
      after = rows.at(-1)?.seq ?? ''
      for (const { file, row, column, reason, value } of rows)
        yield {
          feed: intake.feed,
          file: paths[file] ?? '',
          fileOrder: order * 1000 + file,
          row,
          column,
          reason,
          value,
        }
    }
  }
}

async function registerRejects(pool: Pool, register: RegisterSnapshot): Promise<readonly RejectRow[]> {
  const { rows } = await pool.query<{ source: `register.${RegisterTableId}` } & Omit<RejectRow, 'feed'>>(
    `select source, row, "column", reason, value from register_reject where snapshot = $1`,
    [register.id],
  )
  return sortRejects(
    rows.map(({ source, row, column, reason, value }) => ({
      feed: source,
      file: register.files.get(source.slice('register.'.length) as RegisterTableId)?.path ?? '',
      fileOrder: 0,
      row,
      column,
      reason,
      value,
    })),
  )
}

async function rejectsOf(
  pool: Pool,
  intakes: readonly FeedIntake[],
  register: RegisterSnapshot,
  sources: ReadonlySet<string>,
): Promise<readonly RejectRow[]> {
  const found: RejectRow[] = []
  for (const intake of intakes)
    if (sources.has(intake.feed)) for await (const reject of feedRejects(pool, intake)) found.push(reject)
  for (const reject of await registerRejects(pool, register)) if (sources.has(reject.feed)) found.push(reject)
  return sortRejects(found)
}

/** One list for every county that has leads; those without a county have one of their own. */
async function countyLists(
  pool: Pool,
  register: RegisterSnapshot,
  leads: readonly ReportedLead[],
  counties: readonly CountyName[],
): Promise<readonly CountyList[]> {
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  const hamlets = await hamletNames(pool, register)
  const lists: CountyList[] = []
  const byCounty = Map.groupBy(leads, lead => lead.county)
  for (const [county, own] of [...byCounty].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const byHousehold = Map.groupBy(
      own.filter(lead => lead.household !== ''),
      lead => lead.household,
    )
    lists.push({
      county: { code: county, name: names.get(county) ?? '' },
      households: await listedHouseholds(pool, register, county, byHousehold),
      outside: own
        .filter(lead => lead.household === '')
        .map((lead): OutsideLead => ({ ...lead, ...(hamlets.get(lead.subject) ?? NOWHERE) })),
    })
  }
  return lists
}

const NOWHERE = { township: '', villageName: '', hamlet: '' }

async function hamletNames(pool: Pool, register: RegisterSnapshot) {
  const { rows } = await pool.query<{ code: string; data: RegisterRow<'hamlets'> }>(
    `select code, data from register_place where snapshot = $1 and kind = 'hamlets'`,
    [register.id],
  )
  return new Map(
    rows.map(({ code, data }) => [
      code,
      { township: '', villageName: shown(data.village), hamlet: shown(data.name) },
    ]),
  )
}

async function listedHouseholds(
  pool: Pool,
  register: RegisterSnapshot,
  county: CountyCode,
  leads: ReadonlyMap<string, readonly ReportedLead[]>,
): Promise<readonly ListedHousehold[]> {
  const codes = [...leads.keys()]
  const { rows } = await pool.query<Omit<ListedHousehold, 'leads' | 'size' | 'members'> & ListedCounts>(
    `select code, township, village_name as village, village as "villageCode", hamlet_name as hamlet,
            head_name as "headName", size, attribute, exit_state as "exitState", helper, phone,
            (select count(*)::int from register_member m where m.snapshot = h.snapshot and m.household = h.code) as members
       from register_household h where snapshot = $1 and code = any($2) and county = $3`,
    [register.id, codes, county],
  )
  const known = new Map(rows.map(row => [row.code, row]))
  return codes
    .map((code): ListedHousehold => {
      const { size, ...household } = known.get(code) ?? { ...UNLISTED, code }
      return { ...household, ...(size === null ? {} : { size }), leads: leads.get(code) ?? [] }
    })
    .toSorted(byPlace)
}

interface ListedCounts {
  readonly size: number | null
  readonly members: number
}

/** What is known of a household that the register does not have. */
const UNLISTED = {
  township: '',
  village: '',
  villageCode: '',
  hamlet: '',
  headName: '',
  size: null,
  members: 0,
  attribute: '',
  exitState: '',
  helper: '',
  phone: '',
}

/** As a team walks: township, village, hamlet, household. */
const byPlace = (one: ListedHousehold, other: ListedHousehold): number => {
  for (const part of ['villageCode', 'hamlet', 'code'] as const)
    if (one[part] !== other[part]) return one[part] < other[part] ? -1 : 1
  return 0
}
