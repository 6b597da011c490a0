/** Writes the rows of a vehicles file as bytes, and notes down what is to be found in them. */
import { Random } from '../../synth/random.ts'
import { type Encoding, encode } from './encoding.ts'
import { HEADERS } from './headers.ts'
import { ID_REJECT_REASONS, IdCell } from './id-cell.ts'
import { highOf, lowOf, PERSONS, Persons } from './persons.ts'
import type { TruthNotes } from './truth.ts'
import { type Vocabulary, vocabulary, type Words } from './vocabulary.ts'

/** Shares of the rows, each from 0 to 1. */
export interface Shares {
  readonly subjects: number
  readonly malformed: number
  readonly folding: number
  readonly quoted: number
}

export const USUAL_SHARES: Shares = { subjects: 0.03, malformed: 0.002, folding: 0.01, quoted: 0.005 }

export interface RowPlan {
  readonly rows: number
  /** Persons with a number below this one are subjects. */
  readonly subjects: number
  readonly seed: number
  readonly encoding: Encoding
  readonly shares: Shares
}

const BLOCK = 4 * 1024 * 1024
/** No row is longer. */
const LONGEST_ROW = 1024
const COMMA = 44
const NEWLINE = 10
const QUOTE = 34
const ZERO = 48

export const personsOf = (seed: number): Persons => new Persons(seed % PERSONS)

/** Hands the file to `write` in blocks of about 4 MB that are used again afterwards; the number of bytes. */
export function writeRows(plan: RowPlan, notes: TruthNotes, write: (block: Uint8Array) => void): number {
  const writer = new RowWriter(plan, notes)
  let bytes = 0
  const flush = (): void => {
    const block = writer.take()
    bytes += block.length
    write(block)
  }
  writer.header()
  for (let row = 2; row < plan.rows + 2; row++) {
    writer.row(row)
    if (writer.full) flush()
  }
  flush()
  return bytes
}

class RowWriter {
  readonly #plan: RowPlan
  readonly #notes: TruthNotes
  readonly #random: Random
  readonly #persons: Persons
  readonly #words: Vocabulary
  readonly #id = new Uint8Array(18)
  readonly #cell: IdCell
  readonly #bytes = new Uint8Array(BLOCK + LONGEST_ROW)
  #at = 0

  constructor(plan: RowPlan, notes: TruthNotes) {
    this.#plan = plan
    this.#notes = notes
    this.#random = Random.at(plan.seed, 1, 2)
    this.#persons = personsOf(plan.seed)
    this.#words = vocabulary(plan.seed, plan.encoding)
    this.#cell = new IdCell(plan.encoding)
  }

  get full(): boolean {
    return this.#at >= BLOCK
  }

  /** What was written since the last call. */
  take(): Uint8Array {
    const block = this.#bytes.subarray(0, this.#at)
    this.#at = 0
    return block
  }

  header(): void {
    const line = encode(`${HEADERS.join(',')}\n`, this.#plan.encoding)
    this.#bytes.set(line, this.#at)
    this.#at += line.length
  }

  row(row: number): void {
    const random = this.#random
    const words = this.#words
    const quoted = random.next() < this.#plan.shares.quoted ? 1 + random.below(15) : 0
    this.#drawId(row)
    this.#word(quoted & 1 ? words.quotedOwners : words.owners)
    this.#byte(COMMA)
    this.#idCell((quoted & 8) !== 0)
    this.#byte(COMMA)
    this.#word(words.plateRegions)
    this.#digits(10_000 + random.below(90_000))
    this.#byte(COMMA)
    this.#word(words.plateKinds)
    this.#byte(COMMA)
    this.#word(words.types)
    this.#byte(COMMA)
    this.#word(quoted & 2 ? words.quotedUses : words.uses)
    this.#byte(COMMA)
    this.#word(words.statuses)
    this.#byte(COMMA)
    this.#word(words.dates)
    this.#byte(COMMA)
    this.#word(quoted & 4 ? words.quotedPrices : words.prices)
    this.#byte(NEWLINE)
  }

  /** Draws the row's person and how the ID number is written. */
  #drawId(row: number): void {
    const random = this.#random
    const { subjects, shares } = this.#plan
    const isSubject = random.next() < shares.subjects
    const person = isSubject ? random.below(subjects) : subjects + random.below(PERSONS - subjects)
    this.#persons.write(person, this.#id)
    const form = random.next()
    if (form < shares.malformed) {
      const reason = random.pick(ID_REJECT_REASONS)
      this.#cell.malformed(this.#id, reason, random)
      this.#notes.reject(row, reason)
      return
    }
    const folding = form < shares.malformed + shares.folding
    let fifteen = false
    if (folding) fifteen = this.#cell.folding(this.#id, random) === 'fifteen'
    else this.#cell.plain(this.#id)
    if (isSubject) this.#notes.match(row, highOf(this.#id), lowOf(this.#id), !folding)
    const id = this.#id
    if (id[17] === ZERO && id[16] === ZERO && id[15] === ZERO && !fifteen) this.#notes.suspectPrecision()
  }

  #idCell(quoted: boolean): void {
    if (quoted) this.#byte(QUOTE)
    const { bytes, length } = this.#cell
    for (let at = 0; at < length; at++) this.#bytes[this.#at++] = bytes[at] ?? 0
    if (quoted) this.#byte(QUOTE)
  }

  #word({ count, bytes, starts }: Words): void {
    const n = this.#random.below(count)
    const end = starts[n + 1] ?? 0
    let at = this.#at
    for (let from = starts[n] ?? 0; from < end; from++) this.#bytes[at++] = bytes[from] ?? 0
    this.#at = at
  }

  /** Five digits. */
  #digits(value: number): void {
    let rest = value
    for (let place = 4; place >= 0; place--) {
      this.#bytes[this.#at + place] = ZERO + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    this.#at += 5
  }

  #byte(byte: number): void {
    this.#bytes[this.#at++] = byte
  }
}
