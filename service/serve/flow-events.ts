/** What the flow tells of its steps, as lines of the log and as metrics. */
import { readStep } from '../../pipelines/flow/steps.ts'
import type { StepEvents } from '../../workers/flow/step-taker.ts'
import type { Log } from '../../workers/log/log.ts'
import type { Metrics } from '../../workers/metrics/metrics.ts'

const GOES_ON = new Set(['done', 'handed_back', 'lost'])

export const flowEvents = (log: Log, metrics: Metrics): StepEvents => ({
  begun: ({ run, step, attempt }) => log.debug('step.begun', { run, step, attempts: attempt }),
  ended: ({ run, step, attempt }, outcome, { seconds, rows, rejects }, failure) => {
    const { kind } = readStep(step)
    metrics.step(kind, outcome)
    metrics.stage(kind, seconds)
    if (rows > 0) metrics.rows(kind, rows)
    for (const { feed, reason, count } of rejects) metrics.rejects(feed, reason, count)
    if (outcome === 'retried' || outcome === 'waiting') metrics.retry()
    const entry = {
      run,
      step,
      outcome,
      seconds,
      rows,
      attempts: attempt,
      ...(failure ? { text: failure } : {}),
    }
    if (outcome === 'failed') log.error('step.failed', entry)
    else if (GOES_ON.has(outcome)) log.info('step.ended', entry)
    else log.warn('step.ended', entry)
  },
})
