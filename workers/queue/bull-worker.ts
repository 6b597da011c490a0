/** A worker of the queue, and how it stops: what it does not finish goes back, and is taken by another at once. */
import { type Job, WaitingError } from 'bullmq'
import type { Said } from '../operational-error.ts'
import type { Backend } from './backend.ts'
import { complaint, rejected } from './complaints.ts'
import { type Lock, renewLocks } from './locks.ts'
import { endsWithin } from './patience.ts'
import type { StepCall, StepHandler, StepWorker } from './step-queue.ts'

export interface WorkerSettings {
  readonly queue: string
  readonly name: string
  readonly concurrency: number
}

/** A worker that says nothing for so long is dead, and its steps are taken by others. */
const LOCK = 15_000
const LOCK_RENEWAL = 5_000
const LOOK_FOR_STALLED = 5_000
/** How often a step may lose its worker is the ledger's to say. */
const STALLED_OFTEN = 1_000_000
const RETRY = 1_000
/** For handlers to end after their signal was given; what runs on is handed back all the same. */
const WIND_DOWN = 2_000
/** For the queue to be told, if it can be reached. */
const FAREWELL = 2_000

interface Running extends Lock {
  readonly halt: AbortController
  readonly abandon: () => void
}

export async function openWorker(
  backend: Backend,
  handler: StepHandler,
  { queue, name, concurrency }: WorkerSettings,
  tell: (text: Said) => void,
): Promise<StepWorker> {
  const complain = (error: unknown) => tell(complaint(error, backend.explain))
  const running = new Set<Running>()
  let stopping = false

  const perform = async (job: Job<StepCall, void>, token?: string): Promise<void> => {
    const { run, step } = job.data
    const halt = new AbortController()
    const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>()
    const entry = { job: job.id ?? '', token: token ?? '', halt, abandon }
    running.add(entry)
    try {
      if (stopping) halt.abort()
      else await Promise.race([attempt(handler, { run, step }, halt.signal, tell), abandoned])
    } finally {
      running.delete(entry)
    }
    if (!halt.signal.aborted) return
    // What cannot be handed back is taken by others when its lock has run out.
    await job.moveToWait(token).catch(complain)
    // BullMQ's word for: leave it where it is.
    throw new WaitingError()
  }

  const { bull, end } = await backend.openWorker(queue, perform, {
    name: printable(name),
    concurrency,
    autorun: false,
    lockDuration: LOCK,
    skipLockRenewal: true,
    stalledInterval: LOOK_FOR_STALLED,
    maxStalledCount: STALLED_OFTEN,
    runRetryDelay: RETRY,
  })
  bull.on('error', complain)
  try {
    await bull.waitUntilReady()
  } catch (error) {
    await bull.close(true)
    await end()
    throw backend.explain(error)
  }
  bull.run().catch(complain)
  const letGo = renewLocks(bull, {
    every: LOCK_RENEWAL,
    lasting: LOCK,
    held: () => [...running],
    complain,
  })

  const stop = async (patienceMs: number): Promise<void> => {
    stopping = true
    const closed = bull.close()
    if (!(await endsWithin(closed, patienceMs))) {
      for (const { halt } of running) halt.abort()
      if (!(await endsWithin(closed, WIND_DOWN))) {
        for (const { abandon } of running) abandon()
        await endsWithin(closed, FAREWELL)
      }
    }
    letGo()
    await endsWithin(end(), FAREWELL)
  }
  return { stop, [Symbol.asyncDispose]: () => stop(0) }
}

/** Nothing of a failure gets into the queue: what it says may be personal. */
async function attempt(
  handler: StepHandler,
  call: StepCall,
  signal: AbortSignal,
  tell: (text: Said) => void,
): Promise<void> {
  try {
    await handler(call, signal)
  } catch (error) {
    if (!signal.aborted) tell(rejected(call, error))
  }
}

/** Redis takes nothing else for the name of a connection. */
const printable = (name: string): string => name.replace(/[^\x21-\x7e]/g, '_')
