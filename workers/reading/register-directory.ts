/**
 * The directory of the register's households: what the other rows are judged by, and which slice a row belongs to.
 *
 * Made before anything is stored, since a household's slice depends on how many households its county has.
 */
import { Slicing } from '../../pipelines/match/slices.ts'
import type { CountyCode } from '../../pipelines/types.ts'

/** 村编码: 12 digits, of which the first 6 are the county. */
export function placeOf(villageCode: string): { county: CountyCode; village: string } {
  return {
    county: /^\d{6}/.test(villageCode) ? villageCode.slice(0, 6) : '',
    village: /^\d{12}$/.test(villageCode) ? villageCode : '',
  }
}

/** Counts the households as their rows are looked through. */
export class HouseholdSurvey {
  readonly #counties = new Map<string, CountyCode>()
  readonly #counts = new Map<CountyCode, number>()
  readonly #duplicates = new Set<number>()
  /** Equal codes as one string: a register has few counties. */
  readonly #names = new Map<CountyCode, CountyCode>()

  add(row: number, code: string, villageCode: string): void {
    if (this.#counties.has(code)) {
      this.#duplicates.add(row)
      return
    }
    const { county } = placeOf(villageCode)
    const name = this.#names.get(county) ?? county
    this.#names.set(county, name)
    this.#counties.set(code, name)
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  directory(): HouseholdDirectory {
    return new HouseholdDirectory(this.#counties, this.#duplicates, new Slicing(this.#counts))
  }
}

export class HouseholdDirectory {
  readonly #counties: ReadonlyMap<string, CountyCode>
  readonly #duplicates: ReadonlySet<number>
  readonly #slicing: Slicing

  constructor(counties: ReadonlyMap<string, CountyCode>, duplicates: ReadonlySet<number>, slicing: Slicing) {
    this.#counties = counties
    this.#duplicates = duplicates
    this.#slicing = slicing
  }

  /** Whether a row of the households repeats the 户编号 of an earlier one. */
  isDuplicate(row: number): boolean {
    return this.#duplicates.has(row)
  }

  /** The slice of what is said of a household, and whether the register does not have it. */
  placeOf(household: string): { readonly slice: number; readonly orphan: boolean } {
    const county = this.#counties.get(household)
    return { slice: this.#slicing.sliceOf(county ?? '', household), orphan: county === undefined }
  }
}
