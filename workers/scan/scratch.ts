/** A thread's scratch area in the shared memory: plan, window, and what the kernel keeps. */

import { RESIDENT_WORDS } from '../../pipelines/match/residents.ts'
import { MOST_THREADS } from '../threads/pool.ts'
import {
  CLASS_WORDS,
  ENTRY_WORDS,
  ID_WORDS,
  MOST_KEYS,
  MOST_ROWS,
  NO_COLUMN,
  PADDING,
  PLAN,
  PLAN_WORDS,
  SPELLING_WORDS,
} from './kernel/layout.ts'
import type { SievePlan } from './plan.ts'
import { filterMaskOf, type TableShape } from './table-shape.ts'

/** One for each thread that a pool can have. */
export const SCRATCH_AREAS = MOST_THREADS

/** Bytes of a file that the kernel works on at a time: they stay in the second cache between reading and judging. */
export const WINDOW_BYTES = 256 * 1024
const KEPT_BYTES = 2 * WINDOW_BYTES
const MOST_COLUMNS = 1024
/** Words for ID columns, classes and their spellings, and the bytes of the spellings. */
const DETAILS_BYTES = 32 * 1024
const ENTRIES_ROOM = 64 * 1024
const PERSONS_ROOM = 32 * 1024

const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64

const DETAILS_AT = aligned(PLAN_WORDS * 4)
const ENDS_AT = DETAILS_AT + DETAILS_BYTES
const LINES_AT = ENDS_AT + MOST_COLUMNS * 4
/** A block of 64 bytes writes one line more than it has. */
const ROWS_AT = LINES_AT + (MOST_ROWS + 1) * 8
const KEYS_AT = ROWS_AT + MOST_ROWS * 12
const WINDOW_AT = aligned(KEYS_AT + MOST_KEYS * 12)
const PLAIN_AT = WINDOW_AT + aligned(WINDOW_BYTES + PADDING)
const QUOTED_AT = PLAIN_AT + KEPT_BYTES
const ENTRIES_AT = QUOTED_AT + KEPT_BYTES
const PERSONS_AT = ENTRIES_AT + ENTRIES_ROOM * ENTRY_WORDS * 4
export const SCRATCH_BYTES = PERSONS_AT + PERSONS_ROOM * RESIDENT_WORDS * 4

/** Whether a plan fits: tables of more columns go the exact way. */
export function fits(plan: SievePlan): boolean {
  const bytes =
    plan.ids.length * ID_WORDS * 4 +
    plan.classes.reduce(
      (sum, { spellings }) =>
        sum +
        CLASS_WORDS * 4 +
        spellings.reduce((all, { bytes }) => all + SPELLING_WORDS * 4 + bytes.length, 0),
      0,
    )
  return lastColumnOf(plan) < MOST_COLUMNS && bytes <= DETAILS_BYTES
}

const lastColumnOf = (plan: SievePlan): number =>
  Math.max(
    0,
    ...plan.ids.map(({ column }) => column),
    ...plan.classes.map(({ column }) => column),
    plan.houseColumn ?? 0,
  )

export class Scratch {
  /** Address of the plan. */
  readonly at: number
  readonly windowAt: number
  /** A Buffer: searching it for a byte is many times faster than in a plain Uint8Array. */
  readonly window: Buffer
  readonly #words: Uint32Array
  readonly #plan: number
  readonly #bytes: Uint8Array

  constructor(buffer: SharedArrayBuffer, at: number) {
    this.at = at
    this.windowAt = at + WINDOW_AT
    this.#words = new Uint32Array(buffer)
    this.#plan = at >>> 2
    this.#bytes = new Uint8Array(buffer)
    this.window = Buffer.from(buffer, this.windowAt, WINDOW_BYTES)
  }

  /** The area of the thread at a place of the pool. */
  static at(buffer: SharedArrayBuffer, shape: TableShape, place = 0): Scratch {
    if (place >= SCRATCH_AREAS)
      throw new RangeError(`There is no scratch area for a thread at place ${place}`)
    return new Scratch(buffer, shape.scratchAt + place * SCRATCH_BYTES)
  }

  word(at: number): number {
    return this.#words[this.#plan + at] ?? 0
  }

  set(at: number, value: number): void {
    this.#words[this.#plan + at] = value
  }

  /**
   * Puts a plan into the area; results begin at nothing.
   * @param keepBelow records at the beginning that are kept whatever they hold: titles and header
   */
  configure(plan: SievePlan, shape: TableShape, keepBelow = 0): void {
    const { at } = this
    const bits = (property: keyof typeof PLAN, value: number) => this.set(PLAN[property], value)
    bits('delimiter', plan.delimiter)
    bits('width', plan.width)
    bits('cutoff', plan.cutoff)
    bits('bornBy', plan.bornBy)
    bits('mode', plan.mode)
    bits('lastColumn', lastColumnOf(plan))
    bits('idCount', plan.ids.length)
    bits('classCount', plan.classes.length)
    bits('houseColumn', plan.houseColumn ?? NO_COLUMN)
    bits('slotsAt', shape.slotsAt)
    bits('slotShift', 32 - shape.slotBits)
    bits('slotMask', 2 ** shape.slotBits - 1)
    bits('filterAt', shape.filterAt)
    bits('filterMask', filterMaskOf(shape))
    bits('endsAt', at + ENDS_AT)
    bits('plainAt', at + PLAIN_AT)
    bits('plainRoom', KEPT_BYTES)
    bits('quotedAt', at + QUOTED_AT)
    bits('quotedRoom', KEPT_BYTES)
    bits('entriesAt', at + ENTRIES_AT)
    bits('entriesRoom', ENTRIES_ROOM)
    bits('personsAt', at + PERSONS_AT)
    bits('personsRoom', PERSONS_ROOM)
    bits('keepBelow', keepBelow)
    bits('linesAt', at + LINES_AT)
    bits('rowsAt', at + ROWS_AT)
    bits('keysAt', at + KEYS_AT)
    this.#details(plan)
    for (const result of ['records', 'judged', 'suspects'] as const) bits(result, 0)
    this.empty()
  }

  #details(plan: SievePlan): void {
    let word = (this.at + DETAILS_AT) >>> 2
    const put = (...values: readonly number[]) => {
      for (const value of values) this.#words[word++] = value
    }
    this.set(PLAN.idsAt, word * 4)
    for (const { column, isKey, joins } of plan.ids) put(column, isKey ? 1 : 0, joins ? 1 : 0)
    this.set(PLAN.classesAt, word * 4)
    const spellings = plan.classes.flatMap(entry => entry.spellings)
    const words = plan.classes.length * CLASS_WORDS + spellings.length * SPELLING_WORDS
    let text = (word + words) * 4
    for (const { column, otherwise, spellings } of plan.classes) {
      put(column, otherwise, spellings.length)
      for (const { bytes, code } of spellings) {
        put(bytes.length, text, code)
        this.#bytes.set(bytes, text)
        text += bytes.length
      }
    }
  }

  /** Forgets what was kept; the counts go on. */
  empty(): void {
    for (const at of [PLAN.plainBytes, PLAN.quotedBytes, PLAN.entries, PLAN.persons]) this.set(at, 0)
  }

  /** Whether so much was kept that it should be taken out. */
  get isFilling(): boolean {
    return (
      this.word(PLAN.plainBytes) > KEPT_BYTES / 4 ||
      this.word(PLAN.quotedBytes) > KEPT_BYTES / 4 ||
      this.word(PLAN.entries) > ENTRIES_ROOM / 2 ||
      this.word(PLAN.persons) > PERSONS_ROOM / 2
    )
  }

  /** Views of what was kept: to be read before the kernel goes on. */
  get plain(): Uint8Array {
    return this.#view(PLAN.plainAt, this.word(PLAN.plainBytes))
  }
  get quoted(): Uint8Array {
    return this.#view(PLAN.quotedAt, this.word(PLAN.quotedBytes))
  }
  get entries(): Uint32Array {
    return this.#wordsOf(PLAN.entriesAt, this.word(PLAN.entries) * ENTRY_WORDS)
  }
  get persons(): Uint32Array {
    return this.#wordsOf(PLAN.personsAt, this.word(PLAN.persons) * RESIDENT_WORDS)
  }

  #view(at: number, length: number): Uint8Array {
    const from = this.word(at)
    return this.#bytes.subarray(from, from + length)
  }
  #wordsOf(at: number, length: number): Uint32Array {
    const from = this.word(at) >>> 2
    return this.#words.subarray(from, from + length)
  }

  /** Keeps a record that was cut outside the kernel. False: there is no room for it. */
  keepQuoted(record: Uint8Array, entryBits: number): boolean {
    const kept = this.word(PLAN.quotedBytes)
    const entries = this.word(PLAN.entries)
    if (kept + record.length > KEPT_BYTES || entries >= ENTRIES_ROOM) return false
    this.#bytes.set(record, this.word(PLAN.quotedAt) + kept)
    this.set(PLAN.quotedBytes, kept + record.length)
    this.#words.set(
      [this.word(PLAN.records), 0, 0, entryBits],
      (this.word(PLAN.entriesAt) >>> 2) + entries * ENTRY_WORDS,
    )
    this.set(PLAN.entries, entries + 1)
    this.set(PLAN.records, this.word(PLAN.records) + 1)
    return true
  }
}
