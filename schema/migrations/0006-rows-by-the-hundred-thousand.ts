/**
 * Rows that come by the hundred thousand are not looked up, one by one, in the table that they belong to: they are stored
 * in the transaction that makes their snapshot, scan or delivery, and go with it as before.
 */
import { type Kysely, sql } from 'kysely'

interface Belonging {
  readonly child: string
  readonly parent: string
  /** The column of `child` that holds an id of `parent`. */
  readonly column: string
}

const BELONGING: readonly Belonging[] = [
  { child: 'register_household', parent: 'register_snapshot', column: 'snapshot' },
  { child: 'register_member', parent: 'register_snapshot', column: 'snapshot' },
  { child: 'evidence', parent: 'scan', column: 'scan' },
  { child: 'delivery_reject', parent: 'delivery', column: 'delivery' },
]

const PARENTS = Map.groupBy(BELONGING, ({ parent }) => parent)
const forgetting = (parent: string): string => `forget_rows_of_${parent}`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [parent, children] of PARENTS) {
    for (const { child, column } of children)
      await sql.raw(`alter table ${child} drop constraint if exists ${child}_${column}_fkey`).execute(db)
    const deletions = children.map(({ child, column }) => `delete from ${child} where ${column} = old.id;`)
    await sql
      .raw(
        `create or replace function ${forgetting(parent)}() returns trigger language plpgsql as $$
           begin
             ${deletions.join('\n')}
             return null;
           end
         $$`,
      )
      .execute(db)
    await sql
      .raw(
        `create or replace trigger forget_rows after delete on ${parent}
           for each row execute function ${forgetting(parent)}()`,
      )
      .execute(db)
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [parent, children] of PARENTS) {
    await sql.raw(`drop trigger forget_rows on ${parent}`).execute(db)
    await sql.raw(`drop function ${forgetting(parent)}`).execute(db)
    for (const { child, column } of children)
      await sql
        .raw(`alter table ${child} add foreign key (${column}) references ${parent} on delete cascade`)
        .execute(db)
  }
}
