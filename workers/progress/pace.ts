/** How far a run is, how fast it goes and how long its stage will take, from one look at its steps after the other. */
import { isBeside } from '../../pipelines/flow/steps.ts'
import type { RunState, StepCounts, StepState } from '../store/run-states.ts'

/** What a running step has stored of itself: `run_step.result`, `{"progress": …}`. */
export interface StepProgress {
  readonly rows: number
  readonly bytes: number
  readonly ofRows: number | null
}

export interface RunningStep extends StepProgress {
  readonly step: string
  /** The word that its id begins with: scan, evaluate … */
  readonly kind: string
}

export interface StepGroup {
  readonly kind: string
  readonly state: StepState
  readonly steps: number
  /** When the first of them began, in milliseconds since 1970. */
  readonly began: number | null
}

/** One look at a run. */
export interface RunSample {
  readonly run: string
  readonly state: RunState
  /** In milliseconds since 1970, by the clock of the database. */
  readonly at: number
  readonly groups: readonly StepGroup[]
  /** The one that began first comes first. */
  readonly running: readonly RunningStep[]
}

export interface ProgressReport {
  readonly run: string
  readonly state: RunState
  /** The kind of the steps that are going on; null between steps. */
  readonly stage: string | null
  readonly steps: StepCounts
  /** Of the stage, as far as its steps were seen to run. */
  readonly rows: number
  readonly bytes: number
  /** Null where one of them does not know. */
  readonly ofRows: number | null
  readonly megabytesPerSecond: number | null
  /** Of the stage; null where it cannot be told yet. */
  readonly secondsLeft: number | null
}

const MEGABYTE = 1_000_000
/** Speed is that of the last seconds. */
const SPEED_OVER = 10_000
/** Before this what is left is a guess. */
const SETTLED = 1_500
const LEAST_SHARE = 0.01

/** Of one run; begins anew with every stage. */
export class Pace {
  #stage: string | null = null
  readonly #seen = new Map<string, StepProgress>()
  #moved = 0
  #looks: { readonly at: number; readonly moved: number }[] = []

  observe(sample: RunSample): ProgressReport {
    const told = sample.running.find(({ kind }) => !isBeside(kind)) ?? sample.running[0]
    const stage = told?.kind ?? null
    if (stage !== this.#stage) {
      this.#stage = stage
      this.#seen.clear()
      this.#moved = 0
      this.#looks = []
    }
    const running = sample.running.filter(({ kind }) => kind === stage)
    const first = this.#looks.length === 0
    for (const { step, rows, bytes, ofRows } of running) {
      const before = this.#seen.get(step)?.bytes ?? 0
      // A step that is tried again begins at nothing.
      if (!first) this.#moved += Math.max(0, bytes - before)
      this.#seen.set(step, { rows, bytes, ofRows })
    }
    this.#finish(new Set(running.map(({ step }) => step)))
    this.#looks = [...this.#looks, { at: sample.at, moved: this.#moved }].filter(
      ({ at }) => sample.at - at <= SPEED_OVER,
    )
    const seen = [...this.#seen.values()]
    return {
      run: sample.run,
      state: sample.state,
      stage,
      steps: stepCounts(sample.groups),
      rows: sum(seen.map(({ rows }) => rows)),
      bytes: sum(seen.map(({ bytes }) => bytes)),
      ofRows: total(seen.map(({ ofRows }) => ofRows)),
      megabytesPerSecond: this.#speed(),
      secondsLeft: stage === null ? null : secondsLeft(sample, stage, running),
    }
  }

  /** A step that ran and does not any more has all its rows behind it. */
  #finish(running: ReadonlySet<string>): void {
    for (const [step, { rows, bytes, ofRows }] of this.#seen)
      if (!running.has(step)) this.#seen.set(step, { rows: ofRows ?? rows, bytes, ofRows })
  }

  #speed(): number | null {
    const [oldest, newest] = [this.#looks[0], this.#looks.at(-1)]
    if (!oldest || !newest || newest.at <= oldest.at) return null
    const bytesPerSecond = (newest.moved - oldest.moved) / ((newest.at - oldest.at) / 1000)
    return Math.round((bytesPerSecond / MEGABYTE) * 10) / 10
  }
}

export function stepCounts(groups: readonly StepGroup[]): StepCounts {
  const of = (state: StepState): number =>
    sum(groups.filter(group => group.state === state).map(({ steps }) => steps))
  return { due: of('due'), running: of('running'), done: of('done'), failed: of('failed') }
}

/** By the share of the stage's steps that is done, each counted alike, running ones by their rows. */
function secondsLeft(sample: RunSample, stage: string, running: readonly RunningStep[]): number | null {
  const groups = sample.groups.filter(({ kind }) => kind === stage)
  const began = Math.min(...groups.flatMap(group => group.began ?? []))
  const elapsed = sample.at - began
  const all = sum(groups.map(({ steps }) => steps))
  const counts = stepCounts(groups)
  const shares = running.map(({ rows, ofRows }) => (ofRows === null || ofRows <= 0 ? 0 : rows / ofRows))
  const share = (counts.done + counts.failed + sum(shares.map(of => Math.min(1, of)))) / all
  if (!Number.isFinite(elapsed) || elapsed < SETTLED || !(share >= LEAST_SHARE)) return null
  return Math.ceil(((elapsed / share) * (1 - Math.min(1, share))) / 1000)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0)
const total = (numbers: readonly (number | null)[]): number | null =>
  numbers.length === 0 || numbers.includes(null) ? null : sum(numbers.map(number => number ?? 0))
