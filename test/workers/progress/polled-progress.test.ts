import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import type { ProgressReport } from '../../../workers/progress/pace.ts'
import { type PolledProgress, pollProgress } from '../../../workers/progress/polled-progress.ts'
import { runSamples } from '../../../workers/progress/run-samples.ts'
import { sharedHome } from '../postgres/folders.ts'
import { addRun, addStep } from './runs.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())

const EVERY = 5

/** What a listener hears, one after the other. */
function listen(progress: PolledProgress, run: string) {
  const heard: (ProgressReport | undefined)[] = []
  let wake = () => undefined as undefined
  const unsubscribe = progress.subscribe(run, report => {
    heard.push(report)
    wake()
  })
  const until = async (holds: (report: ProgressReport | undefined) => boolean) => {
    while (!heard.some(holds))
      await new Promise<undefined>(resolve => {
        wake = () => resolve(undefined) as undefined
      })
    return heard.find(holds)
  }
  return { heard, unsubscribe, until }
}

describe('progress out of the ledger', () => {
  it('is told whichever worker stores it, until the run ends', async () => {
    await addRun(database.pool, 'p1')
    await addStep(database.pool, 'p1', 'plan', 'done')
    await addStep(database.pool, 'p1', 'scan:1', 'running', {
      progress: { rows: 10, bytes: 1000, ofRows: 100 },
    })
    await addStep(database.pool, 'p1', 'scan:2', 'due')
    using progress = pollProgress({ pool: database.pool, everyMs: EVERY })
    const listener = listen(progress, 'p1')
    expect(await listener.until(() => true)).toMatchObject({
      run: 'p1',
      state: 'running',
      stage: 'scan',
      steps: { due: 1, running: 1, done: 1, failed: 0 },
      rows: 10,
      bytes: 1000,
      ofRows: 100,
    })
    await database.pool.query(
      `update run_step set result = '{"progress": {"rows": 60, "bytes": 6000, "ofRows": 100}}' where run = 'p1' and step = 'scan:1'`,
    )
    await listener.until(report => report?.rows === 60)
    await database.pool.query(`update run set state = 'done' where id = 'p1'`)
    await listener.until(report => report?.state === 'done')
  })

  it('is told to each listener of its own run', async () => {
    await addRun(database.pool, 'p2')
    await addRun(database.pool, 'p3')
    using progress = pollProgress({ pool: database.pool, everyMs: EVERY })
    const listeners = [listen(progress, 'p2'), listen(progress, 'p3'), listen(progress, 'p3')]
    await Promise.all(listeners.map(({ until }) => until(() => true)))
    expect(listeners.map(({ heard }) => heard[0]?.run)).toEqual(['p2', 'p3', 'p3'])
  })

  it('is one question for all listeners, and none where nobody listens', async () => {
    let asked = 0
    const pool = new Proxy(database.pool, {
      get: (target, name) => {
        if (name === 'connect') asked += 1
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    await addRun(database.pool, 'p4')
    using progress = pollProgress({ pool, everyMs: 3_600_000 })
    const listeners = Array.from({ length: 50 }, () => listen(progress, 'p4'))
    await Promise.all(listeners.map(({ until }) => until(() => true)))
    expect(asked).toBe(1)
    for (const { unsubscribe } of listeners) unsubscribe()
    using frequent = pollProgress({ pool, everyMs: 0 })
    const last = listen(frequent, 'p4')
    await last.until(() => true)
    last.unsubscribe()
    const before = asked
    await database.pool.query('select pg_sleep(0.05)')
    // The one that was being asked.
    expect(asked - before).toBeLessThanOrEqual(1)
  })

  it('says that a run is not there any more', async () => {
    using progress = pollProgress({ pool: database.pool, everyMs: EVERY })
    const listener = listen(progress, 'gone')
    expect(await listener.until(() => true)).toBe(undefined)
  })

  it('goes on where the database did not answer for a while', async () => {
    await addRun(database.pool, 'p5')
    const pool = new pg.Pool({ ...database.connection, max: 1, connectionTimeoutMillis: 20 })
    const held = await pool.connect()
    const failures: unknown[] = []
    using progress = pollProgress({ pool, everyMs: EVERY, onFailure: failure => failures.push(failure) })
    const listener = listen(progress, 'p5')
    while (failures.length === 0) await new Promise(resolve => setTimeout(resolve, 5))
    expect(listener.heard).toEqual([])
    held.release()
    expect(await listener.until(() => true)).toMatchObject({ run: 'p5' })
    progress.stop()
    await pool.end()
  })

  it('takes a step that has stored nothing readable for one at its beginning', async () => {
    await addRun(database.pool, 'p6')
    await addStep(database.pool, 'p6', 'a', 'running')
    await addStep(database.pool, 'p6', 'b', 'running', { progress: 'three' })
    await addStep(database.pool, 'p6', 'c', 'running', { progress: { rows: '3', bytes: -1, ofRows: null } })
    await addStep(database.pool, 'p6', '9', 'running', { progress: { rows: 3 } })
    const [sample] = await runSamples(database.pool, ['p6'])
    const nothing = { rows: 0, bytes: 0, ofRows: null }
    expect(sample?.running.toSorted((one, other) => (one.step < other.step ? -1 : 1))).toEqual([
      { step: '9', kind: 'step', ...nothing, rows: 3 },
      { step: 'a', kind: 'a', ...nothing },
      { step: 'b', kind: 'b', ...nothing },
      { step: 'c', kind: 'c', ...nothing },
    ])
  })
})
