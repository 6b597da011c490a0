/**
 * 户号 by their two hashes, with a few bits each, in memory that threads share: 9 bytes a slot, at most two thirds full.
 */

/** Bits of a 户号. */
export const REGISTERED = 1
export const HAS_ELDER = 2
export const HAS_YOUNGER = 4
export const INHABITED = 8
/** Every row of it is kept. */
export const WANTED = 16
/** Somebody of it is no member. */
export const HAS_OUTSIDER = 32
const TAKEN = 128

export interface HousesHandle {
  readonly memory: SharedArrayBuffer
  readonly slots: number
}

export class Houses {
  readonly handle: HousesHandle
  readonly #high: Uint32Array
  readonly #low: Uint32Array
  readonly #bits: Uint8Array
  readonly #mask: number

  private constructor(handle: HousesHandle) {
    const { memory, slots } = handle
    this.handle = handle
    this.#high = new Uint32Array(memory, 0, slots)
    this.#low = new Uint32Array(memory, slots * 4, slots)
    this.#bits = new Uint8Array(memory, slots * 8, slots)
    this.#mask = slots - 1
  }

  /** An empty table for at most so many 户号. */
  static forHouses(most: number): Houses {
    const slots = 2 ** Math.max(10, Math.ceil(Math.log2(Math.max(1, most) * 1.5)))
    return new Houses({ memory: new SharedArrayBuffer(slots * 9), slots })
  }

  /** In a thread: a table that was built before. To be read only. */
  static open(handle: HousesHandle): Houses {
    return new Houses(handle)
  }

  /** The place of a 户号, which it keeps; it is taken if it was free. */
  place(high: number, low: number): number {
    const slot = this.#slot(high, low)
    if (this.#bits[slot] === 0) {
      this.#high[slot] = high
      this.#low[slot] = low
      this.#bits[slot] = TAKEN
    }
    return slot
  }

  bitsAt(place: number): number {
    return this.#bits[place] ?? 0
  }

  setAt(place: number, bits: number): void {
    this.#bits[place] = (this.#bits[place] ?? 0) | bits
  }

  /** The bits of a 户号; 0 if it is not there. */
  bits(high: number, low: number): number {
    return this.#bits[this.#slot(high, low)] ?? 0
  }

  #slot(high: number, low: number): number {
    let slot = (Math.imul(high, 0x9e3779b1) ^ low) >>> 0
    slot = (slot ^ (slot >>> 15)) & this.#mask
    while (this.#bits[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & this.#mask
    return slot
  }
}
