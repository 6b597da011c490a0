/** What a database holds: tables, sequences, the migrations that made them. */
import pg, { type ClientBase } from 'pg'
import type { Queryable } from '../store/queryable.ts'
import type { BackedUpSequence } from './manifest.ts'
import type { TableShape } from './tables.ts'

/** The ledger of migrations is the manifest's list, and is written by migrating. */
const LEDGER = ['kysely_migration', 'kysely_migration_lock']

/** Tables of the schema public; of a partitioned one the whole only. */
export async function readTables(client: ClientBase): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; references: string[] }>(
    `select c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   order by a.attnum) as columns,
            array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                   where k.conrelid = c.oid and k.contype = 'f' and f.relnamespace = c.relnamespace) as references
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all ($1)
      order by c.relname collate "C"`,
    [LEDGER],
  )
  return rows
}

export async function readSequences(client: ClientBase): Promise<readonly BackedUpSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"`,
  )
  const sequences: BackedUpSequence[] = []
  for (const { name } of rows) {
    const position = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from public.${pg.escapeIdentifier(name)}`,
    )
    const { last = '1', called = false } = position.rows[0] ?? {}
    sequences.push({ name, last, called })
  }
  return sequences
}

/** The migrations that have run, in their order; none where there is no schema yet. */
export async function readMigrations(client: Queryable): Promise<readonly string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as there`,
  )
  if (rows[0]?.there !== true) return []
  const ran = await client.query<{ name: string }>(
    'select name from public.kysely_migration order by name collate "C"',
  )
  return ran.rows.map(({ name }) => name)
}
