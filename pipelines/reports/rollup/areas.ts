/** Households by village and county, with what is said of people in both. */
import { compareTuples } from '../code-point.ts'
import type { CountyCode, Lead, NotConcluded } from '../model.ts'
import type { RollupHousehold, RollupSnapshot, RollupVillage } from './model.ts'

export interface Area {
  readonly county: CountyCode
  readonly countyName: string
  /** Empty for a county. */
  readonly township: string
  readonly village: string
  readonly villageName: string
  readonly households: readonly RollupHousehold[]
  /** 贫困发生率. */
  readonly poverty: PovertyRate
}

export interface PovertyRate {
  /** Registered persons of households that are not out of poverty yet. */
  readonly poor: number
  /** Persons of households of which the register does not say whether they are out. */
  readonly unsaid: number
  /** 总人口数 of the village, or of all villages of the county; absent where it is not known of each. */
  readonly people?: number
}

/** The villages with registered households, by code; and the counties. */
export function areasOf({ households, villages, counties, only }: RollupSnapshot): {
  readonly villages: readonly Area[]
  readonly counties: readonly Area[]
} {
  const places = new Map((villages ?? []).map(village => [village.code, village]))
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  const shown = households.filter(({ county }) => only.length === 0 || only.includes(county))
  const nameOf = (code: CountyCode) => names.get(code) || code || '县未知'
  const ofVillages = [...Map.groupBy(shown, ({ county, village }) => `${county}\n${village}`).values()].map(
    (own): Area => {
      const [first] = own
      const place = places.get(first?.village ?? '')
      return {
        county: first?.county ?? '',
        countyName: nameOf(first?.county ?? ''),
        township: first?.township || place?.township || '',
        village: first?.village ?? '',
        villageName: first?.villageName || place?.name || '',
        households: own,
        poverty: povertyOf(own, place ? [place] : []),
      }
    },
  )
  const ofCounties = [...Map.groupBy(shown, ({ county }) => county)].map(
    ([county, own]): Area => ({
      county,
      countyName: nameOf(county),
      township: '',
      village: '',
      villageName: '',
      households: own,
      poverty: povertyOf(own, placesOf(own, villages ?? [], county)),
    }),
  )
  return { villages: ofVillages.toSorted(byPlace), counties: ofCounties.toSorted(byPlace) }
}

/** All villages of the county; none where one with registered households is missing in the table. */
function placesOf(
  households: readonly RollupHousehold[],
  villages: readonly RollupVillage[],
  county: CountyCode,
): readonly RollupVillage[] {
  const known = new Set(villages.map(({ code }) => code))
  if (households.some(({ village }) => !known.has(village))) return []
  return villages.filter(({ code }) => code.startsWith(county))
}

function povertyOf(households: readonly RollupHousehold[], places: readonly RollupVillage[]): PovertyRate {
  const persons = (poor: boolean | undefined) =>
    households.reduce((sum, each) => (each.poor === poor ? sum + each.persons : sum), 0)
  const people = places.every(place => place.people !== undefined)
    ? places.reduce((sum, place) => sum + (place.people ?? 0), 0)
    : 0
  return { poor: persons(true), unsaid: persons(undefined), ...(people > 0 ? { people } : {}) }
}

/** 贫困发生率 as text, e.g. 2.85%; in words where it cannot be said. */
export const povertyText = ({ poor, unsaid, people }: PovertyRate): string =>
  people === undefined ? '缺总人口' : `${unsaid > 0 ? '≥ ' : ''}${((100 * poor) / people).toFixed(2)}%`

const byPlace = (one: Area, other: Area): number =>
  compareTuples([one.county, one.village], [other.county, other.village])

/** Rules that did not conclude, by county. */
export class Unconcluded {
  readonly #rules = new Map<CountyCode, Set<string>>()

  constructor(entries: readonly NotConcluded[]) {
    for (const { rule, county } of entries) {
      const rules = this.#rules.get(county) ?? new Set()
      this.#rules.set(county, rules.add(rule))
    }
  }

  /** Whether any of the rules did not conclude in the county. */
  has(county: CountyCode, rules: readonly string[]): boolean {
    return rules.some(rule => this.#rules.get(county)?.has(rule) === true)
  }
}

/** Why a count is no number, or not the whole of it. */
export const UNCONCLUDED = '未下结论'

/** A count of what was found: never zero where nothing could be concluded. */
export const foundText = (count: number, unconcluded: boolean): string | number =>
  unconcluded ? (count === 0 ? UNCONCLUDED : `${count}（另有${UNCONCLUDED}）`) : count

/** Leads by household, of the rules asked for. */
export const leadsByHousehold = (
  leads: readonly Lead[],
  rules: readonly string[],
): ReadonlyMap<string, readonly Lead[]> =>
  Map.groupBy(
    leads.filter(({ rule, household }) => household !== '' && rules.includes(rule)),
    ({ household }) => household,
  )
