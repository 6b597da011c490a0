/** What a contender found: which key in which row, as digests that every contender must agree on. */
import { LineDigest } from './line-digest.ts'

/** Answers to a question by name: counts, and digests in hexadecimal. */
export type Answers = Readonly<Record<string, number | string>>

const FIRST_CAPACITY = 1 << 16
/** Of the two halves of the 17 digits. */
const HIGH_DIGITS = 8
const LOW_DIGITS = 9

/** Triples of row, first eight and next nine digits of a key. */
export class MatchList {
  #triples = new Uint32Array(FIRST_CAPACITY * 3)
  #count = 0

  get count(): number {
    return this.#count
  }

  push(row: number, high: number, low: number): void {
    this.#makeRoom(1)
    const at = this.#count * 3
    this.#triples[at] = row
    this.#triples[at + 1] = high
    this.#triples[at + 2] = low
    this.#count++
  }

  /** Takes `count` triples as they are. */
  append(triples: Uint32Array, count: number): void {
    this.#makeRoom(count)
    this.#triples.set(triples.subarray(0, count * 3), this.#count * 3)
    this.#count += count
  }

  /** The keys, whatever their order, a line each: for contenders that do not know rows. */
  keys(): Answers {
    const pairs = new BigUint64Array(this.#count)
    const halves = new Uint32Array(pairs.buffer)
    for (let n = 0; n < this.#count; n++) {
      halves[n * 2] = this.#triples[n * 3 + 2] ?? 0
      halves[n * 2 + 1] = this.#triples[n * 3 + 1] ?? 0
    }
    pairs.sort()
    const lines = new LineDigest()
    for (let at = 0; at < halves.length; at += 2) {
      lines.number(halves[at + 1] ?? 0, HIGH_DIGITS)
      lines.number(halves[at] ?? 0, LOW_DIGITS)
      lines.endLine()
    }
    return { matches: this.#count, matchedKeys: lines.digest() }
  }

  /** Lines of row and 17 digits, in the order of `push`, which must be that of the file. */
  rows(): Answers {
    const lines = new LineDigest()
    for (let at = 0; at < this.#count * 3; at += 3) {
      lines.number(this.#triples[at] ?? 0)
      lines.comma()
      lines.number(this.#triples[at + 1] ?? 0, HIGH_DIGITS)
      lines.number(this.#triples[at + 2] ?? 0, LOW_DIGITS)
      lines.endLine()
    }
    return { matches: this.#count, matchedRows: lines.digest() }
  }

  #makeRoom(more: number): void {
    const needed = (this.#count + more) * 3
    if (needed <= this.#triples.length) return
    const grown = new Uint32Array(Math.max(needed, this.#triples.length * 2))
    grown.set(this.#triples.subarray(0, this.#count * 3))
    this.#triples = grown
  }
}
