/**
 * What quality rules count over the whole register: phones, bank cards, land, who is disabled.
 *
 * Snapshots are derived from files: they are emptied, and the next run reads the register anew.
 */
import { type Kysely, sql } from 'kysely'

const LAND = ['arable', 'irrigated', 'forest', 'reforested', 'orchard', 'pasture', 'water'] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from register_snapshot`.execute(db)
  const land = LAND.map(kind => `add column ${kind} double precision`).join(', ')
  await sql
    .raw(
      `alter table register_household
         add column bank_card text collate "C" not null default '',
         add column dilapidated boolean not null default false,
         add column unsafe_water boolean not null default false,
         ${land}`,
    )
    .execute(db)
  await sql`
    alter table register_member
      add column phone text collate "C" not null default '',
      add column disabled boolean not null default false,
      add column minority boolean`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from register_snapshot`.execute(db)
  await sql`alter table register_member drop column phone, drop column disabled, drop column minority`.execute(
    db,
  )
  const land = LAND.map(kind => `drop column ${kind}`).join(', ')
  await sql
    .raw(
      `alter table register_household
         drop column bank_card, drop column dilapidated, drop column unsafe_water, ${land}`,
    )
    .execute(db)
}
