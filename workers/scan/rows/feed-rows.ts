/** In a thread: what is kept of a feed's rows, packed for the store. */
import type { Columns } from '../../../connectors/column.ts'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import type { ReadPerson, ReadRow, Reject } from '../../../connectors/table-reader.ts'
import { type Readings, valueProperties, valuesByProperty } from '../../../connectors/values.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import type { SliceIndex } from '../../../pipelines/match/slice-index.ts'
import type { WholeHouses } from '../../../pipelines/match/subjects.ts'
import { TallyOfValues, type TallyPart } from '../../reading/tally.ts'
import { type CopyLines, LineCollector } from '../../store/copy-lines.ts'
import {
  type BlockPerson,
  type BlockRow,
  type Child,
  type Packed,
  packBlock,
} from '../../store/evidence-blocks.ts'
import type { OutsiderCells } from '../../store/evidence-writer.ts'
import type { SubjectTable } from '../subject-table.ts'
import type { RowTaker } from './row-taker.ts'

/** A packed block of rows about members of one slice. */
export interface SliceBlock extends Packed {
  readonly slice: number
}

export interface FeedPart {
  readonly blocks: readonly SliceBlock[]
  /** Rows about persons outside the register, or of a shared 户号. */
  readonly outsiders: CopyLines
  readonly rejects: readonly Reject[]
  /** Pairs of uint32: the keys of persons outside the register who stand in kept rows, and of members' children. */
  readonly candidates: Uint32Array
  readonly tally: TallyPart
}

export interface KeptBy {
  readonly subjects: SubjectTable
  readonly members: SliceIndex
  /** The 户号 that matter; absent while they are not known. */
  readonly houses?: WholeHouses
  /** Whether candidate rows are kept for the persons they are about. */
  readonly candidates: boolean
}

export class FeedRows implements RowTaker<FeedPart> {
  readonly #definition: FeedDefinition
  readonly #by: KeptBy
  readonly #properties: readonly string[]
  /** The place of 户号 among the readings; -1 where the feed has none. */
  readonly #houseNumber: number
  #blocks = new Map<number, GatheredRow[]>()
  readonly #outsiders = new LineCollector()
  #rejects: Reject[] = []
  #candidates: number[] = []
  #tally: TallyOfValues
  gathered = 0

  constructor(definition: FeedDefinition, by: KeptBy) {
    this.#definition = definition
    this.#by = by
    this.#properties = valueProperties(definition.columns)
    this.#houseNumber = this.#properties.indexOf('houseNumber')
    this.#tally = new TallyOfValues(definition.columns)
  }

  reject(reject: Reject): void {
    this.#rejects.push(reject)
    this.gathered++
  }

  row(row: ReadRow<Columns>): void {
    const persons = this.#personsOf(row)
    if (persons.length === 0) return
    const readings = row.readings()
    this.#tally.keep(readings)
    this.gathered++
    const houseNumber = readings[this.#houseNumber] === undefined ? null : String(readings[this.#houseNumber])
    const shared = houseNumber !== null && this.#by.houses?.isShared(houseNumber) === true
    for (const person of persons) {
      const children = person.role === 'parent' ? childrenOf(row) : null
      const high = keyHigh(person.key)
      const low = keyLow(person.key)
      const slices = this.#by.members.ofPair(high, low)
      for (const slice of slices)
        this.#addToSlice(slice, row.row, [person.key, person.role, person.name ?? null, children], readings)
      if (slices.length === 0) this.#bringUp(high, low)
      for (const { key } of children ?? [])
        if (!this.#by.members.has(key)) this.#bringUp(keyHigh(key), keyLow(key))
      if (slices.length === 0 || shared)
        this.#addOutsider(row.row, [
          person.key,
          person.role,
          person.name ?? null,
          houseNumber,
          houseNumber !== null && this.#by.houses?.has(houseNumber) === true,
          children,
          valuesByProperty(this.#properties, readings),
        ])
    }
  }

  /** Persons of one row and slice share the row. */
  #addToSlice(slice: number, row: number, person: BlockPerson, readings: Readings): void {
    const rows = this.#blocks.get(slice)
    const last = rows?.at(-1)
    if (last?.[0] === row) last[1].push(person)
    else if (rows) rows.push([row, [person], readings])
    else this.#blocks.set(slice, [[row, [person], readings]])
  }

  #addOutsider(row: number, cells: OutsiderCells): void {
    this.#outsiders.add(row, cells)
  }

  part(): FeedPart {
    const part: FeedPart = {
      blocks: [...this.#blocks]
        .toSorted(([one], [other]) => one - other)
        .map(([slice, rows]) => ({
          slice,
          ...packBlock(this.#definition.id, this.#properties, rows.toSorted(byRow)),
        })),
      outsiders: this.#outsiders.take(),
      rejects: this.#rejects.toSorted(byRowAndColumn),
      candidates: Uint32Array.from(this.#candidates),
      tally: this.#tally.part(),
    }
    this.#blocks = new Map()
    this.#rejects = []
    this.#candidates = []
    this.#tally = new TallyOfValues(this.#definition.columns)
    this.gathered = 0
    return part
  }

  /** What is kept of a row: its subjects; and of a candidate row the person it is about. */
  #personsOf(row: ReadRow<Columns>): readonly ReadPerson[] {
    const persons = row.persons.filter(person => person.joins && this.#by.subjects.has(person.key))
    if (!this.#by.candidates || !this.#definition.candidate?.(row)) return persons
    const about = row.persons.filter(person => person.role === 'self' && !persons.includes(person))
    return about.length === 0 ? persons : [...persons, ...about]
  }

  #bringUp(high: number, low: number): void {
    if (this.#by.candidates) this.#candidates.push(high, low)
  }
}

/** A block's row to which persons are still added. */
type GatheredRow = [row: number, persons: BlockPerson[], readings: Readings]

const childrenOf = (row: ReadRow<Columns>): readonly Child[] =>
  row.persons
    .filter(person => person.role === 'self')
    .map(({ key, name }) => (name === undefined ? { key } : { key, name }))

const byRow = (one: BlockRow, other: BlockRow): number => one[0] - other[0]

/** The order of rejects.csv; several of one cell keep theirs. */
const byRowAndColumn = (one: Reject, other: Reject): number =>
  one.row - other.row || (one.column < other.column ? -1 : one.column > other.column ? 1 : 0)
