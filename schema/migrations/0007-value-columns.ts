/**
 * Blocks hold values in columns.
 *
 * Snapshots, scans and evidence are derived from files: they are emptied, and the next run reads the files anew.
 * Runs, deliveries with their counts and decisions, leads, review items and problems stay.
 */
import { type Kysely, sql } from 'kysely'

async function forgetDerived(db: Kysely<unknown>): Promise<void> {
  await sql`
    truncate evidence, scan_block, evidence_block, register_household, register_member, register_block`.execute(
    db,
  )
  await sql`delete from scan`.execute(db)
  await sql`delete from register_snapshot`.execute(db)
}

export const up = forgetDerived
export const down = forgetDerived
