/** Performing one step: claimed in the ledger, done, and its result stored with its row in the ledger, or not at all. */
import type { PoolClient } from 'pg'
import { readStep, type Step } from '../../pipelines/flow/steps.ts'
import type { FeedId } from '../../pipelines/types.ts'
import { inTransaction } from '../store/transaction.ts'
import { type Claim, claimStep, finishStep, type StepResult } from './ledger.ts'
import type { RunWork } from './run-work.ts'
import type { StepTask } from './services.ts'
import { evaluation } from './steps/evaluation.ts'
import { feedback } from './steps/feedback.ts'
import { candidates, evidence, residents } from './steps/feeds.ts'
import { items } from './steps/items.ts'
import { register } from './steps/register.ts'
import { reports } from './steps/reports.ts'
import { scan } from './steps/scan.ts'

/** A step's result, or what gives it in the transaction in which it is stored. */
type Done = StepResult | ((client: PoolClient) => Promise<StepResult>)

function doStep(work: RunWork, { kind, part = '' }: Step, task: StepTask): Promise<Done> {
  switch (kind) {
    case 'register':
      return register(work, task)
    case 'scan':
      return scan(work, part, task)
    case 'candidates':
      return candidates(work, part as FeedId, task)
    case 'residents':
      return residents(work, task)
    case 'evidence':
      return evidence(work, part as FeedId, task)
    case 'feedback':
      return feedback(work, task)
    case 'evaluation':
      return evaluation(work, part, task)
    case 'items':
      return items(work)
    case 'reports':
      return reports(work)
  }
}

/** The claim on a step was lost to another worker, or the run has ended: what was done for it is not stored. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** Claims a step, or says that there is nothing to do. */
export const claim = (work: RunWork, step: string): Promise<Claim | undefined> =>
  claimStep(work.services.pool, work.record.id, step, work.services.worker)

/** Does a step that was claimed. @returns its result, which is stored. @throws ClaimLost; whatever went wrong, and then nothing of the step's result is stored */
export async function perform(work: RunWork, claim: Claim, task: StepTask): Promise<StepResult> {
  const done = await doStep(work, readStep(claim.step), task)
  task.signal.throwIfAborted()
  return await inTransaction(work.services.pool, async client => {
    const result = typeof done === 'function' ? await done(client) : done
    if (!(await finishStep(client, claim, result)))
      throw new ClaimLost(`Step ${claim.step} of run ${claim.run} belongs to another attempt`)
    return result
  })
}
