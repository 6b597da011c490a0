/** Two services and two workers on one database, each with connections and a queue of its own. */
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { differences, FORGET, outcomeOf } from '../../scripts/campaign/outcome.ts'
import { FlowService, startFlowWorker } from '../../workers/flow/run-service.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { openStepQueue } from '../../workers/queue/open.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { openByHand, QUIET } from './by-hand.ts'
import { makeCity, scratch } from './city.ts'

it('Two services and two workers on one database do every step once, and give what one does by hand', async () => {
  await using folder = await scratch()
  await using hand = await openByHand(folder.path)
  const { pool, connectionString } = hand.database
  await makeCity(join(folder.path, 'city'), 100, 5)
  await hand.arrive(join(folder.path, 'city'))
  const first = await hand.want()
  await hand.workOff()
  const expected = await outcomeOf(pool, first, hand.results)
  await pool.query(FORGET)

  const stop = new AbortController()
  const troubles: unknown[] = []
  await using crew = new AsyncDisposableStack()
  const services: FlowService[] = []
  for (const name of ['one', 'other']) {
    const database = crew.use(
      await openDatabase({ home: join(folder.path, name), databaseUrl: connectionString }),
    )
    const threads = crew.use(new ThreadPool(1))
    const queue = crew.use(await openStepQueue({ database }))
    const own: FlowServices = {
      ...hand.services,
      ...{ pool: database.pool, connection: database.connection, threads },
      worker: name,
      outOf: run => join(folder.path, name, run),
    }
    crew.use(await startFlowWorker({ services: own, queue, events: QUIET, concurrency: 2 }))
    services.push(
      new FlowService({ services: own, queue, events: QUIET, onTrouble: error => troubles.push(error) }),
    )
  }
  const run = await hand.want()
  // Rounds come thick and fast, so that each service comes upon whatever the other one is at.
  const keepGoing = services.map(async service => {
    while (!stop.signal.aborted) {
      await service.round(stop.signal).catch(error => troubles.push(error))
      await sleep(20)
    }
  })
  for (const until = performance.now() + 40_000; performance.now() < until; await sleep(100))
    if ((await hand.stateOf(run)) === 'done') break
  stop.abort()
  await Promise.all(keepGoing)
  expect([await hand.stateOf(run), troubles]).toEqual(['done', []])
  const { rows } = await pool.query('select step, attempts from run_step where attempts <> 1')
  expect(rows).toEqual([])
  const writer = ['one', 'other'].filter(name => existsSync(join(folder.path, name, run)))
  expect(writer.length).toBe(1)
  await rename(join(folder.path, writer[0] ?? '', run), join(hand.results, run))
  expect(differences(expected, await outcomeOf(pool, run, hand.results))).toEqual([])
})
