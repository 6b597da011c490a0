/** 户号 as 64 bits: by the millions, where a Set of strings would not fit. */
import { PairTable, type SharedPairs } from './pair-table.ts'

/** 64 bits of a 户号 (FNV-1a and a second mix). The row without one has (0, 0). */
export function hashHouseNumber(text: string): readonly [number, number] {
  if (text === '') return [0, 0]
  let high = 0x811c9dc5
  let low = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x5bd1e995)
    low ^= low >>> 13
  }
  return [high >>> 0, low >>> 0]
}

/** A set of 户号 in shared memory. Two of them in 2⁶⁴ are taken for one: for questions where that costs only time. */
export class HouseNumberSet {
  readonly #pairs: PairTable

  /** An empty set, or one that was shared. */
  constructor(shared?: SharedPairs) {
    this.#pairs = new PairTable(shared)
  }

  share(): SharedPairs {
    return this.#pairs.share()
  }
  add(houseNumber: string): void {
    this.#pairs.mark(...hashHouseNumber(houseNumber), 0)
  }
  has(houseNumber: string): boolean {
    return this.#pairs.has(...hashHouseNumber(houseNumber))
  }
}
