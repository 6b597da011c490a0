/** The states that a run and its steps can be in, and what runs there are, as their tables allow them. */

export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Of the whole register, or of a part of it again. */
export type RunKind = 'full' | 'rematch'
/** Who wanted it: somebody at a terminal, the night, somebody who asked the service. */
export type Occasion = 'person' | 'nightly' | 'demand'

/** Nothing more happens to a run in one of these. */
const ENDED: ReadonlySet<RunState> = new Set(['done', 'failed', 'cancelled'])
export const hasEnded = (state: RunState): boolean => ENDED.has(state)

export const STEP_STATES = ['due', 'running', 'done', 'failed'] as const
export type StepState = (typeof STEP_STATES)[number]
export type StepCounts = Readonly<Record<StepState, number>>
