/**
 * A small dossier builder: rows are written as departments write them, by Chinese header and delivered text, and
 * read through the definitions, so that a test of a rule also tests what its columns mean.
 */
import type { Column } from '../../../connectors/column.ts'
import type { AnyDefinition, PersonRole } from '../../../connectors/definition.ts'
import { feedById } from '../../../connectors/feeds/index.ts'
import { checkCharacter } from '../../../connectors/id-number.ts'
import { registerTableById } from '../../../connectors/register/index.ts'
import { mergeClaims } from '../../../pipelines/claims.ts'
import { loadPolicy, type Policy, parameterAt } from '../../../pipelines/policies/index.ts'
import { ruleById } from '../../../pipelines/rules/index.ts'
import type {
  AnyRule,
  CounterEvidence,
  Dossier,
  Elsewhere,
  Evidence,
  EvidenceByFeed,
  FeedId,
  Finding,
  HamletRecord,
  HouseholdDossier,
  HouseNumberDossier,
  Lead,
  Member,
  Outsider,
  PersonDossier,
  RegisteredTotals,
  RegisterRecord,
  RegisterTableId,
  RuleContext,
  SourceFile,
  VillageDossier,
  Withheld,
} from '../../../pipelines/types.ts'

export type Cells = Readonly<Record<string, string>>

/** An invented ID number with a right check character. */
export const idOf = (birth: string, sequence = '123', area = '530129'): string => {
  const digits = `${area}${birth}${sequence}`
  return digits + checkCharacter(digits)
}

export const COUNTY = '530129'
export const VILLAGE = '530129101201'
export const HOUSEHOLD = '5301290001'
export const ADULT = idOf('19700312')

interface FileOptions {
  /** Headers of columns that the file does not have. */
  readonly without?: readonly string[]
  readonly order?: number
}

const columnsOf = (definition: AnyDefinition): readonly (readonly [string, Column])[] =>
  Object.entries(definition.columns)

function fileOf(
  source: SourceFile['source'],
  definition: AnyDefinition,
  { without = [], order = 0 }: FileOptions = {},
): SourceFile {
  const known = columnsOf(definition)
  const present = known.filter(([, column]) => !without.includes(column.header))
  if (present.length !== known.length - without.length)
    throw new Error(`${source} has no ${without.join(', ')}`)
  return {
    source,
    path: `${source}/${order}.csv`,
    digest: String(order).repeat(64),
    order,
    columns: new Set(present.map(([property]) => property)),
  }
}

/** Reads cells by header; an unknown header is a mistake of the test. */
function valuesOf(definition: AnyDefinition, cells: Cells): Record<string, unknown> {
  const columns = columnsOf(definition)
  const strangers = Object.keys(cells).filter(
    header => !columns.some(([, column]) => column.header === header),
  )
  if (strangers.length > 0) throw new Error(`no such column: ${strangers.join(', ')}`)
  const values = columns.map(([property, column]): [string, unknown] => [
    property,
    column.read(cells[column.header] ?? ''),
  ])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

let lastRow = 1

export interface RowOptions extends FileOptions {
  readonly name?: string
  readonly role?: PersonRole
  readonly row?: number
}

/** A delivered row that is not yet anybody's. */
export interface Delivered {
  readonly feed: FeedId
  readonly cells: Cells
  readonly options: RowOptions
}

export const row = (feed: FeedId, cells: Cells, options: RowOptions = {}): Delivered => ({
  feed,
  cells,
  options,
})

export function evidenceOf({ feed, cells, options }: Delivered, key: string): Evidence {
  const definition = feedById(feed)
  lastRow += 1
  const { name, role = 'self', row: at = lastRow } = options
  return {
    feed,
    file: fileOf(feed, definition, options),
    row: at,
    key,
    role,
    ...(name === undefined ? {} : { name }),
    values: valuesOf(definition, cells),
  }
}

export function evidenceByFeed(rows: readonly Delivered[], key: string): EvidenceByFeed {
  const evidence = rows.map(delivered => evidenceOf(delivered, key))
  return Object.fromEntries(
    [...Map.groupBy(evidence, ({ feed }) => feed)].map(([feed, found]) => [feed, found]),
  ) as EvidenceByFeed
}

function record<T extends RegisterTableId>(table: T, cells: Cells, options?: FileOptions): RegisterRecord<T> {
  const definition = registerTableById(table)
  lastRow += 1
  return {
    file: fileOf(`register.${table}`, definition, options),
    row: lastRow,
    values: valuesOf(definition, cells) as RegisterRecord<T>['values'],
  }
}

export interface MemberOptions {
  readonly key?: string
  readonly cells?: Cells
  readonly rows?: readonly Delivered[]
  /** Household codes that have the same key. */
  readonly elsewhere?: readonly string[]
  /** The register's ID cell, folded; the key, unless said. */
  readonly idText?: string
  readonly samePhone?: Elsewhere
  /** Headers that the members' file does not have. */
  readonly without?: readonly string[]
}

/** A member called 张三, unless said otherwise; `key: ''` for one whose ID number is bad. */
export function member(options: MemberOptions = {}): Member {
  const { key = ADULT, cells = {}, rows = [], elsewhere = [], samePhone, without = [] } = options
  const read = record('members', { 户编号: HOUSEHOLD, 姓名: '张三', ...cells }, { without })
  return {
    ...read,
    ...(key === '' ? {} : { key }),
    ...(samePhone ? { samePhone } : {}),
    idText: options.idText ?? (key === '' ? '53012919700312' : key),
    evidence: evidenceByFeed(rows, key),
    elsewhere: elsewhere.map(household => ({ household, row: 7, file: read.file })),
  }
}

export interface HouseholdOptions {
  readonly code?: string
  readonly cells?: Cells
  readonly members?: readonly Member[]
  readonly measures?: readonly Cells[]
  readonly measuresWithout?: readonly string[]
  readonly outsiders?: readonly Outsider[]
  /** Headers that the households' file does not have. */
  readonly without?: readonly string[]
  /** The row of its village in the villages' table; `null` where there is none. */
  readonly village?: Cells | null
  readonly sameBankCard?: Elsewhere
}

export function household(options: HouseholdOptions = {}): HouseholdDossier {
  const { code = HOUSEHOLD, cells = {}, members = [member()], measures = [], outsiders = [] } = options
  const { measuresWithout = [], without = [], village: of = {}, sameBankCard } = options
  return {
    kind: 'household',
    code,
    county: COUNTY,
    village: VILLAGE,
    household: record('households', { 户编号: code, 户主姓名: '张三', ...cells }, { without }),
    members,
    measures: measures.map(each =>
      record('measures', { 户编号: code, ...each }, { without: measuresWithout }),
    ),
    outsiders,
    ...(of === null ? {} : { villageRecord: record('villages', { 村编码: VILLAGE, 行政村: '大村', ...of }) }),
    ...(sameBankCard ? { sameBankCard } : {}),
  }
}

/** Members whose household is not in the register. */
export const orphans = (...members: readonly Member[]): HouseholdDossier => ({
  kind: 'household',
  code: '5301290404',
  county: '',
  village: '',
  members,
  measures: [],
  outsiders: [],
})

/** A member with rows, in a household. */
export const withRows = (...rows: readonly Delivered[]): HouseholdDossier =>
  household({ members: [member({ rows })] })

export const counter = (rule: string, delivered: Delivered, key = ADULT): CounterEvidence => ({
  rule,
  evidence: evidenceOf(delivered, key),
})

export interface PersonOptions {
  readonly key?: string
  readonly removals?: readonly Cells[]
  readonly counter?: readonly CounterEvidence[]
}

export const person = (rows: readonly Delivered[], options: PersonOptions = {}): PersonDossier => {
  const { key = ADULT, removals = [], counter: against = [] } = options
  return {
    kind: 'person',
    key,
    evidence: evidenceByFeed(rows, key),
    removals: removals.map(cells => record('removed', cells)),
    counter: against,
  }
}

export function outsider(
  key: string,
  rows: readonly Delivered[],
  against: readonly CounterEvidence[] = [],
): Outsider {
  const evidence = evidenceByFeed(rows, key)
  return {
    key,
    studies: evidence['education.university'] ?? [],
    sharesHouseNumber: evidence['public-security.residents'] ?? [],
    counter: against,
  }
}

export const houseNumber = (
  residents: readonly (readonly [key: string, cells: Cells, name?: string])[],
  against: readonly CounterEvidence[] = [],
): HouseNumberDossier => ({
  kind: 'houseNumber',
  houseNumber: 'H0001',
  residents: residents.flatMap(
    ([key, cells, name]) =>
      evidenceByFeed([row('public-security.residents', cells, name === undefined ? {} : { name })], key)[
        'public-security.residents'
      ] ?? [],
  ),
  counter: against,
})

/** What registered households add up to: nothing, unless said. */
export const totals = (
  given: Partial<Omit<RegisteredTotals, 'land'>> & { readonly land?: Partial<RegisteredTotals['land']> } = {},
): RegisteredTotals => ({
  households: 0,
  members: 0,
  disabled: 0,
  nationStated: 0,
  minority: 0,
  dilapidated: 0,
  unsafeWater: 0,
  ...given,
  land: {
    ...{ arable: 0, irrigated: 0, forest: 0, reforested: 0, orchard: 0, pasture: 0, water: 0 },
    ...given.land,
  },
})

export const hamlet = (cells: Cells, registered = totals(), options?: FileOptions): HamletRecord => ({
  ...record('hamlets', { 编码: `${VILLAGE}001`, 自然村名称: '小村1', ...cells }, options),
  registered,
})

export const village = (
  ...hamlets: readonly (readonly [registered: number, cells: Cells])[]
): VillageDossier =>
  villageOf({
    rows: [],
    hamlets: hamlets.map(([households, cells], at) =>
      hamlet(
        { 编码: `${VILLAGE}00${at + 1}`, 自然村名称: `小村${at + 1}`, ...cells },
        totals({ households }),
      ),
    ),
  })

export interface VillageOptions {
  /** Its rows in the villages' table: one, with nothing in it but code and name, unless said. */
  readonly rows?: readonly Cells[]
  readonly hamlets?: readonly HamletRecord[]
  readonly registered?: RegisteredTotals
  /** Headers that the villages' file does not have. */
  readonly without?: readonly string[]
}

export const villageOf = ({
  rows = [{}],
  hamlets = [],
  registered = totals(),
  without = [],
}: VillageOptions = {}): VillageDossier => ({
  kind: 'village',
  code: VILLAGE,
  county: COUNTY,
  records: rows.map(cells => record('villages', { 村编码: VILLAGE, 行政村: '大村', ...cells }, { without })),
  hamlets,
  registered,
})

const KUNMING = await loadPolicy()

export interface ContextOptions {
  /** kunming-2017 where it is left out. */
  readonly policy?: Policy
  readonly asOf?: string
  /** Feeds that cover every county; a feed with columns that its file lacks. */
  readonly covered?: readonly (FeedId | { readonly feed: FeedId; readonly without: readonly string[] })[]
  /** Counties that the covered feeds cover; every one where it is left out. */
  readonly counties?: readonly string[]
  readonly tables?: readonly RegisterTableId[]
  readonly parameters?: Readonly<Record<string, number | undefined>>
}

const ALL_TABLES: readonly RegisterTableId[] = [
  'households',
  'members',
  'villages',
  'hamlets',
  'measures',
  'removed',
]

export function context(options: ContextOptions = {}): RuleContext {
  const { asOf = '2017-11-20', covered = [], counties, tables = ALL_TABLES, parameters = {} } = options
  const { policy = KUNMING } = options
  return {
    asOf,
    year: Number(asOf.slice(0, 4)),
    parameter: name => (Object.hasOwn(parameters, name) ? parameters[name] : parameterAt(policy, name, asOf)),
    covering: (feed, county, column) =>
      covered
        .map(each => (typeof each === 'string' ? { feed: each, without: [] } : each))
        .filter(each => each.feed === feed && (counties === undefined || counties.includes(county)))
        .map(each => fileOf(feed, feedById(feed), each))
        .filter(file => column === undefined || file.columns.has(column)),
    hasTable: table => tables.includes(table),
  }
}

export function ruleOf(id: string): AnyRule {
  const rule = ruleById(id)
  if (!rule) throw new Error(`no rule ${id}`)
  return rule
}

function evaluate(rule: AnyRule, dossier: Dossier, ctx: RuleContext): readonly Finding[] {
  if (rule.reads === 'household' && dossier.kind === 'household') return rule.evaluate(dossier, ctx)
  if (rule.reads === 'person' && dossier.kind === 'person') return rule.evaluate(dossier, ctx)
  if (rule.reads === 'houseNumber' && dossier.kind === 'houseNumber') return rule.evaluate(dossier, ctx)
  if (rule.reads === 'village' && dossier.kind === 'village') return rule.evaluate(dossier, ctx)
  throw new Error(`${rule.id} reads ${rule.reads}, not ${dossier.kind}`)
}

export const findings = (id: string, dossier: Dossier, ctx = context()): readonly Finding[] =>
  evaluate(ruleOf(id), dossier, ctx)

export const leadsOf = (id: string, dossier: Dossier, ctx = context()): readonly Lead[] =>
  mergeClaims(
    ruleOf(id),
    findings(id, dossier, ctx).filter(finding => finding.outcome === 'claim'),
  )

/** Rule, severity and class of every lead, with its subject where it has one. */
export const flat = (id: string, dossier: Dossier, ctx = context()): readonly (readonly string[])[] =>
  leadsOf(id, dossier, ctx).map(lead => [
    lead.rule,
    lead.severity,
    lead.class,
    ...(lead.subject === '' ? [] : [lead.subject]),
  ])

/** Source and row number of a lead's evidence; rows that are not 0 as `n`. */
export const sources = (lead: Lead | undefined): readonly string[] =>
  (lead?.evidence ?? []).map(({ file, row: at }) => `${file.source}#${at === 0 ? 0 : 'n'}`)

export const withheldOf = (id: string, dossier: Dossier, ctx = context()): readonly (readonly string[])[] =>
  findings(id, dossier, ctx)
    .filter((finding): finding is Withheld => finding.outcome === 'withheld')
    .map(({ county, feed, reason }) => [county, feed, reason])
