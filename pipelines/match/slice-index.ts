/**
 * Which slices a member or a household belongs to, by 64 bits of key or 户编号: in shared memory, 12 bytes a slot, at most
 * two thirds full.
 */
import { keyHigh, keyLow } from './key-halves.ts'
import { hashPair } from './pair-table.ts'

const FIRST_CAPACITY = 1 << 12
/** High, low, slice. */
const SLOT_BYTES = 4 + 4 + 4
const NONE: readonly number[] = []

/** The table as a message: who opens it reads only, and only while nobody adds to it. */
export interface SharedSlices {
  readonly buffer: SharedArrayBuffer
  readonly size: number
}

/** Slices by pairs of 32 bits. A key that several households give (X34) has a slot for each of their slices. */
export class SliceIndex {
  #buffer!: SharedArrayBuffer
  #high!: Uint32Array
  #low!: Uint32Array
  /** Slice + 1; 0: the slot is free. */
  #slices!: Uint32Array
  #mask = 0
  /** Slots that are taken. */
  size = 0

  /** An empty table, or one that was shared. */
  constructor(shared?: SharedSlices) {
    this.#lay(shared?.buffer ?? new SharedArrayBuffer(FIRST_CAPACITY * SLOT_BYTES))
    this.size = shared?.size ?? 0
  }

  share(): SharedSlices {
    return { buffer: this.#buffer, size: this.size }
  }

  addPair(high: number, low: number, slice: number): void {
    this.#add(high, low, slice + 1)
    if (this.size * 3 > this.#slices.length * 2) this.#grow()
  }

  has(key: string): boolean {
    const high = keyHigh(key)
    const low = keyLow(key)
    for (let at = hashPair(high, low) & this.#mask; this.#slices[at] !== 0; at = (at + 1) & this.#mask)
      if (this.#low[at] === low && this.#high[at] === high) return true
    return false
  }

  /** The slices of a member, in no order; none: it is nobody's key. */
  of(key: string): readonly number[] {
    return this.ofPair(keyHigh(key), keyLow(key))
  }

  /** The slices of a member or a household, in no order; none: it is not there. */
  ofPair(high: number, low: number): readonly number[] {
    let found: number[] | undefined
    for (let at = hashPair(high, low) & this.#mask; this.#slices[at] !== 0; at = (at + 1) & this.#mask)
      if (this.#low[at] === low && this.#high[at] === high) {
        const slice = (this.#slices[at] ?? 0) - 1
        if (found) found.push(slice)
        else found = [slice]
      }
    return found ?? NONE
  }

  #lay(buffer: SharedArrayBuffer): void {
    const capacity = buffer.byteLength / SLOT_BYTES
    this.#buffer = buffer
    this.#high = new Uint32Array(buffer, 0, capacity)
    this.#low = new Uint32Array(buffer, capacity * 4, capacity)
    this.#slices = new Uint32Array(buffer, capacity * 8, capacity)
    this.#mask = capacity - 1
  }

  #add(high: number, low: number, stored: number): void {
    let at = hashPair(high, low) & this.#mask
    for (; this.#slices[at] !== 0; at = (at + 1) & this.#mask)
      if (this.#low[at] === low && this.#high[at] === high && this.#slices[at] === stored) return
    this.#high[at] = high
    this.#low[at] = low
    this.#slices[at] = stored
    this.size++
  }

  #grow(): void {
    const [high, low, slices] = [this.#high, this.#low, this.#slices]
    this.#lay(new SharedArrayBuffer(this.#buffer.byteLength * 2))
    this.size = 0
    for (let at = 0; at < slices.length; at++)
      if (slices[at] !== 0) this.#add(high[at] ?? 0, low[at] ?? 0, slices[at] ?? 0)
  }
}
