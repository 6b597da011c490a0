/** The register's rows in blocks: households, members and measures of one slice, packed together. */
import type { Readings } from '../../connectors/values.ts'
import type { CountyCode, IdKey, RegisterRow } from '../../pipelines/types.ts'
import { packJson, unpackJson } from './packing.ts'
import type { Queryable } from './queryable.ts'
import { type StoredColumns, storedColumns, ValueColumns } from './value-columns.ts'

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

/** A row without its values. */
type Place<K extends Kind = Kind> = SliceRows[K][number] extends infer R
  ? R extends readonly [...infer Rest, unknown]
    ? Rest
    : never
  : never

interface StoredRows<K extends Kind = Kind> {
  readonly rows: readonly Place<K>[]
  readonly values: StoredColumns
}
type StoredSlice = { readonly [K in Kind]?: StoredRows<K> }

/** Collects the rows of one table by slice, and packs them. */
export class SlicePacker {
  readonly #kind: Kind
  readonly #properties: readonly string[]
  readonly #slices = new Map<number, { readonly rows: Place[]; readonly readings: Readings[] }>()

  /** @param properties of the readings */
  constructor(kind: Kind, properties: readonly string[]) {
    this.#kind = kind
    this.#properties = properties
  }

  add(slice: number, row: Place, readings: Readings): void {
    const own = this.#slices.get(slice) ?? { rows: [], readings: [] }
    this.#slices.set(slice, own)
    own.rows.push(row)
    own.readings.push(readings)
  }

  pack(): readonly PackedSlice[] {
    return Array.from(this.#slices, ([slice, { rows, readings }]) => {
      const own: StoredRows = { rows, values: storedColumns(this.#properties, readings) }
      return { slice, bytes: packJson(JSON.stringify({ [this.#kind]: own })) }
    })
  }
}

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
    const part = unpackJson(data) as StoredSlice
    const known = found.get(slice) ?? { households: [], members: [], measures: [] }
    found.set(slice, known)
    for (const [[code, county, village, row], values] of withValues(part.households))
      known.households.push([code, county, village, base + row, values as RegisterRow<'households'>])
    for (const [[household, orphan, row, key, idText], values] of withValues(part.members))
      known.members.push([household, orphan, base + row, key, idText, values as RegisterRow<'members'>])
    for (const [[household, row], values] of withValues(part.measures))
      known.measures.push([household, base + row, values as RegisterRow<'measures'>])
  }
  return found
}

function withValues<K extends Kind>(stored: StoredRows<K> | undefined): (readonly [Place<K>, object])[] {
  if (!stored) return []
  const values = new ValueColumns(stored.values)
  return stored.rows.map((row, at) => [row, values.of(at)] as const)
}
