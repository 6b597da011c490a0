/** Who wants to know how far a run is. */
import type { ProgressReport } from './pace.ts'

/** Undefined: the run is not there any more. */
export type ProgressListener = (report: ProgressReport | undefined) => void

export interface RunProgress {
  /**
   * Tells the listener how far a run is, at most once a second, until it unsubscribes. Nothing is told while the
   * database does not answer. Whichever worker does the steps.
   */
  subscribe(run: string, listener: ProgressListener): () => void
}
