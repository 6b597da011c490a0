import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { findAndPinScan } from '../../../workers/store/deliveries.ts'
import { forgetSuperseded } from '../../../workers/store/retention.ts'
import { sharedHome } from '../postgres/folders.ts'

let database: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  pool = database.pool
})
afterAll(() => database.stop())
beforeEach(async () => {
  await pool.query('truncate run, register_snapshot, delivery, scope_subjects cascade')
  for (const [id, state] of [
    ['old', 'done'],
    ['goes on', 'running'],
    ['now', 'done'],
  ])
    await pool.query(
      `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
       values ($1, now(), $2, '2017-11-20', '', '', '[]', '{}', '{}')`,
      [id, state],
    )
  for (const run of ['old', 'goes on', 'now']) {
    await pool.query(
      `insert into run_step (run, step, state, result) values ($1, 'register', 'done', jsonb_build_object('fingerprint', $1::text))`,
      [run],
    )
    await pool.query(`insert into run_part (run, step, part, data) values ($1, 'register', 0, '')`, [run])
    await pool.query(
      `insert into register_snapshot (fingerprint, as_of, files, counts) values ($1, '2017-11-20', '{}', '{}')`,
      [run],
    )
  }
  await pool.query(
    `insert into register_snapshot (fingerprint, as_of, files, counts) values ('just made', '2017-11-20', '{}', '{}')`,
  )
  await pool.query(
    `insert into delivery (id, feed, as_of, counties, files, outcome, reasons, counts, first_run, decided_at)
     values ('d', 'hr.pensions', '2017-11-20', '"all"', '[]', 'accepted', '[]', '{}', 'old', now())`,
  )
  for (const run of ['old', 'goes on', 'now']) {
    const { rows } = await pool.query(
      `insert into scan (delivery, scope, counts) values ('d', $1, '{}') returning id`,
      [run],
    )
    await pool.query('insert into run_scan (run, scan) values ($1, $2)', [run, rows[0].id])
    await pool.query(`insert into scope_subjects (scope, marks, houses) values ($1, '', '')`, [run])
  }
})

const column = async (query: string): Promise<unknown[]> =>
  (await pool.query({ text: query, rowMode: 'array' })).rows.flat()

it('a run that is done lets go what neither it nor a run that goes on rests on', async () => {
  const [snapshot] = await column(`select id from register_snapshot where fingerprint = 'now'`)
  const scans = await column(`select id from scan where scope = 'now'`)
  await forgetSuperseded(pool, { run: 'now', snapshot: String(snapshot), scans: scans.map(String) })
  expect(await column('select fingerprint from register_snapshot order by id')).toEqual([
    'goes on',
    'now',
    'just made',
  ])
  expect(await column('select scope from scan order by id')).toEqual(['goes on', 'now'])
  expect(await column('select scope from scope_subjects order by scope')).toEqual(['goes on', 'now'])
  expect(await column('select run from run_part order by run')).toEqual(['goes on', 'now'])
})

it('a scan that a run has found stays while that run goes on', async () => {
  const found = await findAndPinScan(pool, 'goes on', 'd', 'old')
  const gone = await findAndPinScan(pool, 'goes on', 'd', 'of nobody')
  await forgetSuperseded(pool, { run: 'now', snapshot: '0', scans: [] })
  expect([found?.counts, gone]).toEqual([{}, undefined])
  expect(await column('select scope from scan order by id')).toEqual(['old', 'goes on'])
})
