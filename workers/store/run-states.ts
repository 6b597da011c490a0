/** The states that a run and its steps can be in, as their tables allow them. */

export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Nothing more happens to a run in one of these. */
const ENDED: ReadonlySet<RunState> = new Set(['done', 'failed', 'cancelled'])
export const hasEnded = (state: RunState): boolean => ENDED.has(state)

export const STEP_STATES = ['due', 'running', 'done', 'failed'] as const
export type StepState = (typeof STEP_STATES)[number]
export type StepCounts = Readonly<Record<StepState, number>>
