/** Nights of a service whose clock is set by hand: real runs, through the real queues. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { FlowService, startFlowWorker } from '../../workers/flow/run-service.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { openStepQueue } from '../../workers/queue/open.ts'
import type { StepQueue } from '../../workers/queue/step-queue.ts'
import { openSchedule } from '../../workers/schedule/schedule.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { putInbox, watching } from '../workers/intake/inbox.ts'
import { redisInstalled, startRedis } from '../workers/queue/redis-server.ts'
import { scratch } from './city.ts'
import { key, vehicles } from './inbox.ts'

const QUIET = { begun: () => undefined, ended: () => undefined }
const HOUR = 3_600_000

/** What a service is made of, with a worker that takes steps from the queue. */
interface Office extends AsyncDisposable {
  readonly folder: string
  readonly services: FlowServices
  readonly queue: StepQueue
}

async function openOffice(redisUrl?: string): Promise<Office> {
  await using opening = new AsyncDisposableStack()
  const { path } = opening.use(await scratch())
  const database = await openDatabase({ home: join(path, 'home') })
  opening.defer(() => database.stop())
  const threads = opening.use(new ThreadPool(2))
  const queue = opening.use(
    await openStepQueue({ database, ...(redisUrl === undefined ? {} : { redisUrl }) }),
  )
  const services: FlowServices = {
    pool: database.pool,
    connection: database.connection,
    threads,
    archive: openArchive(loadConfig({ BIDUI_HOME: join(path, 'home') })),
    worker: 'test',
    alone: false,
    outOf: run => join(path, 'out', run),
  }
  const worker = await startFlowWorker({ services, queue, events: QUIET, concurrency: 2 })
  opening.defer(() => worker.stop(0))
  const opened = opening.move()
  return { folder: path, services, queue, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** Has the inbox taken, as it is now. */
async function arrive({ services }: Office, ...inbox: Parameters<typeof putInbox>): Promise<void> {
  await putInbox(...inbox)
  const { lookAfter, warnings } = watching(inbox[0], services, { archive: services.archive })
  await lookAfter(0)
  await lookAfter(10)
  expect(warnings).toEqual([])
}

/** Looks after the runs until none goes on. */
async function letRunsEnd({ services, queue }: Office): Promise<void> {
  const flow = new FlowService({
    services,
    queue,
    events: QUIET,
    onTrouble: error => {
      throw error
    },
  })
  for (;;) {
    await flow.round(new AbortController().signal)
    const { rows } = await services.pool.query(
      `select count(*)::int as going from run where state in ('waiting', 'running')`,
    )
    if (rows[0].going === 0) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Day, what became of it, and how its run has ended; the first one is before the service. */
async function nights({ services }: Office): Promise<unknown[]> {
  const { rows } = await services.pool.query({
    text: `select n.day - min(n.day) over () as night, n.state, r.state, r.kind
             from night n left join run r on r.id = n.run order by n.day`,
    rowMode: 'array',
  })
  return rows.slice(1)
}

async function findingsOfNights({ services }: Office): Promise<readonly string[]> {
  const { rows } = await services.pool.query<{ run: string }>(
    'select run from night where run is not null order by day',
  )
  return await Promise.all(rows.map(({ run }) => readFile(join(services.outOf(run), 'findings.csv'), 'utf8')))
}

async function endAsDocumented(office: Office): Promise<void> {
  const { services } = office
  const { pool } = services
  const inbox = join(office.folder, 'inbox')
  const policy = await loadPolicy(DEFAULT_POLICY)
  // Runs have the times of the database: the nights lie in the days to come.
  const first = Math.ceil(Date.now() / (24 * HOUR) + 2) * 24 * HOUR - 6 * HOUR
  const clock = { now: new Date(first - HOUR) }
  const schedule = openSchedule({
    pool,
    cron: '0 2 * * *',
    now: () => clock.now,
    startRun: client =>
      wantRun(client, services.archive, { occasion: 'nightly', purpose: '每夜比对', user: 'test', policy }),
  })
  /** @param night from 1, at 02:00 in Beijing */
  const tick = async (night: number, hoursLater = 0): Promise<void> => {
    clock.now = new Date(first + (night - 1) * 24 * HOUR + hoursLater * HOUR)
    await schedule.tick()
  }
  await schedule.tick()
  await arrive(office, inbox)

  await tick(1)
  await letRunsEnd(office)
  expect(await nights(office)).toEqual([[1, 'started', 'done', 'full']])

  // Nobody is there in the second night, and until nine o'clock after the third.
  await tick(3, 7)
  await letRunsEnd(office)
  expect((await nights(office)).slice(1)).toEqual([
    [2, 'missed', null, null],
    [3, 'started', 'done', 'full'],
  ])

  // The fourth run has not begun a step when the fifth night comes, nor half a day later.
  await tick(4)
  await tick(5)
  await tick(5, 13)
  await letRunsEnd(office)
  expect((await nights(office)).slice(3)).toEqual([
    [4, 'started', 'done', 'full'],
    [5, 'skipped', null, null],
  ])

  // In the sixth night a delivery says that it has more rows than it has.
  const other = vehicles(['张三', key('19800101', 1), '云A00009'])
  await arrive(office, inbox, undefined, [
    { feed: 'public-security.vehicles', name: 'b.csv', content: other, asOf: '2017-11-19', rows: 7 },
  ])
  await tick(6)
  await letRunsEnd(office)
  expect((await nights(office)).slice(5)).toEqual([[6, 'started', 'done', 'full']])
  const { rows } = await pool.query(
    `select outcome from delivery where feed = 'public-security.vehicles' order by as_of`,
  )
  expect(rows.map(({ outcome }) => outcome)).toEqual(['accepted', 'held'])

  const all = await findingsOfNights(office)
  expect(all.length).toBe(4)
  expect(all[0]).toContain('云A00001')
  expect(new Set(all).size).toBe(1)
}

describe('a missed night, one that overran and one with a held feed end as documented', () => {
  it('with the queue in the database', async () => {
    await using office = await openOffice()
    await endAsDocumented(office)
  }, 120_000)

  it.skipIf(!redisInstalled)(
    'with the queue in Redis',
    async () => {
      await using redis = await startRedis()
      await using office = await openOffice(redis.url)
      await endAsDocumented(office)
      expect(Number(await redis.ask('DBSIZE'))).toBeGreaterThan(0)
    },
    120_000,
  )
})
