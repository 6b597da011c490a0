import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { type Migration, type MigrationInfo, Migrator } from 'kysely/migration'
import type { ClientBase, Pool } from 'pg'
import { MIGRATIONS } from './migrations/index.ts'

/** `newer`: the database has migrations that this program does not know. `failed`: one did not run; none of them did. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly reason: 'newer' | 'failed'
  /** The migration it is about, where one is. */
  readonly migration: string | undefined

  constructor(reason: 'newer' | 'failed', migration: string | undefined, cause?: unknown) {
    super(`${reason}: ${migration ?? 'migrations'}`, { cause })
    this.reason = reason
    this.migration = migration
  }
}

/**
 * Brings the schema up to date, in one transaction under an advisory lock: of several programs that start at once on
 * one database, one migrates and the others wait. Returns the names of the migrations that ran.
 *
 * @throws MigrationError; the schema is then as it was.
 */
export async function migrate(
  pool: Pool,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<readonly string[]> {
  return await migrateWith(new PostgresDialect({ pool }), pool, migrations, false)
}

/** The same on a client that is inside a transaction: what is done afterwards stands or falls with it. @throws MigrationError */
export async function migrateWithin(
  client: ClientBase,
  migrations: Readonly<Record<string, Migration>>,
): Promise<readonly string[]> {
  // The client stays the caller's: it is neither given back nor ended.
  const lent: PostgresPoolClient = { query: client.query.bind(client), release: () => undefined }
  const pool: PostgresPool = { connect: async () => lent, end: async () => undefined, options: {} }
  return await migrateWith(new PostgresDialect({ pool }), client, migrations, true)
}

async function migrateWith(
  dialect: PostgresDialect,
  asked: Pick<ClientBase, 'query'>,
  migrations: Readonly<Record<string, Migration>>,
  disableTransactions: boolean,
): Promise<readonly string[]> {
  // Not destroyed: that would end the pool, which is the caller's.
  const db = new Kysely<unknown>({ dialect })
  const provider = { getMigrations: async () => ({ ...migrations }) }
  const { error, results } = await new Migrator({ db, provider, disableTransactions }).migrateToLatest()
  if (error === undefined) return (results ?? []).map(result => result.migrationName)
  const failed = results?.find(result => result.status === 'Error')?.migrationName
  if (failed !== undefined) throw new MigrationError('failed', failed, error)
  const unknown = await unknownMigration(asked, migrations)
  throw new MigrationError(unknown === undefined ? 'failed' : 'newer', unknown, error)
}

/** The first migration of the database that this program does not have. */
async function unknownMigration(
  asked: Pick<ClientBase, 'query'>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<string | undefined> {
  try {
    const { rows } = await asked.query<Pick<MigrationInfo, 'name'>>(
      'SELECT name FROM kysely_migration ORDER BY name',
    )
    return rows.find(({ name }) => !(name in migrations))?.name
  } catch {
    return undefined
  }
}
