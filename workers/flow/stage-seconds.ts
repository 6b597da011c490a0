/** How long the stages of a run took, as the summary names them; together they are the time of the run. */
import type { StepKind } from '../../pipelines/flow/steps.ts'

/** From the first step of a kind that began to the last that ended, in seconds of one clock. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Feedback goes on beside the evaluation: what it takes longer is waited for by the reports. */
export function stageSeconds(
  spans: Readonly<Partial<Record<StepKind, Span>>>,
): Readonly<Record<string, number>> {
  const { feedback, ...stages } = spans
  const waited =
    feedback && stages.evaluation
      ? Math.max(0, feedback.to - Math.max(feedback.from, stages.evaluation.to))
      : 0
  return Object.fromEntries(
    Object.entries(stages).map(([kind, span]) => [
      kind,
      Math.round((lengthOf(span) + (kind === 'reports' ? waited : 0)) * 1000) / 1000,
    ]),
  )
}

const lengthOf = (span: Span): number => span.to - span.from
