/**
 * Keeps the locks of running steps. BullMQ would do it too, with a timer that nothing ends while Redis is away: a
 * program that wants to stop could not.
 */
import type { BullWorker } from './backend.ts'

export interface Lock {
  readonly job: string
  readonly token: string
}

export interface Renewal {
  readonly every: number
  readonly lasting: number
  /** The locks that are held at the moment. */
  readonly held: () => readonly Lock[]
  readonly complain: (error: unknown) => void
}

/** Returns how to end it. */
export function renewLocks(worker: BullWorker, { every, lasting, held, complain }: Renewal): () => void {
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    if (!ended) timer = setTimeout(() => renew().catch(complain).finally(next), every)
  }
  const renew = async () => {
    const locks = held()
    if (locks.length === 0) return
    const jobs = locks.map(lock => lock.job)
    const tokens = locks.map(lock => lock.token)
    const refused = await worker.extendJobLocks(jobs, tokens, lasting)
    const still = new Set(held().map(lock => lock.job))
    // One that ended in the meantime needs none.
    for (const job of refused) if (still.has(job)) complain(new Error(`could not renew lock for job ${job}`))
  }
  next()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
