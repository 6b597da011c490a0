/**
 * Who keeps runs going: workers take steps from the queue; the service starts runs that wait, puts what is due into the
 * queue, and does itself what has to be done where its folder is.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { readStep } from '../../pipelines/flow/steps.ts'
import type { StepQueue, StepWorker } from '../queue/step-queue.ts'
import { OpenRuns } from './open-runs.ts'
import { dueNow, startWaiting } from './reconcile.ts'
import type { FlowServices } from './services.ts'
import { type DueStep, type StepEvents, takeStep } from './step-taker.ts'

/** Reports are written where the service is: people fetch them there. */
const isOfService = ({ step }: DueStep): boolean => readStep(step).kind === 'reports'

export interface FlowWorkerOptions {
  readonly services: FlowServices
  readonly queue: StepQueue
  readonly events: StepEvents
  readonly concurrency: number
}

/** Takes steps until it is stopped; with a concurrency of 0, none. */
export async function startFlowWorker({
  services,
  queue,
  events,
  concurrency,
}: FlowWorkerOptions): Promise<StepWorker> {
  if (concurrency === 0) return IDLE
  const runs = new OpenRuns(services)
  let busy = 0
  return await queue.work(
    async (call, signal) => {
      busy++
      try {
        const due = await takeStep(runs, call, signal, events)
        await queue.put(due.filter(step => !isOfService(step)))
      } finally {
        busy--
        if (busy === 0) await services.threads.renew()
      }
    },
    { concurrency, name: services.worker },
  )
}

const IDLE: StepWorker = { stop: async () => undefined, [Symbol.asyncDispose]: async () => undefined }

export interface FlowServiceOptions {
  readonly services: FlowServices
  readonly queue: StepQueue
  readonly events: StepEvents
  /** Told of what went wrong in a round; the next one tries again. */
  readonly onTrouble: (error: unknown) => void
}

const ROUND_MS = 1000

export class FlowService {
  readonly #options: FlowServiceOptions
  readonly #runs: OpenRuns
  /** Steps that this service does at the moment. */
  readonly #own = new Map<string, Promise<void>>()

  constructor(options: FlowServiceOptions) {
    this.#options = options
    this.#runs = new OpenRuns(options.services)
  }

  /** Looks after the runs once. */
  async round(stop: AbortSignal): Promise<void> {
    const { services, queue } = this.#options
    await startWaiting(services.pool)
    const due = await dueNow(services.pool, this.#runs)
    await queue.put(due.filter(step => !isOfService(step)))
    for (const step of due.filter(isOfService)) this.#doOwn(step, stop)
  }

  /** Looks after the runs until it is stopped. */
  async keepGoing(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.round(stop).catch(this.#options.onTrouble)
      await sleep(ROUND_MS, undefined, { signal: stop }).catch(() => undefined)
    }
    await Promise.allSettled(this.#own.values())
  }

  #doOwn(step: DueStep, stop: AbortSignal): void {
    const name = `${step.run}/${step.step}`
    if (this.#own.has(name)) return
    const { events, onTrouble } = this.#options
    const doing = takeStep(this.#runs, step, stop, events)
      .then(() => undefined, onTrouble)
      .finally(() => this.#own.delete(name))
    this.#own.set(name, doing)
  }
}
