/** Watches over a step while it is done: tells the ledger how far it is, and stops it when its run has ended. */
import type { Pool } from 'pg'
import { type Claim, tellProgress } from './ledger.ts'
import type { TellProgress } from './services.ts'

const EVERY_MS = 1000

export interface StepWatch extends Disposable {
  readonly progress: TellProgress
  /** Rows or households so far. */
  rows(): number
  /** Given when the run has ended, or the caller's signal is. */
  readonly signal: AbortSignal
}

export function watchStep(pool: Pool, claim: Claim, stop: AbortSignal): StepWatch {
  const ended = new AbortController()
  let rows = 0
  let bytes = 0
  let telling = false
  const tell = async () => {
    if (telling) return
    telling = true
    try {
      if (!(await tellProgress(pool, claim, { rows, bytes })))
        ended.abort(new Error(`Run ${claim.run} has ended, or step ${claim.step} is done elsewhere`))
    } catch {
      // The database is away: the step itself will notice.
    } finally {
      telling = false
    }
  }
  const timer = setInterval(tell, EVERY_MS)
  timer.unref()
  return {
    rows: () => rows,
    progress: (moreRows, moreBytes) => {
      rows += moreRows
      bytes += moreBytes
    },
    signal: AbortSignal.any([stop, ended.signal]),
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
