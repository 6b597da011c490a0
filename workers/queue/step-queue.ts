/**
 * The queue of steps: it says that there is something to do, never what is done. What is done is in PostgreSQL
 * (`run_step`), so that losing the queue loses nothing: whoever reconciles puts the steps that are due again.
 */
import type { Queue } from 'bullmq'
import type { Said } from '../operational-error.ts'

/** Ids only: nothing personal may be in a queue. */
export interface StepCall {
  readonly run: string
  readonly step: string
}

/** How many steps wait for a worker, are being done, wait for their time. */
export interface QueueDepth {
  readonly waiting: number
  readonly running: number
  readonly delayed: number
}

/**
 * Does one step. A step may come twice (its worker was cut off, the queue was lost), so the ledger is asked first.
 * The signal is given when the worker is to stop; the step is handed back then, however the handler ends.
 */
export type StepHandler = (call: StepCall, signal: AbortSignal) => Promise<void>

export interface StepWorker extends AsyncDisposable {
  /**
   * Takes nothing new. Resolves when the running steps have ended; after `patienceMs` their signals are given, and
   * they are handed back: another worker takes them at once. May be called again with less patience.
   */
  stop(patienceMs: number): Promise<void>
}

export interface StepQueue extends AsyncDisposable {
  readonly backend: 'postgres' | 'redis'
  /** For a dashboard, which only looks. */
  readonly bull: Queue
  /** Puts steps; one that waits, runs or is delayed already is not put a second time. */
  put(calls: readonly StepCall[], options?: { readonly delayMs?: number }): Promise<void>
  /** Takes steps one after the other, `concurrency` at once. */
  work(
    handler: StepHandler,
    options: { readonly concurrency: number; readonly name: string },
  ): Promise<StepWorker>
  depth(): Promise<QueueDepth>
  /** How many steps all workers on all hosts do at once; as many as they take without. Holds until it is set again. */
  bound(most: number | undefined): Promise<void>
  /** Takes the steps of a run that wait out of the queue. */
  forget(run: string): Promise<void>
  /** Which queue this is, for people; without its password. */
  describe(): Said
}
