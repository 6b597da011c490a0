/** The register's rows in blocks: households, members and measures of one slice, packed together. */
import type { PoolClient } from 'pg'
import type { CountyCode, IdKey, RegisterRow } from '../../pipelines/types.ts'
import { insertRows } from './insert-rows.ts'
import { packJson, unpackJson } from './packing.ts'
import type { Queryable } from './queryable.ts'

export type HouseholdRow = readonly [
  code: string,
  county: CountyCode,
  village: string,
  row: number,
  values: RegisterRow<'households'>,
]
export type MemberRow = readonly [
  household: string,
  orphan: boolean,
  row: number,
  key: IdKey | null,
  idText: string,
  values: RegisterRow<'members'>,
]
export type MeasureRow = readonly [household: string, row: number, values: RegisterRow<'measures'>]

/** The rows of one slice; those of each table in the order of their rows. */
export interface SliceRows {
  readonly households: HouseholdRow[]
  readonly members: MemberRow[]
  readonly measures: MeasureRow[]
}
type Kind = keyof SliceRows

/** Characters of JSON that are held until they are written: what a province gives is written in many parts. */
const BOUND = 24_000_000
/** Blocks that are packed before they are written together. */
const BATCH = 64

/** Collects rows by slice and writes them; a slice that passes the bound, or another one does, goes on in a next part. */
export class RegisterBlocks {
  readonly #client: PoolClient
  readonly #snapshot: string
  #slices = new Map<number, Record<Kind, string[]>>()
  #part = 0
  #held = 0

  constructor(client: PoolClient, snapshot: string) {
    this.#client = client
    this.#snapshot = snapshot
  }

  add<K extends Kind>(slice: number, kind: K, row: SliceRows[K][number]): void {
    const json = JSON.stringify(row)
    const rows = this.#slices.get(slice) ?? { households: [], members: [], measures: [] }
    this.#slices.set(slice, rows)
    rows[kind].push(json)
    this.#held += json.length
  }

  /** Writes what is held if it is much. */
  async drain(): Promise<void> {
    if (this.#held >= BOUND) await this.flush()
  }

  async flush(): Promise<void> {
    const slices = [...this.#slices]
    this.#slices = new Map()
    this.#held = 0
    const part = this.#part++
    for (let at = 0; at < slices.length; at += BATCH)
      await insertRows(
        this.#client,
        'register_block',
        ['snapshot', 'slice', 'part', 'data'],
        slices
          .slice(at, at + BATCH)
          .map(([slice, rows]) => [this.#snapshot, slice, part, packJson(jsonOf(rows))]),
      )
  }
}

const jsonOf = (rows: Readonly<Record<Kind, readonly string[]>>): string =>
  `{${Object.entries(rows)
    .map(([kind, json]) => `"${kind}":[${json.join(',')}]`)
    .join(',')}}`

/** The rows of some slices of a snapshot. */
export async function sliceRows(
  db: Queryable,
  snapshot: string,
  slices: readonly number[],
): Promise<ReadonlyMap<number, SliceRows>> {
  const { rows } = await db.query<{ slice: number; data: Buffer }>(
    'select slice, data from register_block where snapshot = $1 and slice = any($2::int[]) order by slice, part',
    [snapshot, slices],
  )
  const found = new Map<number, SliceRows>()
  for (const { slice, data } of rows) {
    const part = unpackJson(data) as SliceRows
    const known = found.get(slice)
    if (!known) found.set(slice, part)
    else {
      for (const row of part.households) known.households.push(row)
      for (const row of part.members) known.members.push(row)
      for (const row of part.measures) known.measures.push(row)
    }
  }
  return found
}
