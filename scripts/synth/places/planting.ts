/** Plants the faults of villages and hamlets; every fault comes with its leads. */
import type { Random } from '../random.ts'
import { dealOut, type Plantable, Planted, Round } from './deal.ts'
import { HAMLET_FAULTS, type HamletFault } from './hamlet-faults.ts'
import type { Hamlet } from './hamlet-row.ts'
import type { Quota } from './shares.ts'
import { N03, VILLAGE_FAULTS, type Village, type VillageFault } from './village-faults.ts'
import type { Settlement } from './village-row.ts'

/** A lead on a place, by its code of 12 or 15 digits. */
export interface PlaceLead {
  readonly rule: string
  readonly code: string
}

/** A village whose hamlets may still grow in number. */
export interface Growing extends Settlement {
  readonly hamlets: Hamlet[]
}

export interface HamletQuota {
  readonly quota: Quota
  readonly planted: Planted
}

/** The faults of a rule by turns: the first variant that finds a place, from the one after the last. */
function inTurn<F>(rule: string, variants: readonly F[], plantOne: (variant: F) => boolean): Plantable {
  const turn = new Round(variants)
  return { rule, plant: () => turn.find(plantOne) !== undefined }
}

/** Plants faults of hamlets, and leaves room for those of N03; rows of no village beside the leads. */
export function plantHamlets(
  villages: readonly Growing[],
  { quota, planted }: HamletQuota,
  random: Random,
): { readonly leads: PlaceLead[]; readonly strays: Hamlet[] } {
  const leads: PlaceLead[] = []
  const strays: Hamlet[] = []
  const places = shuffled(
    villages.flatMap(village => village.hamlets.map(hamlet => ({ village, hamlet }))),
    random,
  )
  const round = new Round(places)
  const plantOne = ({ fits, make }: HamletFault): boolean => {
    const found = round.find(({ village, hamlet }) => !hamlet.faulty && fits(hamlet, village))
    if (!found) return false
    const { village, hamlet } = found
    hamlet.faulty = true
    const told = make(hamlet, village, random)
    if (told.another) (told.within ? village.hamlets : strays).push(told.another)
    for (const lead of told.leads) planted.add(lead.rule)
    leads.push(...told.leads)
    return true
  }
  const rules = HAMLET_FAULTS.map(variants => inTurn((variants[0] as HamletFault).rule, variants, plantOne))
  // One in so many suspected leads is N03, which is about villages.
  const forHamlets = Math.ceil(quota.suspected * (1 - 1 / SUSPECTED_RULES))
  dealOut(rules, { ...quota, suspected: forHamlets }, planted)
  return { leads, strays }
}

/** N03, N07, N10, N11, N12. */
const SUSPECTED_RULES = 5

/** Plants faults of villages: N03 up to what is left of the hamlets' quota, then V. */
export function plantVillages(
  villages: readonly Village[],
  quota: Quota,
  ofHamlets: HamletQuota,
  random: Random,
): readonly PlaceLead[] {
  const leads: PlaceLead[] = []
  const round = new Round(
    shuffled(
      villages.map(village => new Taken(village)),
      random,
    ),
  )
  const planter =
    (planted: Planted) =>
    (fault: VillageFault): boolean => {
      const place = round.find(taken => taken.allows(fault))
      if (!place) return false
      place.take(fault, random)
      for (const rule of fault.leads) {
        planted.add(rule)
        leads.push({ rule, code: place.village.place.villageCode })
      }
      return true
    }
  const n03 = inTurn('N03', N03, planter(ofHamlets.planted))
  dealOut([n03], { suspected: ofHamlets.quota.suspected, error: 0 }, ofHamlets.planted)
  const planted = new Planted()
  const rules = VILLAGE_FAULTS.map(variants =>
    inTurn((variants[0] as VillageFault).leads[0] as string, variants, planter(planted)),
  )
  dealOut(rules, quota, planted)
  return leads
}

/** A village and what its faults have changed or rest on: no fault may hide or cause another. */
class Taken {
  readonly village: Village
  readonly #leads = new Set<string>()
  readonly #written = new Set<string>()
  readonly #read = new Set<string>()

  constructor(village: Village) {
    this.village = village
  }

  allows({ leads, writes, reads, fits }: VillageFault): boolean {
    return (
      !leads.some(rule => this.#leads.has(rule)) &&
      !writes.some(column => this.#written.has(column) || this.#read.has(column)) &&
      !reads.some(column => this.#written.has(column)) &&
      fits(this.village)
    )
  }

  take({ leads, writes, reads, make }: VillageFault, random: Random): void {
    for (const rule of leads) this.#leads.add(rule)
    for (const column of writes) this.#written.add(column)
    for (const column of reads) this.#read.add(column)
    make(this.village, random)
  }
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const items = [...list]
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const item = items[last] as T
    items[last] = items[other] as T
    items[other] = item
  }
  return items
}
