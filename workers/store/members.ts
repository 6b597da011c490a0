/** Members of the register who are in it more than once. */
import type { Pool } from 'pg'
import type { IdKey } from '../../pipelines/types.ts'

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
  // The inner query reads the table once and remembers counts only; the outer one fetches a few keys by their index.
  const { rows } = await pool.query<{ key: string } & MemberPlace>(
    `select key, household, row from register_member
      where snapshot = $1 and key = any(array(
        select key from register_member where snapshot = $1 and key is not null
         group by key having count(*) > 1))
      order by key, household, row`,
    [snapshot],
  )
  const places = Map.groupBy(rows, ({ key }) => key)
  return new Map(
    [...places].filter(([, own]) => own.some(({ household }) => household !== own[0]?.household)),
  )
}
