/** Large files cut into stretches, which several workers take: the outcome is that of one program. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { FlowService, startFlowWorker } from '../../workers/flow/run-service.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { openStepQueue } from '../../workers/queue/open.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { watching } from '../workers/intake/inbox.ts'
import { compare, makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  folder = await scratch()
})
afterAll(() => folder[Symbol.asyncDispose]())

it('a city whose large files are cut into stretches for two workers is the same as in one piece', async () => {
  const inbox = join(folder.path, 'city')
  await makeCity(inbox, 1500, 17)
  const alone = { inbox, out: join(folder.path, 'alone'), home: join(folder.path, 'home-alone') }
  await compare(alone, { unmasked: false })

  const home = join(folder.path, 'home')
  await using database = await openDatabase({ home })
  await using queue = await openStepQueue({ database })
  const archive = openArchive(loadConfig({ BIDUI_HOME: home }))
  const steps: string[] = []
  const events = {
    begun: () => undefined,
    ended: ({ step }: { step: string }, outcome: string, { rows }: { rows: number }) =>
      steps.push(`${step} ${outcome} ${rows > 0}`),
  }
  const servicesOf = (worker: string, threads: ThreadPool): FlowServices => ({
    pool: database.pool,
    connection: database.connection,
    ...{ threads, archive, worker },
    alone: false,
    stretchBytes: 1_500_000,
    outOf: run => join(folder.path, 'out', run),
  })
  await using threads = new ThreadPool(2)
  await using others = new ThreadPool(1)
  await using _one = await startFlowWorker({
    services: servicesOf('one', threads),
    ...{ queue, events },
    concurrency: 2,
  })
  await using _two = await startFlowWorker({
    services: servicesOf('two', others),
    ...{ queue, events },
    concurrency: 2,
  })
  const { lookAfter, warnings } = watching(inbox, { pool: database.pool, threads }, { archive })
  await lookAfter(0)
  await lookAfter(10)
  expect(warnings).toEqual([])
  const flow = new FlowService({
    services: servicesOf('service', threads),
    ...{ queue, events },
    onTrouble: error => {
      throw error
    },
  })
  const policy = await loadPolicy(DEFAULT_POLICY)
  const { signal } = new AbortController()
  const perform = async (): Promise<string> => {
    const run = await wantRun(database.pool, archive, {
      occasion: 'demand',
      ...{ purpose: '测试', user: '测试员', policy },
    })
    for (let state = 'waiting'; state !== 'done'; ) {
      await flow.round(signal)
      await new Promise(resolve => setTimeout(resolve, 50))
      const { rows } = await database.pool.query('select state, failure from run where id = $1', [run])
      state = rows[0].state
      expect(rows[0].failure).toBe(null)
    }
    return run
  }
  const outcome = (out: string) =>
    Promise.all(['findings.csv', 'rejects.csv'].map(name => readFile(join(out, name), 'utf8')))

  const run = await perform()
  expect(await outcome(join(folder.path, 'out', run))).toEqual(await outcome(alone.out))
  const stretches = steps.filter(step => step.startsWith('scan/'))
  expect(stretches.length).toBeGreaterThan(5)
  expect(stretches.filter(step => step.endsWith('done true')).length).toBeGreaterThan(4)
  const { rows } = await database.pool.query(
    `select count(*)::int as parts from run_part where starts_with(step, 'scan/')`,
  )
  expect(rows[0].parts).toBe(0)

  // What was scanned for a run is not scanned for the next one.
  steps.length = 0
  const again = await perform()
  expect(await outcome(join(folder.path, 'out', again))).toEqual(await outcome(alone.out))
  expect(steps.filter(step => step.startsWith('scan/') && step.endsWith('true'))).toEqual([])
}, 180_000)
