/**
 * Random numbers that depend on nothing but a seed and a place: every household draws from a stream of its own, so
 * that what a household looks like does not depend on how many others there are.
 */

/** A 32-bit hash of text, for seeds (FNV-1a with a final mix). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** A stream of random numbers (mulberry32). */
export class Random {
  #state: number

  constructor(state: number) {
    this.#state = state | 0
  }

  /** The stream of one place: `seed` of the city, `index` of the household, `purpose` within it. */
  static at(seed: number, index: number, purpose: number): Random {
    return new Random(mix(mix(seed ^ Math.imul(index + 1, 0x9e3779b1)) ^ Math.imul(purpose + 1, 0x632be5ab)))
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  /** A whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** One of the entries, by weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T {
    let total = 0
    for (const [, weight] of entries) total += weight
    let point = this.next() * total
    for (const [value, weight] of entries) {
      point -= weight
      if (point < 0) return value
    }
    return (entries.at(-1) as readonly [T, number])[0]
  }
}
