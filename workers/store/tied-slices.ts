/** Where persons outside the register may be tied to a household: by the 户号 of a member (I12), as a member's student (I03). */
import type { IdKey } from '../../pipelines/types.ts'
import type { EvidenceStore } from './evidence.ts'
import type { Queryable } from './queryable.ts'

/**
 * The slices of those households, and others: a student is named in the block of the parent only, so that all blocks
 * about parents have to be looked into.
 * @param keys of persons of whom some may be members: nothing is looked for on their account
 */
export async function tiedSlices(
  db: Queryable,
  snapshot: string,
  evidence: EvidenceStore,
  keys: readonly IdKey[],
): Promise<readonly number[]> {
  const { rows } = await db.query<{ slice: number }>(
    `with outside as (
       select key from unnest($3::text[]) as key
        where key not in (select key from register_member where snapshot = $4 and key = any($3)))
     select slice from scan_block where scan = any($1) and exists (select from outside)
      union
     select member.slice from evidence own
       join evidence other on other.scan = any($2) and other.house_number = own.house_number
       join register_member member on member.snapshot = $4 and member.key = other.key
      where own.scan = any($2) and own.key in (select key from outside) and own.house_number > ''`,
    [
      evidence.scansOf(['education.university']),
      evidence.scansOf(['public-security.residents']),
      keys,
      snapshot,
    ],
  )
  return rows.map(({ slice }) => slice)
}
