/** What a worker does with a step that the queue calls it to. */
import { isStep, readStep, stepName } from '../../pipelines/flow/steps.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { advance } from './advance.ts'
import { decideFailure } from './failure-policy.ts'
import { type Claim, type CountedRejects, failStep, holdDelivery, returnStep } from './ledger.ts'
import type { OpenRuns } from './open-runs.ts'
import { ClaimLost, claim, perform } from './perform.ts'
import { endRun } from './run-record.ts'
import type { RunWork } from './run-work.ts'
import { watchStep } from './step-watch.ts'

/** One attempt at a step. */
export interface Attempt {
  readonly run: string
  readonly step: string
  /** From 1. */
  readonly attempt: number
}

export type StepOutcome = 'done' | 'retried' | 'waiting' | 'held' | 'failed' | 'handed_back' | 'lost'

export interface Measured {
  readonly seconds: number
  /** Rows, or households. */
  readonly rows: number
  readonly rejects: readonly CountedRejects[]
}

/** What the flow tells of itself, for logs and metrics. Never a row's content. */
export interface StepEvents {
  begun(attempt: Attempt): void
  ended(attempt: Attempt, outcome: StepOutcome, measured: Measured, failure?: Bilingual): void
}

export interface DueStep {
  readonly run: string
  readonly step: string
}

/**
 * Does a step, if it is there to be done.
 * @param stop given when this worker is to end: the step is handed back
 * @returns the next wave, if this was the last step of its own; a step that is put back is found due by who reconciles
 */
export async function takeStep(
  runs: OpenRuns,
  call: { readonly run: string; readonly step: string },
  stop: AbortSignal,
  events: StepEvents,
): Promise<readonly DueStep[]> {
  if (!isStep(call.step)) return []
  const work = await runs.open(call.run)
  const claimed = work && (await claim(work, call.step))
  if (!claimed) return []
  const began = performance.now()
  const told = { run: claimed.run, step: claimed.step, attempt: claimed.attempt }
  events.begun(told)
  using watch = watchStep(work.services.pool, claimed, stop)
  const end = (outcome: StepOutcome, failure?: Bilingual, rejects: readonly CountedRejects[] = []) => {
    const seconds = Math.round(performance.now() - began) / 1000
    events.ended(told, outcome, { seconds, rows: watch.rows(), rejects }, failure)
  }
  try {
    const { rejects } = await perform(work, claimed, {
      progress: watch.progress,
      signal: watch.signal,
      unreadable: claimed.unreadable,
    })
    end('done', undefined, rejects)
  } catch (error) {
    if (stop.aborted) {
      await returnStep(work.services.pool, claimed, { seconds: 0, counts: false })
      end('handed_back')
      return []
    }
    if (error instanceof ClaimLost || watch.signal.aborted) {
      end('lost')
      return []
    }
    await afterFailure(work, claimed, error, end)
    return []
  }
  // What the step has come to is stored: if this fails, whoever reconciles finds the next wave.
  return (await advance(work)).map(step => ({ run: call.run, step: stepName(step) }))
}

async function afterFailure(
  { services: { pool } }: RunWork,
  claimed: Claim,
  error: unknown,
  end: (outcome: StepOutcome, failure: Bilingual) => void,
): Promise<void> {
  const decision = decideFailure(error, claimed.failures + 1, claimed.unreadable)
  const { failure } = decision
  switch (decision.kind) {
    case 'wait':
    case 'retry':
      await returnStep(pool, claimed, {
        seconds: decision.seconds,
        failure,
        counts: decision.kind === 'retry',
      })
      end(decision.kind === 'wait' ? 'waiting' : 'retried', failure)
      return
    case 'hold':
      await holdDelivery(pool, claimed, decision.delivery, failure)
      end('held', failure)
      return
    case 'give up': {
      await failStep(pool, claimed, failure)
      const { kind, part } = readStep(claimed.step)
      const where = part === undefined ? kind : `${kind} ${part}`
      await endRun(pool, claimed.run, 'failed', {
        zh: `步骤 ${where}: ${failure.zh}`,
        en: `step ${where}: ${failure.en}`,
      })
      end('failed', failure)
    }
  }
}
