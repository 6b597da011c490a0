/** The id of a step in the queue: readable, one for each step, and without the `:` that separates keys in Redis. */
import type { StepCall } from './step-queue.ts'

export const stepId = ({ run, step }: StepCall): string =>
  `${escaped(run, /[%:/]/g)}/${escaped(step, /[%:]/g)}`

const escaped = (text: string, pattern: RegExp): string => text.replace(pattern, encodeURIComponent)
