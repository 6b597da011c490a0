/** The leads of a run as lists for the counties, with what is stored of the households that they are about. */
import type { Pool } from 'pg'
import { shown } from '../../connectors/reading.ts'
import type {
  CountyList,
  CountyName,
  ListedHousehold,
  OutsideLead,
  ReportedLead,
} from '../../pipelines/reports/model.ts'
import type { CountyCode, RegisterRow } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'

/** Fetches a list when it is asked for. */
export type FetchList = () => Promise<CountyList>

/** One list for every county that has leads; those without a county have one of their own. */
export async function countyLists(
  pool: Pool,
  register: RegisterSnapshot,
  leads: readonly ReportedLead[],
  counties: readonly CountyName[],
): Promise<readonly FetchList[]> {
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  const hamlets = await hamletNames(pool, register)
  const byCounty = Map.groupBy(leads, lead => lead.county)
  return [...byCounty]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([county, own]) => async () => {
      const byHousehold = Map.groupBy(
        own.filter(lead => lead.household !== ''),
        lead => lead.household,
      )
      return {
        county: { code: county, name: names.get(county) ?? '' },
        households: await listedHouseholds(pool, register, county, byHousehold),
        outside: own
          .filter(lead => lead.household === '')
          .map((lead): OutsideLead => ({ ...lead, ...(hamlets.get(lead.subject) ?? NOWHERE) })),
      }
    })
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
