import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MigrationError, migrate } from '../../schema/migrate.ts'
import { MIGRATIONS } from '../../schema/migrations/index.ts'
import { type EmbeddedServer, openEmbedded } from '../../workers/postgres/embedded.ts'
import { sharedHome } from '../workers/postgres/folders.ts'

let server: EmbeddedServer
let pool: pg.Pool

beforeAll(async () => {
  server = await openEmbedded({ home: sharedHome() })
  pool = new pg.Pool(server.connection)
  pool.on('error', () => undefined)
})
afterAll(async () => {
  await pool.end()
  await server.stop()
})
beforeEach(() => pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))

const making = (table: string): Migration => ({
  up: async db => {
    await sql`CREATE TABLE ${sql.table(table)} (number int)`.execute(db)
  },
})

const tables = async (): Promise<readonly string[]> => {
  const { rows } = await pool.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1`,
  )
  return rows.map(row => row.tablename)
}

describe('migrating', () => {
  it('makes the schema of this program, once', async () => {
    expect(await migrate(pool)).toEqual(Object.keys(MIGRATIONS).sort())
    expect(await migrate(pool)).toEqual([])
  })

  it('runs what is new, in the order of names', async () => {
    expect(await migrate(pool, { '0001-a': making('a') })).toEqual(['0001-a'])
    expect(
      await migrate(pool, { '0001-a': making('a'), '0003-c': making('c'), '0002-b': making('b') }),
    ).toEqual(['0002-b', '0003-c'])
    expect(await tables()).toEqual(['a', 'b', 'c'])
  })

  it('runs everything once where several do it at once', async () => {
    const pools = [1, 2, 3].map(() => new pg.Pool(server.connection))
    const ran = await Promise.all(pools.map(each => migrate(each, { '0001-a': making('a') })))
    await Promise.all(pools.map(each => each.end()))
    expect(ran.flat()).toEqual(['0001-a'])
  })

  it('changes nothing when one of them fails, and says which', async () => {
    const failing = { '0001-a': making('a'), '0002-again': making('a') }
    const error = await migrate(pool, failing).catch(e => e)
    expect(error).toBeInstanceOf(MigrationError)
    expect([error.reason, error.migration, error.cause.code]).toEqual(['failed', '0002-again', '42P07'])
    expect(await tables()).toEqual([])
  })

  it('leaves a newer schema alone', async () => {
    await migrate(pool, { '0001-a': making('a'), '0002-b': making('b') })
    const error = await migrate(pool, { '0001-a': making('a') }).catch(e => e)
    expect([error.reason, error.migration]).toEqual(['newer', '0002-b'])
    expect(await tables()).toEqual(['a', 'b'])
  })
})
