/**
 * Slices 分片: sets of households of one county, about 500 to 1000 each; the unit in which register rows and evidence
 * are stored, fetched and evaluated.
 *
 * A household's slice follows from its 户编号, not from its place in the file: when the register changes a little,
 * the other households stay where they were, and blocks of unchanged evidence stay the same bytes.
 */
import type { CountyCode } from '../types.ts'

/** Slice numbers of one county lie below its code times this. */
const SPAN = 1000
const MOST_BUCKETS = 512
const FULL_BUCKET = 1000
/** Nobody knows how many orphans there will be when households are counted: in a register whose 户编号 were spoilt, all. */
const BUCKETS_WITHOUT_COUNTY = 16

/** A power of two, so that doubling splits slices instead of reshuffling them. */
export function bucketsOf(households: number): number {
  let buckets = 1
  while (buckets < MOST_BUCKETS && buckets * FULL_BUCKET < households) buckets *= 2
  return buckets
}

/** 32 bits of a 户编号: FNV-1a, and a last mix because numbers in sequence differ in few bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}

export const countyOfSlice = (slice: number): CountyCode => {
  const county = Math.floor(slice / SPAN)
  return county === 0 ? '' : String(county).padStart(6, '0')
}

/** How the households of one register are cut into slices. */
export class Slicing {
  readonly #buckets: ReadonlyMap<CountyCode, number>

  /** @param households how many the register has, by county; '' where the county is not known */
  constructor(households: ReadonlyMap<CountyCode, number>) {
    this.#buckets = new Map([...households].map(([county, count]) => [county, bucketsOf(count)]))
  }

  /** The slice of a household, below 10⁹. An orphan member's household is of county ''. */
  sliceOf(county: CountyCode, household: string): number {
    const known = this.#buckets.get(county) ?? 1
    const buckets = Number(county) === 0 ? Math.max(known, BUCKETS_WITHOUT_COUNTY) : known
    return Number(county) * SPAN + (hash(household) & (buckets - 1))
  }
}
