/** What a household's dossier needs of the rest of the register: asked once for all of them. */
import type { Pool } from 'pg'
import type { IdKey } from '../../pipelines/types.ts'
import { doubleMembers, type MemberPlace } from './members.ts'
import { type Repeated, repeatedNumbers } from './repeated.ts'
import { type VillageRow, villagesByCode } from './villages.ts'

export interface AcrossRegister {
  /** Keys that several households give (X34). */
  readonly doubles: ReadonlyMap<IdKey, readonly MemberPlace[]>
  readonly repeated: Repeated
  /** The register's villages 行政村 by code; of a code that stands there twice, its first row. */
  readonly villages: ReadonlyMap<string, VillageRow>
}

export async function acrossRegister(pool: Pool, snapshot: string): Promise<AcrossRegister> {
  const [doubles, repeated, villages] = await Promise.all([
    doubleMembers(pool, snapshot),
    repeatedNumbers(pool, snapshot),
    villagesByCode(pool, snapshot),
  ])
  return { doubles, repeated, villages }
}
