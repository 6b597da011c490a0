/**
 * Evidence blocks: the kept rows of one stretch of a file that concern members of one slice, packed.
 *
 * Pure. A block says nothing of the file or the place of the stretch, so that equal rows are equal bytes wherever they
 * stand, and are stored once.
 */
import { createHash } from 'node:crypto'
import type { PersonRole } from '../../connectors/definition.ts'
import { packJson, unpackJson } from './packing.ts'

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

/** A kept row: its number less the block's base, its persons who are members of the slice, its values by property. */
export type BlockRow = readonly [row: number, persons: readonly BlockPerson[], values: object]

export interface Packed {
  /** 16 bytes of the SHA-256 of the feed and `bytes`. */
  readonly digest: Uint8Array
  readonly bytes: Uint8Array
}

/**
 * Packs rows of one feed. Blocks of different feeds never have the same digest: feeds are stored side by side, and two
 * transactions that store the same blocks in another order would wait for each other.
 * @param rows in the order of their numbers
 */
export function packBlock(feed: string, rows: readonly BlockRow[]): Packed {
  const bytes = packJson(JSON.stringify(rows))
  return { digest: createHash('sha256').update(feed).update(bytes).digest().subarray(0, 16), bytes }
}

export const unpackBlock = (bytes: Uint8Array): readonly BlockRow[] =>
  unpackJson(bytes) as readonly BlockRow[]
