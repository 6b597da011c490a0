/** `bidui worker` at work: steps out of the queue until it is told to stop. */
import type { Config } from '../../workers/config.ts'
import { startFlowWorker } from '../../workers/flow/run-service.ts'
import { openWorkerHttp } from '../http/open.ts'
import { aborted } from './aborted.ts'
import { type Office, openOffice } from './office.ts'

/** For steps to end by themselves; what does not is handed back (10 s in all, contract of `stop`). */
export const STOP_PATIENCE = 4_000

/** Steps that one process does side by side: while one waits for the database, another one has work for its threads. */
export const usualConcurrency = (threads: number): number => threads + 1

export interface WorkerCall {
  /** Steps at a time; as many as are worth it unless given. */
  readonly concurrency?: number
  readonly signal: AbortSignal
}

export async function work(config: Config, { concurrency, signal }: WorkerCall): Promise<void> {
  await using office = await openOffice(config, {
    name: 'worker',
    outOf: run => {
      throw new Error(`A worker writes no reports; run ${run} has its own service for them`)
    },
  })
  const { services, queue, events } = office
  await using _answers = await openAnswers(config, office)
  const worker = await startFlowWorker({
    ...{ services, queue, events },
    concurrency: concurrency ?? usualConcurrency(services.threads.size),
  })
  await aborted(signal)
  await worker.stop(STOP_PATIENCE)
}

/** Nothing, where the worker was given no address of its own. */
const openAnswers = async ({ workerHttp }: Config, { database, queue, metrics, log }: Office) =>
  workerHttp &&
  (await openWorkerHttp({
    ...workerHttp,
    log,
    pool: database.pool,
    depth: () => queue.depth(),
    metrics: { contentType: metrics.contentType, text: metrics.ownText },
  }))
