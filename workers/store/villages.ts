/** The register's places: villages 行政村 and hamlets 自然村. */
import type { RegisterRow } from '../../pipelines/types.ts'
import type { Queryable } from './queryable.ts'

type Place = 'villages' | 'hamlets'

export interface PlaceRow<P extends Place> {
  readonly code: string
  readonly row: number
  readonly data: RegisterRow<P>
}

/** In the order of code and row. */
export async function placeRows<P extends Place>(
  db: Queryable,
  snapshot: string,
  kind: P,
): Promise<readonly PlaceRow<P>[]> {
  const { rows } = await db.query<PlaceRow<P>>(
    'select code, row, data from register_place where snapshot = $1 and kind = $2 order by code, row',
    [snapshot, kind],
  )
  return rows
}

export type VillageRow = PlaceRow<'villages'>

/** The villages by code; of a code that stands there twice, its first row. */
export async function villagesByCode(
  db: Queryable,
  snapshot: string,
): Promise<ReadonlyMap<string, VillageRow>> {
  const found = new Map<string, VillageRow>()
  for (const village of await placeRows(db, snapshot, 'villages'))
    if (!found.has(village.code)) found.set(village.code, village)
  return found
}
