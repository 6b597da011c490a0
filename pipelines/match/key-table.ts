/**
 * Tables of pairs: 64 bits in two 32-bit halves, with a few bits of flags each, in typed arrays.
 *
 * A city has millions of residents; as strings in a Set they would fill the memory that this leaves free: 9 bytes a
 * slot, at most two thirds full.
 */
const FIRST_CAPACITY = 1 << 12

export class PairTable {
  #high = new Uint32Array(FIRST_CAPACITY)
  #low = new Uint32Array(FIRST_CAPACITY)
  /** 0: the slot is free. Flags are stored with bit 7 set. */
  #flags = new Uint8Array(FIRST_CAPACITY)
  #mask = FIRST_CAPACITY - 1
  size = 0

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
    const slot = this.#slot(high, low)
    if (this.#flags[slot] === 0) {
      this.#high[slot] = high
      this.#low[slot] = low
      this.size++
    }
    this.#flags[slot] = (this.#flags[slot] ?? 0) | flags | 128
    if (this.size * 3 > this.#flags.length * 2) this.#grow()
  }

  #slot(high: number, low: number): number {
    let at = (Math.imul(high ^ (low >>> 15), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 16)) & this.#mask
    while (this.#flags[at] !== 0 && (this.#low[at] !== low >>> 0 || this.#high[at] !== high >>> 0))
      at = (at + 1) & this.#mask
    return at
  }

  #grow(): void {
    const [high, low, flags] = [this.#high, this.#low, this.#flags]
    const capacity = flags.length * 2
    this.#high = new Uint32Array(capacity)
    this.#low = new Uint32Array(capacity)
    this.#flags = new Uint8Array(capacity)
    this.#mask = capacity - 1
    for (let at = 0; at < flags.length; at++) {
      if (flags[at] === 0) continue
      const slot = this.#slot(high[at] ?? 0, low[at] ?? 0)
      this.#high[slot] = high[at] ?? 0
      this.#low[slot] = low[at] ?? 0
      this.#flags[slot] = flags[at] ?? 0
    }
  }
}

/** The 17 digits of a key in two halves, without loss: the check character follows from them. */
export const keyHigh = (key: string): number => Number(key.slice(0, 9))
export const keyLow = (key: string): number => Number(key.slice(9, 17))

/** A set of persons by their keys, with flags. */
export class KeyTable {
  readonly #pairs = new PairTable()

  get size(): number {
    return this.#pairs.size
  }
  has(key: string): boolean {
    return this.#pairs.has(keyHigh(key), keyLow(key))
  }
  get(key: string): number {
    return this.#pairs.get(keyHigh(key), keyLow(key)) ?? 0
  }
  mark(key: string, flags: number): void {
    this.#pairs.mark(keyHigh(key), keyLow(key), flags)
  }
  getPair(high: number, low: number): number {
    return this.#pairs.get(high, low) ?? 0
  }
  markPair(high: number, low: number, flags: number): void {
    this.#pairs.mark(high, low, flags)
  }
}
