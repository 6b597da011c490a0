/** Progress that is looked up in the ledger: one question a second for all listeners of all runs together. */
import type { Pool } from 'pg'
import { Pace, type RunSample } from './pace.ts'
import type { ProgressListener, RunProgress } from './run-progress.ts'
import { runSamples } from './run-samples.ts'

export interface PollOptions {
  readonly pool: Pool
  /** 1 s unless given. */
  readonly everyMs?: number
  /** Told of each question that failed; listeners then hear nothing. */
  readonly onFailure?: (error: unknown) => void
}

export interface PolledProgress extends RunProgress, Disposable {
  /** Asks no more; nobody hears anything after. */
  stop(): void
}

interface Watched {
  readonly pace: Pace
  readonly listeners: Set<ProgressListener>
}

const EVERY = 1_000

export function pollProgress({ pool, everyMs = EVERY, onFailure }: PollOptions): PolledProgress {
  const watched = new Map<string, Watched>()
  let timer: NodeJS.Timeout | undefined
  let asking = false
  let stopped = false

  const next = (delay: number): void => {
    if (stopped || asking || timer !== undefined || watched.size === 0) return
    timer = setTimeout(() => void look(), delay).unref()
  }
  const look = async (): Promise<void> => {
    timer = undefined
    const runs = [...watched.keys()]
    if (runs.length === 0) return
    asking = true
    try {
      tell(runs, await runSamples(pool, runs))
    } catch (error) {
      if (!stopped) onFailure?.(error)
    } finally {
      asking = false
      next(everyMs)
    }
  }
  const tell = (asked: readonly string[], samples: readonly RunSample[]): void => {
    if (stopped) return
    const found = new Map(samples.map(sample => [sample.run, sample]))
    for (const run of asked) {
      const watch = watched.get(run)
      const sample = found.get(run)
      const report = sample && watch?.pace.observe(sample)
      // A copy: who hears the last of a run unsubscribes.
      for (const listener of [...(watch?.listeners ?? [])]) listener(report)
    }
  }
  const stop = (): void => {
    stopped = true
    clearTimeout(timer)
    watched.clear()
  }
  return {
    subscribe(run, listener) {
      const watch = watched.get(run) ?? { pace: new Pace(), listeners: new Set() }
      watched.set(run, watch)
      watch.listeners.add(listener)
      // Whoever comes while others listen hears with them, so that nobody makes it more often.
      next(0)
      return () => {
        watch.listeners.delete(listener)
        if (watch.listeners.size === 0 && watched.get(run) === watch) watched.delete(run)
      }
    },
    stop,
    [Symbol.dispose]: stop,
  }
}
