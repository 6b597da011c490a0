/** The register's rows in blocks: households, members and measures of one slice, packed together. */
import type { CountyCode, IdKey, RegisterRow } from '../../pipelines/types.ts'
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

/** A stretch of a slice, packed; row numbers in it count from the first row of the stretch. */
export interface PackedSlice {
  readonly slice: number
  readonly bytes: Uint8Array
}

/** Collects rows by slice, and packs them. */
export class SlicePacker {
  readonly #slices = new Map<number, Record<Kind, string[]>>()

  add<K extends Kind>(slice: number, kind: K, row: SliceRows[K][number]): void {
    const rows = this.#slices.get(slice) ?? { households: [], members: [], measures: [] }
    this.#slices.set(slice, rows)
    rows[kind].push(JSON.stringify(row))
  }

  pack(): readonly PackedSlice[] {
    return Array.from(this.#slices, ([slice, rows]) => ({ slice, bytes: packJson(jsonOf(rows)) }))
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
  const { rows } = await db.query<{ slice: number; base: number; data: Buffer }>(
    `select slice, base, data from register_block
      where snapshot = $1 and slice = any($2::int[]) order by slice, part`,
    [snapshot, slices],
  )
  const found = new Map<number, SliceRows>()
  for (const { slice, base, data } of rows) {
    const part = unpackJson(data) as SliceRows
    const known = found.get(slice) ?? { households: [], members: [], measures: [] }
    found.set(slice, known)
    for (const [code, county, village, row, values] of part.households)
      known.households.push([code, county, village, base + row, values])
    for (const [household, orphan, row, key, idText, values] of part.members)
      known.members.push([household, orphan, base + row, key, idText, values])
    for (const [household, row, values] of part.measures) known.measures.push([household, base + row, values])
  }
  return found
}
