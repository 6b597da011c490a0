/**
 * The table of subjects, in memory that all threads share: who a delivered row has to be about to matter.
 *
 * Open addressing over pairs of 32 bits (the 17 digits of a key without its check character: the first 8, the last 9),
 * 8 bytes a slot, at most two thirds full; in front of it a filter of 8 bits a subject or more, small enough to stay in the
 * cache, which turns away nearly every row that is about nobody; beside each slot a byte of flags that only the program
 * reads. Together that is 14 to 29 bytes a subject. Behind the table the threads have their scratch areas.
 */
import { keyHigh, keyLow } from '../../pipelines/match/key-halves.ts'
import type { KernelKind } from './kernel/kernel.ts'
import { addToFilter, hashOfKey, passesFilter } from './kernel/key-hash.ts'
import { usualKernel } from './kernel/wasm.ts'
import { SCRATCH_AREAS, SCRATCH_BYTES } from './scratch.ts'
import { filterMaskOf, type TableShape } from './table-shape.ts'

const PAGE = 65_536
/** Parts begin at multiples of it; none begins at 0. */
const LINE = 64
const SMALLEST_BITS = 12
const FILTER_BITS_PER_SUBJECT = 8

/** A table on its way to a thread. */
export interface TableHandle {
  /** Another one for every table that the program builds. */
  readonly id: number
  /** Memory that WebAssembly can use, or plain shared memory where it is not to be had. */
  readonly memory: WebAssembly.Memory | SharedArrayBuffer
  readonly shape: TableShape
}

/** Built so far; threads only open them. */
let tables = 0

export class SubjectTable {
  readonly handle: TableHandle
  readonly buffer: SharedArrayBuffer
  readonly #slots: Uint32Array
  readonly #filter: Uint32Array
  readonly #values: Uint8Array
  readonly #shift: number
  readonly #mask: number
  readonly #filterMask: number
  readonly #most: number
  #size = 0

  private constructor(handle: TableHandle) {
    const { memory, shape } = handle
    this.handle = handle
    this.buffer =
      memory instanceof SharedArrayBuffer ? memory : (memory.buffer as unknown as SharedArrayBuffer)
    const slots = 2 ** shape.slotBits
    this.#slots = new Uint32Array(this.buffer, shape.slotsAt, slots * 2)
    this.#values = new Uint8Array(this.buffer, shape.valuesAt, slots)
    this.#filter = new Uint32Array(this.buffer, shape.filterAt, 2 ** shape.filterBits / 32)
    this.#shift = 32 - shape.slotBits
    this.#mask = slots - 1
    this.#filterMask = filterMaskOf(shape)
    this.#most = Math.floor((slots * 2) / 3)
  }

  /** An empty table for so many subjects; which kernel works on it follows from its memory. */
  static forSubjects(expected: number, kernel: KernelKind = usualKernel()): SubjectTable {
    const slotBits = bitsFor(expected * 1.5)
    const filterBits = bitsFor(expected * FILTER_BITS_PER_SUBJECT)
    const slotsAt = LINE
    const filterAt = slotsAt + 2 ** slotBits * 8
    const valuesAt = filterAt + 2 ** filterBits / 8
    const scratchAt = Math.ceil((valuesAt + 2 ** slotBits) / LINE) * LINE
    const pages = Math.ceil((scratchAt + SCRATCH_AREAS * SCRATCH_BYTES) / PAGE)
    const memory =
      kernel === 'wasm'
        ? new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
        : new SharedArrayBuffer(pages * PAGE)
    return new SubjectTable({
      id: ++tables,
      memory,
      shape: { slotBits, filterBits, slotsAt, filterAt, valuesAt, scratchAt },
    })
  }

  /** In a thread: the table that the program has built. To be read only. */
  static open(handle: TableHandle): SubjectTable {
    return new SubjectTable(handle)
  }

  /** A table of the pairs `high, low, high, low, …` that come in blocks, each with the value 1. */
  static async build(
    expected: number,
    blocks: Iterable<Uint32Array> | AsyncIterable<Uint32Array>,
    kernel?: KernelKind,
  ): Promise<SubjectTable> {
    const table = SubjectTable.forSubjects(expected, kernel)
    for await (const pairs of blocks) table.markPairs(pairs, 1)
    return table
  }

  /** Subjects; known to the program that built the table, not to its threads. */
  get size(): number {
    return this.#size
  }

  /** Whether `more` further subjects fit. */
  hasRoomFor(more: number): boolean {
    return this.#size + more <= this.#most
  }

  has(key: string): boolean {
    return this.getPair(keyHigh(key), keyLow(key)) !== 0
  }

  /** What is known of a person: 0 is nothing. */
  getPair(high: number, low: number): number {
    const hash = hashOfKey(high, low)
    if (!passesFilter(this.#filter, (hash & this.#filterMask) * 2, hash)) return 0
    return this.#values[this.#slot(high, low, hash)] ?? 0
  }

  /** Adds a subject if it is not there, and sets the bits of `value` (1–255) beside those that it has. */
  mark(key: string, value: number): void {
    this.markPair(keyHigh(key), keyLow(key), value)
  }

  /** @throws RangeError if the table is full: see {@link hasRoomFor} and {@link grown} */
  markPair(high: number, low: number, value: number): void {
    const hash = hashOfKey(high, low)
    const slot = this.#slot(high, low, hash)
    if (this.#slots[slot * 2] === 0) {
      if (this.#size >= this.#most) throw new RangeError(`The table of ${this.#size} subjects is full`)
      this.#slots[slot * 2] = high
      this.#slots[slot * 2 + 1] = low
      addToFilter(this.#filter, (hash & this.#filterMask) * 2, hash)
      this.#size++
    }
    this.#values[slot] = (this.#values[slot] ?? 0) | value
  }

  /** As {@link markPair}, of `high, low, high, low, …`. */
  markPairs(pairs: Uint32Array, value: number): void {
    for (let at = 0; at + 1 < pairs.length; at += 2) this.markPair(pairs[at] ?? 0, pairs[at + 1] ?? 0, value)
  }

  /** A larger table with the same subjects. */
  grown(expected: number): SubjectTable {
    const kernel = this.handle.memory instanceof SharedArrayBuffer ? 'javascript' : 'wasm'
    const table = SubjectTable.forSubjects(expected, kernel)
    for (let slot = 0; slot <= this.#mask; slot++) {
      const high = this.#slots[slot * 2] ?? 0
      if (high !== 0) table.markPair(high, this.#slots[slot * 2 + 1] ?? 0, this.#values[slot] ?? 0)
    }
    return table
  }

  #slot(high: number, low: number, hash: number): number {
    let slot = hash >>> this.#shift
    for (;;) {
      const there = this.#slots[slot * 2]
      if (there === 0 || (there === high && this.#slots[slot * 2 + 1] === low)) return slot
      slot = (slot + 1) & this.#mask
    }
  }
}

const bitsFor = (least: number): number => Math.max(SMALLEST_BITS, Math.ceil(Math.log2(Math.max(least, 1))))
