import { Kysely, PostgresDialect } from 'kysely'
import { type Migration, type MigrationInfo, Migrator } from 'kysely/migration'
import type { Pool } from 'pg'
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
  // Not destroyed: that would end the pool, which is the caller's.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return (results ?? []).map(result => result.migrationName)
  const failed = results?.find(result => result.status === 'Error')?.migrationName
  if (failed !== undefined) throw new MigrationError('failed', failed, error)
  const unknown = await unknownMigration(pool, migrations)
  throw new MigrationError(unknown === undefined ? 'failed' : 'newer', unknown, error)
}

/** The first migration of the database that this program does not have. */
async function unknownMigration(
  pool: Pool,
  migrations: Readonly<Record<string, Migration>>,
): Promise<string | undefined> {
  try {
    const { rows } = await pool.query<Pick<MigrationInfo, 'name'>>(
      'SELECT name FROM kysely_migration ORDER BY name',
    )
    return rows.find(({ name }) => !(name in migrations))?.name
  } catch {
    return undefined
  }
}
