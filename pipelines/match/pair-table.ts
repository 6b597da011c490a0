/**
 * Tables of pairs: 64 bits in two 32-bit halves, with a few bits of flags each, in typed arrays.
 *
 * A city has millions of residents; as strings in a Set they would fill the memory that this leaves free: 9 bytes a
 * slot, at most two thirds full. The bytes are shared memory: threads open the same table instead of a copy.
 */
const FIRST_CAPACITY = 1 << 12
/** High, low, flags. */
const SLOT_BYTES = 4 + 4 + 1

/** Where a pair is looked for first, before the mask of the capacity is applied. */
export function hashPair(high: number, low: number): number {
  const mixed = (Math.imul(high ^ (low >>> 15), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> 0
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A table as a message: who opens it reads only, and only while nobody adds to it. */
export interface SharedPairs {
  readonly buffer: SharedArrayBuffer
  readonly size: number
}

export class PairTable {
  #buffer!: SharedArrayBuffer
  #high!: Uint32Array
  #low!: Uint32Array
  /** 0: the slot is free. Flags are stored with bit 7 set. */
  #flags!: Uint8Array
  #mask = 0
  size = 0

  /** An empty table, or one that was shared. */
  constructor(shared?: SharedPairs) {
    this.#lay(shared?.buffer ?? new SharedArrayBuffer(FIRST_CAPACITY * SLOT_BYTES))
    this.size = shared?.size ?? 0
  }

  /** An empty table that does not grow before it holds more than `most` pairs: places in it last. */
  static forPairs(most: number): PairTable {
    const capacity = Math.max(FIRST_CAPACITY, 2 ** Math.ceil(Math.log2(most * 1.5 + 1)))
    return new PairTable({ buffer: new SharedArrayBuffer(capacity * SLOT_BYTES), size: 0 })
  }

  share(): SharedPairs {
    return { buffer: this.#buffer, size: this.size }
  }

  /** The flags (0–127) of a pair, or undefined if it is not there. */
  get(high: number, low: number): number | undefined {
    const flags = this.#flags[this.#slot(high, low)] ?? 0
    return flags === 0 ? undefined : flags & 127
  }

  has(high: number, low: number): boolean {
    return this.#flags[this.#slot(high, low)] !== 0
  }

  /** Adds a pair if it is not there, and sets `flags` beside those that it has. */
  mark(high: number, low: number, flags: number): void {
    const slot = this.place(high, low)
    this.markAt(slot, flags)
    if (this.size * 3 > this.#flags.length * 2) this.#grow()
  }

  /** The place of a pair, which is added if it is not there. It lasts until the table grows. */
  place(high: number, low: number): number {
    const slot = this.#slot(high, low)
    if (this.#flags[slot] === 0) {
      this.#high[slot] = high
      this.#low[slot] = low
      this.#flags[slot] = 128
      this.size++
    }
    return slot
  }

  /** Every pair with its flags, in no order. */
  each(take: (high: number, low: number, flags: number) => void): void {
    for (let at = 0; at < this.#flags.length; at++)
      if (this.#flags[at] !== 0) take(this.#high[at] ?? 0, this.#low[at] ?? 0, this.flagsAt(at))
  }

  /** The flags of the pair at a place. */
  flagsAt(place: number): number {
    return (this.#flags[place] ?? 0) & 127
  }

  markAt(place: number, flags: number): void {
    this.#flags[place] = (this.#flags[place] ?? 0) | flags
  }

  #lay(buffer: SharedArrayBuffer): void {
    const capacity = buffer.byteLength / SLOT_BYTES
    this.#buffer = buffer
    this.#high = new Uint32Array(buffer, 0, capacity)
    this.#low = new Uint32Array(buffer, capacity * 4, capacity)
    this.#flags = new Uint8Array(buffer, capacity * 8, capacity)
    this.#mask = capacity - 1
  }

  #slot(high: number, low: number): number {
    let at = hashPair(high, low) & this.#mask
    while (this.#flags[at] !== 0 && (this.#low[at] !== low >>> 0 || this.#high[at] !== high >>> 0))
      at = (at + 1) & this.#mask
    return at
  }

  #grow(): void {
    const [high, low, flags] = [this.#high, this.#low, this.#flags]
    this.#lay(new SharedArrayBuffer(this.#buffer.byteLength * 2))
    for (let at = 0; at < flags.length; at++) {
      if (flags[at] === 0) continue
      const slot = this.#slot(high[at] ?? 0, low[at] ?? 0)
      this.#high[slot] = high[at] ?? 0
      this.#low[slot] = low[at] ?? 0
      this.#flags[slot] = flags[at] ?? 0
    }
  }
}
