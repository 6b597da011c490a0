/**
 * The directory of the register's households: what the other rows are judged by, and which slice a row belongs to.
 *
 * Made before anything is stored, since a household's slice depends on how many households its county has. Threads open
 * the same one: households stand in it by 64 bits of their 户编号.
 */
import { hashHouseNumber } from '../../pipelines/match/house-numbers.ts'
import { type SharedSlices, SliceIndex } from '../../pipelines/match/slice-index.ts'
import { Slicing } from '../../pipelines/match/slices.ts'
import type { CountyCode } from '../../pipelines/types.ts'

/** 村编码: 12 digits, of which the first 6 are the county. */
export function placeOf(villageCode: string): { county: CountyCode; village: string } {
  return {
    county: /^\d{6}/.test(villageCode) ? villageCode.slice(0, 6) : '',
    village: /^\d{12}$/.test(villageCode) ? villageCode : '',
  }
}

/** Counts the households as their rows are looked through, in the order of the file. */
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
    const slicing = new Slicing(this.#counts)
    const households = new SliceIndex()
    for (const [code, county] of this.#counties)
      households.addPair(...hashHouseNumber(code), slicing.sliceOf(county, code))
    return HouseholdDirectory.open({
      counts: this.#counts,
      duplicates: this.#duplicates,
      households: households.share(),
    })
  }
}

/** A directory on its way to a thread. */
export interface SharedDirectory {
  /** Households of each county. */
  readonly counts: ReadonlyMap<CountyCode, number>
  /** Rows of the households that repeat the 户编号 of an earlier one. */
  readonly duplicates: ReadonlySet<number>
  readonly households: SharedSlices
}

export class HouseholdDirectory {
  readonly shared: SharedDirectory
  readonly #households: SliceIndex
  readonly #slicing: Slicing

  private constructor(shared: SharedDirectory) {
    this.shared = shared
    this.#households = new SliceIndex(shared.households)
    this.#slicing = new Slicing(shared.counts)
  }

  static open(shared: SharedDirectory): HouseholdDirectory {
    return new HouseholdDirectory(shared)
  }

  /** Whether a row of the households repeats the 户编号 of an earlier one. */
  isDuplicate(row: number): boolean {
    return this.shared.duplicates.has(row)
  }

  /** The slice of what is said of a household, and whether the register does not have it. */
  placeOf(household: string): { readonly slice: number; readonly orphan: boolean } {
    const slice = this.#households.ofPair(...hashHouseNumber(household))[0]
    return slice === undefined
      ? { slice: this.#slicing.sliceOf('', household), orphan: true }
      : { slice, orphan: false }
  }
}
