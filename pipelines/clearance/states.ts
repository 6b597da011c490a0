/**
 * A problem 问题 of the register from its first day to its end, as a table and the functions that read it.
 *
 *  - sighting: what an export of the register, or a list handed down, shows of a problem, with the value that it has;
 *  - value: a fingerprint of what is wrong; another one is another finding about the same thing;
 *  - proof 核实存证: evidence that a suspicion is true, for exactly one value. An error cannot be proven;
 *  - seen: whether the newest export that spoke about it shows it; listed: whether the newest list has it;
 *  - movement 变动: what is booked. The balance is the sum of {@link BALANCE} over all movements, and always is the
 *    number of open problems.
 */
import type { CountyCode, IsoDate, LeadClass } from '../types.ts'

export const PROBLEM_STATES = ['open', 'corrected', 'verified'] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]

export const MOVEMENTS = ['raised', 'changed', 'corrected', 'verified', 'reopened'] as const
export type MovementKind = (typeof MOVEMENTS)[number]

export const BALANCE: Readonly<Record<MovementKind, 1 | 0 | -1>> = {
  raised: 1,
  changed: 0,
  corrected: -1,
  verified: -1,
  reopened: 1,
}

type Likeness = 'same' | 'other'
type Standing = 'unproven' | 'proven'

export interface SightedTransition {
  readonly from: ProblemState
  /** Whether it is sighted with the value that it had. */
  readonly value: Likeness
  /** Whether proof was filed for the value that it is sighted with. */
  readonly proof: Standing
  readonly to: ProblemState
  readonly movement?: MovementKind
}

// biome-ignore format: one line a transition
export const WHEN_SIGHTED: readonly SightedTransition[] = [
  { from: 'open',      value: 'same',  proof: 'unproven', to: 'open' },
  { from: 'open',      value: 'same',  proof: 'proven',   to: 'verified', movement: 'verified' },
  { from: 'open',      value: 'other', proof: 'unproven', to: 'open',     movement: 'changed' },
  { from: 'open',      value: 'other', proof: 'proven',   to: 'verified', movement: 'verified' },
  { from: 'corrected', value: 'same',  proof: 'unproven', to: 'open',     movement: 'reopened' },
  { from: 'corrected', value: 'same',  proof: 'proven',   to: 'verified', movement: 'changed' },
  { from: 'corrected', value: 'other', proof: 'unproven', to: 'open',     movement: 'reopened' },
  { from: 'corrected', value: 'other', proof: 'proven',   to: 'verified', movement: 'changed' },
  { from: 'verified',  value: 'same',  proof: 'unproven', to: 'verified' },
  { from: 'verified',  value: 'same',  proof: 'proven',   to: 'verified' },
  { from: 'verified',  value: 'other', proof: 'unproven', to: 'open',     movement: 'reopened' },
  { from: 'verified',  value: 'other', proof: 'proven',   to: 'verified', movement: 'changed' },
]

export interface GoneTransition {
  readonly from: ProblemState
  readonly to: ProblemState
  readonly movement?: MovementKind
}

/** No longer shown where it would have been. What is verified stays so: the proof is for the value, and that may return. */
export const WHEN_GONE: readonly GoneTransition[] = [
  { from: 'open', to: 'corrected', movement: 'corrected' },
  { from: 'corrected', to: 'corrected' },
  { from: 'verified', to: 'verified' },
]

export interface Problem {
  readonly state: ProblemState
  readonly class: LeadClass
  readonly county: CountyCode
  readonly value: string
  readonly seen: boolean
  readonly listed: boolean
  readonly firstDay: IsoDate
  /** Of its last movement. */
  readonly lastDay: IsoDate
  /** Since when it is not open. */
  readonly clearedDay?: IsoDate
}

export interface Movement {
  readonly kind: MovementKind
  readonly class: LeadClass
  readonly county: CountyCode
  readonly value: string
  readonly day: IsoDate
}

export interface Moved {
  readonly problem: Problem
  readonly movements: readonly Movement[]
}

export interface Sighting {
  readonly class: LeadClass
  readonly county: CountyCode
  readonly value: string
  /** Whether proof was filed for this value. */
  readonly proven: boolean
}

/** The next movement of a problem is never before its last one. */
const bookedOn = ({ lastDay }: Problem, day: IsoDate): IsoDate => (day < lastDay ? lastDay : day)

function transitionOf(from: ProblemState, value: Likeness, proof: Standing): SightedTransition {
  const found = WHEN_SIGHTED.find(row => row.from === from && row.value === value && row.proof === proof)
  if (!found) throw new RangeError(`No transition from ${from} with ${value} value, ${proof}`)
  return found
}

/**
 * An open problem that changes its class or county leaves the one balance and enters the other: corrected there,
 * reopened here.
 */
const movesHouse = (before: Problem, { class: now, county }: Sighting): boolean =>
  before.state === 'open' && (before.class !== now || before.county !== county)

function sight(before: Problem | undefined, sighting: Sighting, day: IsoDate): Moved {
  const { class: now, county, value } = sighting
  const at = { class: now, county, value }
  if (before === undefined)
    return {
      problem: { ...at, state: 'open', seen: false, listed: false, firstDay: day, lastDay: day },
      movements: [{ kind: 'raised', ...at, day }],
    }
  const booked = bookedOn(before, day)
  const { to, movement } = transitionOf(
    before.state,
    before.value === value ? 'same' : 'other',
    sighting.proven && now === 'suspected' ? 'proven' : 'unproven',
  )
  const moves = movesHouse(before, sighting)
  const movements: Movement[] = []
  if (moves)
    movements.push(
      {
        kind: 'corrected',
        class: before.class,
        county: before.county,
        value: before.value,
        day: booked,
      },
      { kind: 'reopened', ...at, day: booked },
    )
  if (movement !== undefined && !(moves && movement === 'changed'))
    movements.push({ kind: movement, ...at, day: booked })
  return { problem: settled(before, { ...before, ...at, state: to }, movements, booked), movements }
}

function settled(before: Problem, after: Problem, movements: readonly Movement[], day: IsoDate): Problem {
  const { clearedDay: _, ...open } = after
  const lastDay = movements.length > 0 ? day : before.lastDay
  if (after.state === 'open') return { ...open, lastDay }
  return { ...open, lastDay, clearedDay: before.clearedDay ?? day }
}

function close(before: Problem, kind: 'corrected' | 'verified', day: IsoDate): Moved {
  const { class: now, county, value } = before
  const booked = bookedOn(before, day)
  const movements = [{ kind, class: now, county, value, day: booked }]
  return { problem: settled(before, { ...before, state: kind }, movements, booked), movements }
}

function vanish(before: Problem, day: IsoDate): Moved {
  const { movement } = WHEN_GONE.find(row => row.from === before.state) ?? {}
  return movement === 'corrected' ? close(before, movement, day) : { problem: before, movements: [] }
}

const having = ({ problem, movements }: Moved, flags: Partial<Pick<Problem, 'seen' | 'listed'>>): Moved => ({
  problem: { ...problem, ...flags },
  movements,
})

/** An export of the register shows it. */
export const found = (before: Problem | undefined, sighting: Sighting, day: IsoDate): Moved =>
  having(sight(before, sighting, day), { seen: true })

/** An export in which it would have been shows it no longer. What our rules never saw is not theirs to end. */
export const notFound = (before: Problem, day: IsoDate): Moved =>
  before.seen ? having(vanish(before, day), { seen: false }) : { problem: before, movements: [] }

/**
 * A list has it. Where our rules see it themselves, their word counts; what was cleared is taken up again only by a
 * list that is newer than that.
 */
export function listed(
  before: Problem | undefined,
  sighting: Sighting,
  { asOf, day }: { readonly asOf: IsoDate; readonly day: IsoDate },
): Moved {
  const known =
    before !== undefined && (before.seen || (before.clearedDay !== undefined && asOf <= before.clearedDay))
  const moved = known ? { problem: before, movements: [] } : sight(before, sighting, day)
  return having(moved, { listed: true })
}

/** The next list does not have it any more. */
export const unlisted = (before: Problem, day: IsoDate): Moved =>
  having(before.seen ? { problem: before, movements: [] } : vanish(before, day), { listed: false })

/** Why an act is not possible. */
export type Refusal = 'error' | 'not open' | 'seen' | 'not listed'

/** Proof is filed for the value that it has. */
export function verified(before: Problem, day: IsoDate): Moved | { readonly refused: Refusal } {
  if (before.class === 'error') return { refused: 'error' }
  if (before.state !== 'open') return { refused: 'not open' }
  return close(before, 'verified', day)
}

/** A person says that it was corrected: only where no export will. */
export function correctedByHand(before: Problem, day: IsoDate): Moved | { readonly refused: Refusal } {
  if (before.seen) return { refused: 'seen' }
  if (!before.listed) return { refused: 'not listed' }
  if (before.state !== 'open') return { refused: 'not open' }
  return close(before, 'corrected', day)
}
