/**
 * The queue of steps, in the database or, where `REDIS_URL` is set, in Redis.
 *
 *   await using queue = await openStepQueue({ database })
 *   await queue.put([{ run, step }])
 *   await using worker = await queue.work(handler, { concurrency: 2, name: 'host-1' })
 */
import type { Said } from '../operational-error.ts'
import type { Backend } from './backend.ts'
import { openWorker } from './bull-worker.ts'
import { complaint, onceAMinute } from './complaints.ts'
import { endsWithin } from './patience.ts'
import { openPostgresBackend, type QueueDatabase } from './postgres-backend.ts'
import { openRedisBackend } from './redis-backend.ts'
import { stepId } from './step-id.ts'
import type { StepCall, StepQueue } from './step-queue.ts'

export interface StepQueueSettings {
  /** As configured; holds a password. */
  readonly redisUrl?: string
  readonly database: QueueDatabase
  /** Things worth telling that stop nothing: a connection was lost, a step broke off. */
  readonly warn?: (text: Said) => void
}

const NAME = 'steps'
const AT_ONCE = 1_000
const MOST_EVENTS = 1_000
const FAREWELL = 2_000
const DEADLOCK = '40P01'
const ATTEMPTS = 5

/** @throws OperationalError where the queue cannot be reached or set up. */
export async function openStepQueue(settings: StepQueueSettings): Promise<StepQueue> {
  const tell = onceAMinute(settings.warn ?? (() => undefined))
  const backend = await openBackend(settings, tell)
  const { bull, end } = await backend.openQueue(NAME, { streams: { events: { maxLen: MOST_EVENTS } } })
  bull.on('error', error => tell(complaint(error, backend.explain)))
  const asked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw backend.explain(error)
    }
  }
  await asked(() => bull.waitUntilReady())
  return {
    backend: backend.kind,
    bull,
    describe: () => backend.describe(),
    work: (handler, { name, concurrency }) =>
      openWorker(backend, handler, { queue: NAME, name, concurrency }, tell),
    async put(calls, { delayMs = 0 } = {}) {
      for (let begin = 0; begin < calls.length; begin += AT_ONCE) {
        const jobs = calls.slice(begin, begin + AT_ONCE).map(call => asJob(call, delayMs))
        await asked(() => untilNoDeadlock(() => bull.addBulk(jobs)))
      }
    },
    async depth() {
      const counts = await asked(() => bull.getJobCounts('waiting', 'active', 'delayed'))
      return {
        waiting: counts.waiting ?? 0,
        running: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
      }
    },
    async bound(most) {
      await asked(() =>
        most === undefined ? bull.removeGlobalConcurrency() : bull.setGlobalConcurrency(most),
      )
    },
    async forget(run) {
      await asked(async () => {
        for (const job of await bull.getJobs(['waiting', 'delayed'])) {
          // One that a worker took in the meantime is locked, and stays.
          if (job?.data.run === run) await bull.remove(stepId(job.data))
        }
      })
    },
    async [Symbol.asyncDispose]() {
      await endsWithin(bull.close(), FAREWELL)
      await endsWithin(end(), FAREWELL)
    },
  }
}

function openBackend(
  { redisUrl, database }: StepQueueSettings,
  tell: (text: Said) => void,
): Promise<Backend> {
  return redisUrl === undefined ? openPostgresBackend(database, tell) : openRedisBackend(redisUrl, tell)
}

/** How often a step is tried is the ledger's to say: here once, and nothing of it is kept. */
const asJob = (call: StepCall, delay: number) => ({
  name: 'step',
  data: { run: call.run, step: call.step },
  opts: { jobId: stepId(call), delay, attempts: 1, removeOnComplete: true, removeOnFail: true },
})

/** Two who put the same steps in different orders: the database sends one of them back. */
async function untilNoDeadlock(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== DEADLOCK || attempt === ATTEMPTS) throw error
    }
  }
}
