/** A service whose steps a test does by hand, one after the other, without a queue: each moment of a run can be had. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import type { Archive } from '../../workers/archive/archive.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { OpenRuns } from '../../workers/flow/open-runs.ts'
import { dueNow, startWaiting } from '../../workers/flow/reconcile.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import { type StepEvents, takeStep } from '../../workers/flow/step-taker.ts'
import { type Database, openDatabase } from '../../workers/postgres/connect.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { watching } from '../workers/intake/inbox.ts'

export const QUIET: StepEvents = { begun: () => undefined, ended: () => undefined }

/** More rounds than any run has waves and attempts: a run that goes on after them never ends. */
const MOST_ROUNDS = 60

export interface ByHand extends AsyncDisposable {
  readonly database: Database
  readonly services: FlowServices
  /** The folder below which runs have their results. */
  readonly results: string
  /** Has an inbox taken, as it is now. @returns whether it differs from the one before */
  arrive(inbox: string): Promise<boolean>
  /** Asks for a run of what arrived last. @returns its id */
  want(): Promise<string>
  /** Does what is due until no run goes on; steps that were put back do not wait for their time. */
  workOff(services?: FlowServices, events?: StepEvents): Promise<void>
  stateOf(run: string): Promise<string | undefined>
}

/** @param folder for everything; the state folder `home` in it may be there already */
export async function openByHand(folder: string): Promise<ByHand> {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const config = loadConfig({ BIDUI_HOME: join(folder, 'home') })
  const database = await openDatabase(config)
  const threads = new ThreadPool(2)
  const archive: Archive = openArchive(config)
  const policy = await loadPolicy(DEFAULT_POLICY)
  const { pool, connection } = database
  const results = join(folder, 'results')
  const own: FlowServices = {
    ...{ pool, connection, threads, archive },
    worker: 'by hand',
    alone: false,
    outOf: run => join(results, run),
  }
  const isGoing = async (): Promise<boolean> =>
    (await pool.query(`select from run where state = 'running' and occasion <> 'person'`)).rowCount !== 0
  return {
    ...{ database, results },
    services: own,
    arrive: async inbox => {
      const { lookAfter, arrivals } = watching(inbox, { pool, threads }, { archive })
      await lookAfter(0)
      await lookAfter(10)
      return arrivals.length === 1
    },
    want: () => wantRun(pool, archive, { occasion: 'demand', purpose: '测试', user: '测试员', policy }),
    workOff: async (services = own, events = QUIET) => {
      const runs = new OpenRuns(services)
      await startWaiting(pool)
      for (let round = 0; await isGoing(); round++) {
        expect(round, 'rounds of a run that does not end').toBeLessThan(MOST_ROUNDS)
        for (const step of await dueNow(pool, runs))
          await takeStep(runs, step, new AbortController().signal, events)
        await pool.query(`update run_step set due_at = now() where state = 'due'`)
        await startWaiting(pool)
      }
    },
    stateOf: async run =>
      (await pool.query<{ state: string }>('select state from run where id = $1', [run])).rows[0]?.state,
    [Symbol.asyncDispose]: async () => {
      await threads[Symbol.asyncDispose]()
      await database.stop()
    },
  }
}
