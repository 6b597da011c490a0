/** Members as SQL knows them: keys, households, slices. */
import type { Pool } from 'pg'
import type { IdKey } from '../../pipelines/types.ts'

const PAGE = 50_000

/** The members' keys with the slices of their households, each pair once, in the order of keys. */
export async function* memberKeys(
  pool: Pool,
  snapshot: string,
): AsyncGenerator<{ readonly key: IdKey; readonly slice: number }> {
  let [key, slice] = ['', -1]
  for (;;) {
    const { rows } = await pool.query<{ key: string; slice: number }>(
      `select distinct key, slice from register_member
        where snapshot = $1 and key is not null and (key, slice) > ($2, $3) order by key, slice limit ${PAGE}`,
      [snapshot, key, slice],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    key = last.key
    slice = last.slice
  }
}

/** A row of a key in one of its households. */
export interface MemberPlace {
  readonly household: string
  readonly row: number
}

/** Keys that several households give (X34), with all their rows in the order of household code and row. */
export async function doubleMembers(
  pool: Pool,
  snapshot: string,
): Promise<ReadonlyMap<IdKey, readonly MemberPlace[]>> {
  const { rows } = await pool.query<{ key: string } & MemberPlace>(
    `select key, household, row from register_member
      where snapshot = $1 and key in (
        select key from register_member where snapshot = $1 and key is not null
         group by key having count(distinct household) > 1)
      order by key, household, row`,
    [snapshot],
  )
  return Map.groupBy(rows, ({ key }) => key)
}
