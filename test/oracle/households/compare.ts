/** One random register: what the program's rules say of its dossiers, what the oracle says, and where they differ. */
import type { Dossier, RegisterTableId, RuleContext } from '../../../pipelines/types.ts'
import {
  type Cells,
  context,
  findings,
  hamlet,
  household,
  leadsOf,
  member,
  totals,
  villageOf,
} from '../../pipelines/rules/dossier.ts'
import { idText, keyOf, type Row, type Table } from './cells.ts'
import { HOUSEHOLD_RULES, householdOf } from './households.ts'
import { type Counts, HAMLET_RULES, N03, VILLAGE_RULES, type Village, villagesOf } from './places.ts'
import { accepted, codeIn, type Parameters, type Register, rowsOf } from './register.ts'
import {
  HAMLET_HEADERS,
  HOUSEHOLD_HEADERS,
  MEASURE_HEADERS,
  MEMBER_HEADERS,
  makeRegister,
  VILLAGE_HEADERS,
} from './register-generator.ts'
import { worded } from './truth.ts'

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  households: HOUSEHOLD_HEADERS,
  members: MEMBER_HEADERS,
  measures: MEASURE_HEADERS,
  villages: VILLAGE_HEADERS,
  hamlets: HAMLET_HEADERS,
}
const lacking = (table: Table | null): string[] =>
  table === null ? [] : (HEADERS[table.name] ?? []).filter(header => !table.headers.has(header))

/** Parameters that a policy of the seed does not set. */
const PARAMETERS = [
  'quality.incomeLine',
  'quality.household.otherCauses',
  'quality.household.labourers',
  'quality.household.leastDibaoGrant',
  'quality.household.leastWubaoGrant',
  'quality.household.labourFromAge',
  'quality.household.labourToAge',
  'quality.household.manyMembers',
  'quality.household.mostPerHeadInPoverty',
  'quality.household.muchForest',
  'quality.household.muchPasture',
  'quality.household.muchWater',
  'quality.household.smallHousing',
  'quality.household.leastPension',
  'quality.household.pensionAge',
  'quality.household.leastIncome',
  'quality.household.leastWage',
  'quality.household.leastCosts',
  'quality.household.costsToIncome',
  'quality.household.leastPerHead',
  'quality.household.mostPerHead',
  'quality.household.incomeTolerance',
  'quality.household.muchArable',
  'quality.household.muchOrchard',
  'quality.household.roadDistance',
  'quality.household.largeHousing',
  'quality.village.fewestPerHousehold',
  'quality.village.mostPerHousehold',
  'quality.village.povertyRate',
  'quality.village.yearlyChange',
  'quality.hamlet.villageDistance',
]

function contextOf(register: Register, seed: number): RuleContext {
  const unset =
    seed % 3 === 0
      ? [seed / 3, seed / 3 + 1 + (seed % 7)].map(at => PARAMETERS[at % PARAMETERS.length] ?? '')
      : []
  const tables: RegisterTableId[] = ['households', 'members', 'removed']
  if (register.measures) tables.push('measures')
  if (register.villages) tables.push('villages')
  if (register.hamlets) tables.push('hamlets')
  return context({
    asOf: register.asOf,
    tables,
    parameters: Object.fromEntries(unset.map(name => [name, undefined])),
  })
}

function householdDossier(register: Register, row: Row): Dossier {
  const { members, measures, villages, asOf } = register
  const code = codeIn(row, '户编号')
  const village = codeIn(row, '村编码')
  const of = householdOf(register, row, () => undefined)
  const withoutOfMembers = lacking(members)
  const built = household({
    code,
    cells: row,
    without: lacking(register.households),
    members: rowsOf(members, '户编号', code).map(cells => {
      const number = cells.证件号码 ?? ''
      return member({
        key: keyOf(number, asOf) ?? '',
        idText: idText(number),
        cells,
        without: withoutOfMembers,
      })
    }),
    measures: rowsOf(measures, '户编号', code),
    measuresWithout: lacking(measures),
    village: rowsOf(villages, '村编码', village)[0] ?? null,
    ...(of.sameCard ? { sameBankCard: { households: 1, first: ['5301290099'] } } : {}),
  })
  return { ...built, county: village.slice(0, 6), village }
}

const totalsOf = ({ land, ...counts }: Counts) => {
  const mu = (kind: string): number => Number(land[kind] ?? 0n) / 10_000
  return totals({
    ...counts,
    land: {
      arable: mu('耕地面积'),
      irrigated: mu('有效灌溉面积'),
      forest: mu('林地面积'),
      reforested: mu('退耕还林面积'),
      orchard: mu('林果面积'),
      pasture: mu('牧草地面积'),
      water: mu('水面面积'),
    },
  })
}

function villageDossier(register: Register, { code, counts, hamlets }: Village): Dossier {
  const { villages, hamlets: table } = register
  const rows = (table?.rows ?? []).filter(row => codeIn(row, '编码').slice(0, 12) === code)
  const built = villageOf({
    rows: rowsOf(villages, '村编码', code) as readonly Cells[],
    registered: totalsOf(counts),
    without: lacking(villages),
    hamlets: rows.map((row, at) =>
      hamlet(row, totalsOf(hamlets[at]?.counts ?? counts), { without: lacking(table) }),
    ),
  })
  return { ...built, code, county: code.slice(0, 6) }
}

/** Leads as `household|subject|county|village|class`, or the reasons why there are none. */
function program(rule: string, dossier: Dossier, ctx: RuleContext): { leads: string[]; withheld: string[] } {
  const leads = leadsOf(rule, dossier, ctx).map(lead =>
    [lead.household, lead.idNumber, lead.subject, lead.county, lead.village, lead.class, lead.severity].join(
      '|',
    ),
  )
  const withheld = findings(rule, dossier, ctx).flatMap(finding =>
    finding.outcome === 'withheld' ? [`${finding.reason}|${finding.feed}`] : [],
  )
  return { leads: leads.sort(), withheld }
}

/** One word for one object: a class, `none`, or reasons. */
type Said = readonly [address: string, word: string | readonly string[]]

/** The leads of one address are one, the gravest; `C` for what is suspected. */
function differences(
  rule: string,
  said: readonly Said[],
  theirs: ReturnType<typeof program>,
): string | undefined {
  const classes = new Map<string, string>()
  const open: string[] = []
  for (const [address, word] of said) {
    if (typeof word !== 'string') open.push(...word)
    else if (word !== 'none' && classes.get(address) !== 'error') classes.set(address, word)
  }
  const ours = [...classes]
    .map(([address, word]) => `${address}|${word}|${word === 'error' ? 'B' : 'C'}`)
    .sort()
  const isOpenAlike =
    theirs.withheld.every(reason => open.includes(reason)) &&
    (open.length === 0 || theirs.withheld.length > 0)
  if (ours.join() === theirs.leads.join() && isOpenAlike) return undefined
  return `${rule}: oracle ${[...ours, ...open].join(' ') || 'none'}, program ${[...theirs.leads, ...theirs.withheld].join(' ') || 'none'}`
}

export function disagreements(seed: number, tally: Map<string, number> = new Map()): readonly string[] {
  const register = accepted(makeRegister(seed))
  const ctx = contextOf(register, seed)
  const parameters: Parameters = name => ctx.parameter(name)
  const found: string[] = []
  const compare = (rule: string, said: readonly Said[], dossier: Dossier, about: unknown) => {
    for (const [, word] of said) {
      const key = `${rule} ${typeof word === 'string' ? word : 'open'}`
      tally.set(key, (tally.get(key) ?? 0) + 1)
    }
    const difference = differences(rule, said, program(rule, dossier, ctx))
    if (difference !== undefined)
      found.push(`seed ${seed} (${register.asOf}) ${difference}\n    ${JSON.stringify(about)}`)
  }
  for (const row of register.households.rows) {
    const object = householdOf(register, row, parameters)
    const dossier = householdDossier(register, row)
    const village = codeIn(row, '村编码')
    const address = [codeIn(row, '户编号'), '', '', village.slice(0, 6), village].join('|')
    const members = rowsOf(register.members, '户编号', codeIn(row, '户编号'))
    for (const [rule, judge] of Object.entries(HOUSEHOLD_RULES))
      compare(rule, [[address, worded(judge(object))]], dossier, [row, ...members])
  }
  for (const village of villagesOf(register, parameters)) {
    const dossier = villageDossier(register, village)
    const place = (subject: string) => ['', '', subject, village.code.slice(0, 6), village.code].join('|')
    const rows = [rowsOf(register.villages, '村编码', village.code), register.hamlets?.rows]
    for (const [rule, judge] of [...Object.entries(VILLAGE_RULES), ['N03', N03] as const])
      compare(
        rule,
        village.records.map((of): Said => [place(village.code), worded(judge(of, village))]),
        dossier,
        rows,
      )
    for (const [rule, judge] of Object.entries(HAMLET_RULES))
      compare(
        rule,
        village.hamlets.map((one): Said => [place(one.code), worded(judge(one, village))]),
        dossier,
        rows,
      )
  }
  return found
}
