import { Kysely, PostgresDialect, sql } from 'kysely'
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

  it('keeps runs, deliveries, leads and review items when rows go into blocks, and when they come out again', async () => {
    const { '0001-comparison': first, '0002-slices': second } = MIGRATIONS
    if (!first || !second?.down) throw new Error('the migrations that this test is about are gone')
    await migrate(pool, { '0001-comparison': first })
    await pool.query(`
      insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules, register_snapshot)
        values ('r', now(), 'done', '2017-11-20', '', '', '[]', '{}', '{}', 1);
      insert into register_snapshot (fingerprint, as_of, files, counts) values ('f', '2017-11-20', '{}', '{}');
      insert into register_household values (1, 'h', '', '', '', 2, '{}');
      insert into delivery (id, feed, as_of, counties, files, outcome, reasons, counts, first_run, decided_at)
        values ('d', 'x', '2017-11-20', '"all"', '[]', 'accepted', '[]', '{"counts": {"dataRows": 7}}', 'r', now());
      insert into delivery_reject (delivery, file, row, "column", reason, value) values ('d', 0, 2, '', 'columns', '1/2');
      insert into scan (delivery, scope, counts) values ('d', 's', '{}');
      insert into evidence (scan, file, row, key, role, data) values (1, 0, 2, 'k', 'self', '{}');
      insert into lead values ('r', 'i', 'X01', '', '', '', '', '', '{}');
      insert into review_item (key, rule, county, household, id_number, subject, presence, fingerprint, first_run, last_run)
        values ('i', 'X01', '', '', '', '', 'open', '', 'r', 'r')`)
    const counts = async () => {
      const { rows } = await pool.query(
        `select (select count(*)::int from run) as run, (select counts->'counts'->'dataRows' from delivery) as delivered,
                (select count(*)::int from delivery_reject) as rejects, (select count(*)::int from lead) as lead,
                (select count(*)::int from review_item) as item, (select count(*)::int from scan) as scan,
                (select count(*)::int from evidence) as evidence, (select count(*)::int from register_snapshot) as snapshot`,
      )
      return rows[0]
    }
    const kept = { run: 1, delivered: 7, rejects: 1, lead: 1, item: 1, scan: 0, evidence: 0, snapshot: 0 }
    expect(await counts()).toMatchObject({ scan: 1, evidence: 1, snapshot: 1 })
    const blocks = { '0001-comparison': first, '0002-slices': second }
    expect(await migrate(pool, blocks)).toEqual(['0002-slices'])
    expect(await counts()).toEqual(kept)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    await second.down(db)
    expect(await counts()).toEqual(kept)
    await pool.query(`delete from kysely_migration where name = '0002-slices'`)
    expect(await migrate(pool, blocks)).toEqual(['0002-slices'])
  })

  it('keeps runs when the service comes, and when it goes again', async () => {
    const upTo = (last: string) =>
      Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name <= last))
    const service = MIGRATIONS['0003-service']
    if (!service?.down) throw new Error('the migration that this test is about is gone')
    await migrate(pool, upTo('0002-slices'))
    const states = async () =>
      (await pool.query('select id, state from run order by id')).rows.map(({ id, state }) => [id, state])
    const insert = (id: string, state: string) =>
      pool.query(
        `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
         values ($1, now(), $2, '2017-11-20', '', '', '[]', '{}', '{}')`,
        [id, state],
      )
    await insert('a', 'done')
    expect(await migrate(pool, upTo('0003-service'))).toEqual(['0003-service'])
    await insert('b', 'cancelled')
    await insert('c', 'waiting')
    await service.down(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
    expect(await states()).toEqual([
      ['a', 'done'],
      ['b', 'failed'],
      ['c', 'failed'],
    ])
    await pool.query(`delete from kysely_migration where name = '0003-service'`)
    expect(await migrate(pool, upTo('0003-service'))).toEqual(['0003-service'])
  })

  it('goes back and forth whole, one migration after the other', async () => {
    const names = await migrate(pool)
    expect(names).toEqual(Object.keys(MIGRATIONS))
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    for (const name of names.toReversed()) await MIGRATIONS[name]?.down?.(db)
    expect(await tables()).toEqual([])
    await pool.query('delete from kysely_migration')
    expect(await migrate(pool)).toEqual(names)
  })

  it('takes the tables of the clearance away again, and brings them back', async () => {
    const { '0005-clearance': clearance } = MIGRATIONS
    if (!clearance?.down) throw new Error('the migration that this test is about is gone')
    await migrate(pool)
    const all = await tables()
    await clearance.down(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
    expect(all.filter(name => name.startsWith('problem') || name.startsWith('proof')).sort()).toEqual([
      'problem',
      'problem_event',
      'problem_list',
      'proof',
      'proof_file',
    ])
    expect((await tables()).filter(name => /^pro(?:blem|of)|clearance|listed/.test(name))).toEqual([])
    await pool.query(`delete from kysely_migration where name >= '0005-clearance'`)
    await migrate(pool)
    expect(await tables()).toEqual(all)
  })

  it('lets go of the rows of a snapshot, a scan and a delivery with them, with foreign keys and without; and of blocks in an older form', async () => {
    const rowsOf = async () => {
      const { rows } = await pool.query(
        `select (select count(*)::int from register_household) as households,
                (select count(*)::int from register_member) as members,
                (select count(*)::int from evidence) as evidence,
                (select count(*)::int from delivery_reject) as rejects`,
      )
      return rows[0]
    }
    const fill = () =>
      pool.query(
        `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
           values ('a', now(), 'done', '2017-11-20', '', '', '[]', '{}', '{}') on conflict do nothing;
         insert into delivery (id, feed, as_of, counties, files, outcome, reasons, counts, first_run, decided_at)
           select id, 'f', '2017-11-20', '"all"', '[]', 'accepted', '[]', '{}', 'a', now() from unnest(array['x', 'y']) id;
         insert into delivery_reject (delivery, file, row, "column", reason, value)
           select id, 0, 1, '', 'columns', '' from delivery;
         insert into scan (delivery, scope, counts) select id, 's', '{}' from delivery;
         insert into evidence (scan, file, row, key, role, data) select id, 0, 1, 'k', 'self', '{}' from scan;
         insert into register_snapshot (fingerprint, as_of, files, counts)
           select f, '2017-11-20', '{}', '{}' from unnest(array['x', 'y']) f;
         insert into register_household (snapshot, code, county, village, hamlet, row, slice, township, village_name,
                                         hamlet_name, head_name, attribute, exit_state, helper, phone)
           select id, 'c', '', '', '', 1, 0, '', '', '', '', '', '', '', '' from register_snapshot;
         insert into register_member (snapshot, household, orphan, row, slice)
           select id, 'c', false, 1, 0 from register_snapshot`,
      )
    const forget = (which: string) =>
      pool.query(
        `delete from register_snapshot where fingerprint = '${which}'; delete from delivery where id = '${which}'`,
      )
    const each = (count: number) => ({ households: count, members: count, evidence: count, rejects: count })
    const { '0006-rows-by-the-hundred-thousand': manyRows, '0007-value-columns': valueColumns } = MIGRATIONS
    if (!manyRows?.down) throw new Error('the migration that this test is about is gone')
    await migrate(pool)
    await fill()
    expect(await rowsOf()).toEqual(each(2))
    await forget('x')
    expect(await rowsOf()).toEqual(each(1))
    await manyRows.down(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
    await expect(
      pool.query(
        'insert into register_member (snapshot, household, orphan, row, slice) values (0, $1, false, 1, 0)',
        ['c'],
      ),
    ).rejects.toMatchObject({ code: '23503' })
    await forget('y')
    expect(await rowsOf()).toEqual(each(0))
    await fill()
    await valueColumns?.up(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
    expect(await rowsOf()).toEqual({ ...each(0), rejects: 2 })
    expect((await pool.query('select from delivery')).rowCount).toBe(2)
  })

  it('leaves a newer schema alone', async () => {
    await migrate(pool, { '0001-a': making('a'), '0002-b': making('b') })
    const error = await migrate(pool, { '0001-a': making('a') }).catch(e => e)
    expect([error.reason, error.migration]).toEqual(['newer', '0002-b'])
    expect(await tables()).toEqual(['a', 'b'])
  })
})
