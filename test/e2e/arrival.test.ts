/** Inboxes that were taken on one host and are compared on another: nothing is shared but database and object storage. */
import { readFileSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { type Config, loadConfig } from '../../workers/config.ts'
import { performAll } from '../../workers/flow/alone.ts'
import { insertRun, readRun } from '../../workers/flow/run-record.ts'
import { RunWork } from '../../workers/flow/run-work.ts'
import { newestArrival } from '../../workers/intake/arrivals.ts'
import { openArrival } from '../../workers/intake/open-arrival.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { type EmbeddedServer, openEmbedded } from '../../workers/postgres/embedded.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { ACCESS_KEY, ObjectStorageServer } from '../workers/archive/object-storage-server.ts'
import { watching } from '../workers/intake/inbox.ts'
import { sharedHome } from '../workers/postgres/folders.ts'
import { compare, makeCity, scratch } from './city.ts'

const MANIFEST = 'manifest.json'
const FEED = 'public-security.vehicles'

let storage: ObjectStorageServer
let server: EmbeddedServer
beforeAll(async () => {
  storage = await ObjectStorageServer.open()
  server = await openEmbedded({ home: sharedHome(), transport: 'port' })
})
afterAll(async () => {
  await server.stop()
  await storage[Symbol.asyncDispose]()
})

const host = (home: string): Config =>
  loadConfig({
    BIDUI_HOME: home,
    DATABASE_URL: `postgresql://bidui:${server.connection.password}@127.0.0.1:${server.connection.port}/bidui`,
    BIDUI_ARCHIVE: 's3://bucket/city',
    BIDUI_S3_ENDPOINT: storage.endpoint,
    AWS_ACCESS_KEY_ID: ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: 'invented',
  })

/** Takes what is in an inbox, as the host that watches it. */
async function take(config: Config, folder: string): Promise<void> {
  await using database = await openDatabase(config)
  await using threads = new ThreadPool(2)
  const { lookAfter, arrivals, warnings } = watching(
    folder,
    { pool: database.pool, threads },
    { archive: openArchive(config) },
  )
  await lookAfter(0)
  await lookAfter(10)
  expect([arrivals.length, warnings]).toEqual([1, []])
}

/** Compares the newest arrival, as a host that has no inbox, and reads everything for it. */
async function compareNewest(config: Config, out: string): Promise<RunSummary> {
  await using database = await openDatabase(config)
  await using threads = new ThreadPool(2)
  const { pool, connection } = database
  await pool.query('delete from scan')
  const arrival = await newestArrival(pool)
  if (!arrival) throw new Error('nothing has arrived')
  const archive = openArchive(config)
  const run = await insertRun(
    pool,
    {
      kind: 'full',
      occasion: 'demand',
      startedAt: new Date(),
      purpose: '测试',
      user: '测试员',
      counties: [],
      policy: await loadPolicy(DEFAULT_POLICY),
      inbox: openArrival(arrival, archive),
      accept: [],
      unmasked: true,
    },
    'running',
  )
  const record = await readRun(pool, archive, run)
  if (!record) throw new Error('the run is not there')
  const services = { pool, connection, threads, archive, worker: 'test', alone: true, outOf: () => out }
  await performAll(new RunWork(services, record), () => () => undefined, new AbortController().signal)
  const summary = (await readRun(pool, archive, run))?.summary
  if (!summary) throw new Error('the run has ended without a summary')
  return summary
}

describe('An arrival', () => {
  it('gives on another host what its folder gives; a held delivery is stood in for from object storage', async () => {
    await using folder = await scratch()
    const at = (name: string): string => join(folder.path, name)
    await makeCity(at('inbox'), 100, 5)
    await compare({ inbox: at('inbox'), out: at('out'), home: at('home') })
    await take(host(at('one')), at('inbox'))
    const manifest = JSON.parse(await readFile(join(at('inbox'), MANIFEST), 'utf8'))
    for (const delivery of manifest.deliveries) if (delivery.feed === FEED) delivery.rows += 1000
    const file = manifest.deliveries.find(({ feed }: { feed: string }) => feed === FEED).files[0]
    const vehicles = await readFile(join(at('inbox'), file))
    rmSync(at('inbox'), { recursive: true })

    await compareNewest(host(at('two')), at('out-two'))
    const findings = (out: string): string => readFileSync(join(at(out), 'findings.csv'), 'utf8')
    expect(findings('out').split('\n').length).toBeGreaterThan(10)
    for (const name of ['findings.csv', 'rejects.csv'])
      expect(readFileSync(join(at('out-two'), name), 'utf8')).toBe(
        readFileSync(join(at('out'), name), 'utf8'),
      )

    await makeCity(at('inbox'), 100, 5)
    await writeFile(join(at('inbox'), MANIFEST), JSON.stringify(manifest))
    await writeFile(join(at('inbox'), file), Buffer.concat([vehicles, Buffer.from('\r\n')]))
    await take(host(at('one')), at('inbox'))
    rmSync(at('inbox'), { recursive: true })
    const { feeds } = await compareNewest(host(at('three')), at('out-three'))
    const outcomes = feeds[FEED]?.deliveries.map(({ outcome, carriedForward }) => [outcome, carriedForward])
    expect(outcomes).toEqual([
      ['accepted', true],
      ['held', false],
    ])
    expect(findings('out-three')).toBe(findings('out'))
  })
})
