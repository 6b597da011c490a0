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
