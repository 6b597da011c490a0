/**
 * Evidence blocks: the kept rows of one stretch of a file that concern members of one slice, packed.
 *
 * Pure. A block says nothing of the file or the place of the stretch, so that equal rows are equal bytes wherever they
 * stand, and are stored once.
 */
import { createHash } from 'node:crypto'
import type { PersonRole } from '../../connectors/definition.ts'
import type { Readings } from '../../connectors/values.ts'
import { packJson, unpackJson } from './packing.ts'
import { type StoredColumns, storedColumns, ValueColumns } from './value-columns.ts'

/** A row's `self` person, as the evidence about a parent names it. */
export interface Child {
  readonly key: string
  readonly name?: string
}

/** A person whom a row concerns; children only of a parent. */
export type BlockPerson = readonly [
  key: string,
  role: PersonRole,
  name: string | null,
  children: readonly Child[] | null,
]

/** A kept row: its number less the block's base, its persons who are members of the slice. */
type ConcernedRow = readonly [row: number, persons: readonly BlockPerson[]]

/** And what it says, by the properties of its feed. */
export type BlockRow = readonly [...ConcernedRow, readings: Readings]

interface StoredBlock {
  readonly rows: readonly ConcernedRow[]
  readonly values: StoredColumns
}

export interface Packed {
  /** 16 bytes of the SHA-256 of the feed and `bytes`. */
  readonly digest: Uint8Array
  readonly bytes: Uint8Array
}

/**
 * Packs rows of one feed. Blocks of different feeds never have the same digest: feeds are stored side by side, and two
 * transactions that store the same blocks in another order would wait for each other.
 * @param properties of the readings
 * @param rows in the order of their numbers
 */
export function packBlock(feed: string, properties: readonly string[], rows: readonly BlockRow[]): Packed {
  const block: StoredBlock = {
    rows: rows.map(([row, persons]) => [row, persons]),
    values: storedColumns(
      properties,
      rows.map(([, , readings]) => readings),
    ),
  }
  const bytes = packJson(JSON.stringify(block))
  return { digest: createHash('sha256').update(feed).update(bytes).digest().subarray(0, 16), bytes }
}

export interface Block {
  readonly rows: readonly ConcernedRow[]
  /** Of the rows, in their order. */
  readonly values: ValueColumns
}

export function unpackBlock(bytes: Uint8Array): Block {
  const { rows, values } = unpackJson(bytes) as StoredBlock
  return { rows, values: new ValueColumns(values) }
}

/** A block's rows as they were packed. */
export const blockRows = ({ rows, values }: Block): readonly BlockRow[] =>
  rows.map(([row, persons], at): BlockRow => [row, persons, values.readings(at)])
