/**
 * What to do about the nights: one run, never two, never none unnoticed.
 *
 * Only the latest night may be started, while its chance lasts and no other full run goes on. Every night before it
 * that nobody decided is noted with a reason.
 */
import type { IsoDate } from '../types.ts'
import { addDays, type Calendar } from './calendar.ts'
import type { DecidedNight, Night, Refusal, RunSpan } from './night.ts'
import {
  beginsHere,
  lateAfterRefusal,
  lateAfterRun,
  lateUnwatched,
  overrun,
  refused,
  type Unlisted,
  unwatched,
  withUnlisted,
} from './reasons.ts'

export interface Question {
  readonly calendar: Calendar
  readonly now: Date
  /** How long a night may still be started, in milliseconds. */
  readonly catchUp: number
  /** Days that were decided: at least the latest one up to today, and all after today (a clock was ahead). */
  readonly decided: readonly IsoDate[]
  /** Runs that go on, and those that ended after the time of the latest decided night. */
  readonly runs: readonly RunSpan[]
  readonly refusal?: Refusal
}

export type Decision =
  | { readonly do: 'note'; readonly nights: readonly DecidedNight[] }
  | { readonly do: 'start'; readonly night: Night; readonly reason?: DecidedNight['reason'] }
  /** `until`: when to ask again. `night`: the one that waits for `run` to end. */
  | { readonly do: 'wait'; readonly until: Date; readonly night?: Night; readonly run?: RunSpan }

/** Up to here a night is on time. Its chance is never shorter. */
const PUNCTUAL = 5 * 60_000
/** How often to look whether the run that a night waits for has ended. */
const LOOK_AGAIN = 60_000
/** Nights that are noted one by one: a year. More is a clock that was wrong, or a service that was forgotten. */
const MOST_LISTED = 366
/** How far back the latest night can lie, in days; the last one reaches over 29 February. */
const LOOK_BACK = [2, 40, 400, 3000] as const

export function decide(question: Question): Decision {
  const { calendar, now, runs, refusal } = question
  if (latestDecided(question) === undefined) {
    const night = latestNight(calendar, now)
    if (night && !question.decided.includes(night.day))
      return { do: 'note', nights: [{ ...night, state: 'skipped', reason: beginsHere(calendar, now) }] }
  }
  const { nights, unlisted } = undecidedNights(question)
  const over = nights.filter(night => chanceEnd(question, night) <= now)
  if (over.length > 0)
    return {
      do: 'note',
      nights: over.map((night, at) => {
        const noted = notStarted(question, night, chanceEnd(question, night))
        return at === 0 ? { ...noted, reason: withUnlisted(noted.reason, unlisted) } : noted
      }),
    }
  const night = nights.at(-1)
  if (!night) return { do: 'wait', until: nextNight(question).dueAt }
  const run = runs.find(({ finishedAt }) => finishedAt === undefined)
  if (run) {
    const until = Math.min(now.getTime() + LOOK_AGAIN, chanceEnd(question, night).getTime())
    return { do: 'wait', until: new Date(until), night, run }
  }
  const reason = whyLate(question, night, refusal)
  return { do: 'start', night, ...(reason ? { reason } : {}) }
}

/** The first night to come that was not decided while a clock was ahead. */
export function nextNight({ calendar, now, decided }: Omit<Question, 'runs'>): Night {
  for (const night of calendar.nightsFrom(calendar.dayOf(now)))
    if (night.dueAt > now && !decided.includes(night.day)) return night
  throw new RangeError(`no night comes after ${now.toISOString()}: ${calendar.cron}`)
}

/** Nights that came and were not decided, the latest {@link MOST_LISTED} of them; none before the first decision. */
export function undecidedNights(question: Omit<Question, 'runs'>): {
  readonly nights: readonly Night[]
  readonly unlisted?: Unlisted
} {
  const latest = latestDecided(question)
  if (latest === undefined) return { nights: [] }
  const nights: Night[] = []
  for (const night of question.calendar.nightsFrom(addDays(latest, 1))) {
    if (night.dueAt > question.now) break
    if (!question.decided.includes(night.day)) nights.push(night)
  }
  const [first] = nights
  const count = nights.length - MOST_LISTED
  return first && count > 0 ? { nights: nights.slice(count), unlisted: { count, first } } : { nights }
}

/** Until when a night may be started. */
export function chanceEnd({ calendar, catchUp }: Pick<Question, 'calendar' | 'catchUp'>, night: Night): Date {
  const { value: following } = calendar.nightsFrom(addDays(night.day, 1)).next()
  const end = night.dueAt.getTime() + Math.max(catchUp, PUNCTUAL)
  return new Date(Math.min(end, following ? following.dueAt.getTime() : end))
}

const latestDecided = ({ calendar, now, decided }: Omit<Question, 'runs'>): IsoDate | undefined => {
  const today = calendar.dayOf(now)
  return decided
    .filter(day => day <= today)
    .sort()
    .at(-1)
}

function latestNight(calendar: Calendar, now: Date): Night | undefined {
  const today = calendar.dayOf(now)
  for (const days of LOOK_BACK) {
    let latest: Night | undefined
    for (const night of calendar.nightsFrom(addDays(today, -days))) {
      if (night.dueAt > now) break
      latest = night
    }
    if (latest) return latest
  }
  return undefined
}

function notStarted({ calendar, runs, refusal }: Question, night: Night, end: Date) {
  const run = runs.find(
    ({ startedAt, finishedAt }) => startedAt < end && (finishedAt === undefined || finishedAt >= end),
  )
  if (run) return { ...night, state: 'skipped', reason: overrun(calendar, run, end) } as const
  const reason =
    refusal?.day === night.day ? refused(calendar, end, refusal.text) : unwatched(calendar, night, end)
  return { ...night, state: 'missed', reason } as const
}

function whyLate({ calendar, now, runs }: Question, night: Night, refusal: Refusal | undefined) {
  if (now.getTime() - night.dueAt.getTime() < PUNCTUAL) return undefined
  if (refusal?.day === night.day) return lateAfterRefusal(refusal.text)
  const run = runs.find(
    ({ startedAt, finishedAt }) =>
      startedAt.getTime() < night.dueAt.getTime() + PUNCTUAL &&
      finishedAt !== undefined &&
      finishedAt > night.dueAt,
  )
  return run ? lateAfterRun(calendar, run) : lateUnwatched()
}
