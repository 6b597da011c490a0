/** Feedback is made while others evaluate, lies in the ledger meanwhile, and is written with the other reports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { OpenRuns } from '../../workers/flow/open-runs.ts'
import { dueNow, startWaiting } from '../../workers/flow/reconcile.ts'
import { takeStep } from '../../workers/flow/step-taker.ts'
import { type ByHand, openByHand, QUIET } from './by-hand.ts'
import { compare, makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
let hand: ByHand
let pool: Pool
beforeAll(async () => {
  folder = await scratch()
  await makeCity(join(folder.path, 'city'), 120, 5)
  hand = await openByHand(folder.path)
  pool = hand.database.pool
  await hand.arrive(join(folder.path, 'city'))
})
afterAll(async () => {
  await hand[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const NOBODY_STOPS = new AbortController().signal

/** Does what is due until a step is: that one stays. */
async function workUntil(step: string): Promise<void> {
  const runs = new OpenRuns(hand.services)
  for (;;) {
    const due = await dueNow(pool, runs)
    for (const call of due.filter(call => call.step !== step)) await takeStep(runs, call, NOBODY_STOPS, QUIET)
    if (due.some(call => call.step === step)) return
  }
}

const take = (run: string, step: string) =>
  takeStep(new OpenRuns(hand.services), { run, step }, NOBODY_STOPS, QUIET)

async function prepared(run: string): Promise<readonly Buffer[]> {
  const { rows } = await pool.query<{ data: Buffer }>(
    `select data from run_part where run = $1 and step = 'feedback' order by part`,
    [run],
  )
  return rows.map(({ data }) => data)
}

/** Every file of a run but what names times. */
const written = (out: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name !== 'summary.json')
      .map(({ parentPath, name }) => [
        join(parentPath, name).slice(out.length + 1),
        readFileSync(join(parentPath, name)).toString('base64'),
      ]),
  )

it('is made again, byte by byte, by whoever takes it over, and is written wherever the reports are', async () => {
  const run = await hand.want()
  await startWaiting(pool)
  await workUntil('feedback')
  await take(run, 'feedback')
  const first = await prepared(run)
  expect(first.length).toBeGreaterThan(10)
  // As if its worker had died before its end was stored.
  await pool.query(
    `update run_step set state = 'running', due_at = now() where run = $1 and step = 'feedback'`,
    [run],
  )
  await pool.query(`delete from run_part where run = $1 and step = 'feedback'`, [run])
  await workUntil('reports')
  expect(await prepared(run)).toEqual(first)
  expect(existsSync(join(hand.results, run))).toBe(false)

  // The reports are tried where the folder cannot be made, and then elsewhere.
  const blocked = join(folder.path, 'city', 'manifest.json', 'no folder')
  await takeStep(
    new OpenRuns({ ...hand.services, outOf: () => blocked }),
    { run, step: 'reports' },
    NOBODY_STOPS,
    QUIET,
  )
  expect(await prepared(run)).toEqual(first)
  await pool.query(`update run_step set due_at = now() where run = $1`, [run])
  await take(run, 'reports')
  expect(await hand.stateOf(run)).toBe('done')
  expect(await prepared(run)).toEqual([])

  const files = written(join(hand.results, run))
  const { rows } = await pool.query<{ files: readonly string[]; attempts: number }>(
    `select result->'files' as files, attempts from run_step where run = $1 and step = 'reports'`,
    [run],
  )
  expect(rows[0]?.files.toSorted()).toEqual([...files.keys(), 'summary.json'].toSorted())
  expect(rows[0]?.attempts).toBe(2)
  const out = join(folder.path, 'alone')
  await compare(
    { inbox: join(folder.path, 'city'), out, home: join(folder.path, 'home-alone') },
    { unmasked: false },
  )
  const alone = written(out)
  expect([...files.keys()].toSorted()).toEqual([...alone.keys()].toSorted())
  expect(files.get('rejects.csv')).toBe(alone.get('rejects.csv'))
})
