/** From rows that are read to what a scan keeps of them: blocks by slice for members, rows for everybody else. */
import type { Columns } from '../../connectors/column.ts'
import type { ReadPerson, ReadRow } from '../../connectors/table-reader.ts'
import { CandidateList } from '../store/candidates.ts'
import { type BlockPerson, type BlockRow, type Child, packBlock } from '../store/evidence-blocks.ts'
import type { EvidenceWriter, OutsiderRow, PlacedBlock } from '../store/evidence-writer.ts'

/** Who is a member, and what the 户号 are to the register. */
export interface Keeping {
  /** The slices of a member; none: not a member. */
  readonly slicesOf: (key: string) => readonly number[]
  /** Whether every row under a 户号 is kept. */
  readonly isWhole: (houseNumber: string) => boolean
  /** Whether a 户号 has a member and somebody who is none. */
  readonly isShared: (houseNumber: string) => boolean
}

/**
 * Rows of a file that blocks are made of together: always the same stretches, so that equal rows make equal blocks. Long
 * ones, because packing and unpacking a block costs as much as a hundred rows; shorter where many rows are kept.
 */
const STRETCH = 1 << 18
const MOST_KEPT = 1 << 15

export class EvidenceSink {
  readonly #writer: EvidenceWriter
  readonly #keeping: Keeping
  readonly #candidates = new CandidateList()
  #file = 0
  /** The stretch begins here; a block's rows are numbered from here. */
  #base = 0
  #end = 0
  #kept = 0
  #slices = new Map<number, BlockRow[]>()
  #outsiders: OutsiderRow[] = []

  constructor(writer: EvidenceWriter, keeping: Keeping) {
    this.#writer = writer
    this.#keeping = keeping
  }

  /** Takes a row of file `file`; rows come in their order. */
  async add(
    file: number,
    row: ReadRow<Columns>,
    persons: readonly ReadPerson[],
    values: object,
  ): Promise<void> {
    if (file !== this.#file || row.row >= this.#end || this.#kept >= MOST_KEPT) {
      const cutShort = file === this.#file && row.row < this.#end
      await this.#pack()
      this.#file = file
      this.#base = cutShort ? row.row : row.row - (row.row % STRETCH)
      this.#end = row.row - (row.row % STRETCH) + STRETCH
    }
    this.#kept++
    const base = this.#base
    const houseNumber = 'houseNumber' in values ? String(values.houseNumber) : null
    const bySlice = new Map<number, BlockPerson[]>()
    for (const person of persons) {
      const children = person.role === 'parent' ? childrenOf(row) : null
      const slices = this.#keeping.slicesOf(person.key)
      for (const slice of slices) {
        const block: BlockPerson = [person.key, person.role, person.name ?? null, children]
        const own = bySlice.get(slice)
        if (own) own.push(block)
        else bySlice.set(slice, [block])
      }
      if (slices.length === 0) this.#candidates.add(person.key)
      for (const child of children ?? [])
        if (this.#keeping.slicesOf(child.key).length === 0) this.#candidates.add(child.key)
      if (slices.length === 0 || (houseNumber !== null && this.#keeping.isShared(houseNumber)))
        this.#outsiders.push([
          file,
          row.row,
          person.key,
          person.role,
          person.name ?? null,
          houseNumber,
          houseNumber !== null && this.#keeping.isWhole(houseNumber),
          children,
          values,
        ])
    }
    for (const [slice, own] of bySlice) {
      const rows = this.#slices.get(slice)
      const packed: BlockRow = [row.row - base, own, values]
      if (rows) rows.push(packed)
      else this.#slices.set(slice, [packed])
    }
  }

  async drain(): Promise<void> {
    if (this.#outsiders.length > 0) await this.#writer.addOutsiders(this.#outsiders.splice(0))
  }

  /** Writes the rest. Returns the candidates of the scan, see {@link CandidateList}. */
  async finish(): Promise<Uint8Array> {
    await this.#pack()
    await this.drain()
    await this.#writer.flush()
    return this.#candidates.bytes()
  }

  async #pack(): Promise<void> {
    const blocks = Array.from(
      this.#slices,
      ([slice, rows]): PlacedBlock => ({ slice, file: this.#file, base: this.#base, ...packBlock(rows) }),
    )
    this.#slices = new Map()
    this.#kept = 0
    await this.#writer.addBlocks(blocks)
  }
}

const childrenOf = (row: ReadRow<Columns>): readonly Child[] =>
  row.persons
    .filter(person => person.role === 'self')
    .map(({ key, name }) => (name === undefined ? { key } : { key, name }))
