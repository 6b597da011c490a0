import { type PreparedFeedback, prepareFeedback } from '../../comparison/prepare-feedback.ts'
import type { PreparedFile } from '../../comparison/prepared-files.ts'
import type { StepResult } from '../ledger.ts'
import { isPartial, stampOf } from '../run-stamp.ts'
import type { RunWork } from '../run-work.ts'
import type { StepTask } from '../services.ts'

/** Of the step `feedback`; the pieces of the files are its parts. */
export interface FeedbackResult {
  readonly files: readonly PreparedFile[]
}

/**
 * Makes rejects.csv and the departments' workbooks while others evaluate. They are written with the other reports: of a run
 * that does not get so far, nothing is to be seen.
 */
export async function feedback(work: RunWork, { signal }: StepTask): Promise<StepResult> {
  const { pool, connection, threads } = work.services
  const { files, packed } = await prepareFeedback({
    ...{ pool, connection, threads, signal },
    run: stampOf(work),
    partial: isPartial(work),
    matched: await work.matched(),
    register: await work.register(),
  })
  const value: FeedbackResult = { files }
  return { value, parts: packed }
}

/** What the step `feedback` has prepared. */
export async function feedbackOf(work: RunWork): Promise<PreparedFeedback> {
  const { files } = (await work.results()).get('feedback') as FeedbackResult
  return { files, packed: await work.parts('feedback') }
}
