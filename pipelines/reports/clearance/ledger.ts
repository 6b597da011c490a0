/** The whole history of the problems, once everything in it has been found to agree. */
import {
  disagreementsOfClosed,
  disagreementsOfDay,
  disagreementsOfHistory,
  disagreementsOfState,
} from './agreement.ts'
import { countDays } from './day-counts.ts'
import { refuseIfAny } from './disagreement.ts'
import type {
  ClosedDay,
  CountyCode,
  DayCount,
  DayFigures,
  DaySource,
  IsoDate,
  Problem,
  ProblemEvent,
} from './model.ts'
import { digestOf } from './stored-figures.ts'

export interface ClearanceHistory {
  readonly problems: readonly Problem[]
  /** In the order of their ids. */
  readonly events: readonly ProblemEvent[]
  /** In the order of the days. */
  readonly closed: readonly ClosedDay[]
}

/** Every day from the first on, up to `through`, the newest event or the last closed day, whichever is latest. */
export interface Ledger extends ClearanceHistory {
  readonly days: readonly DayCount[]
}

/**
 * Counts every day, and holds everything against everything.
 * @throws ClearanceRefused naming the numbers that disagree
 */
export function openLedger(history: ClearanceHistory, through: IsoDate): Ledger {
  const { problems, events, closed } = history
  const stored = closed.map(({ figures }) => figures.day)
  const newest = [through, ...stored, ...events.map(({ day }) => day)].reduce((last, day) =>
    day > last ? day : last,
  )
  const days = countDays(problems, events, newest)
  const last = days.at(-1)
  refuseIfAny([
    ...(last ? disagreementsOfState(problems, last) : []),
    ...days.flatMap(disagreementsOfDay),
    ...disagreementsOfHistory(problems, events),
    ...disagreementsOfClosed(closed, days),
  ])
  return { ...history, days }
}

/** What is known at the time of closing, beside what is counted. */
export interface ClosingFacts {
  /** The newest export that counted on or before a day. */
  readonly sourceOf: (day: IsoDate) => DaySource | undefined
  readonly counties: readonly { readonly code: CountyCode; readonly name: string }[]
}

/** The days up to `through` that are not closed yet, as they are to be stored, each on top of the one before. */
export function daysToClose(ledger: Ledger, through: IsoDate, facts: ClosingFacts): readonly ClosedDay[] {
  let previous = ledger.closed.at(-1)
  const closing: ClosedDay[] = []
  for (const day of ledger.days) {
    if (day.day > through || (previous && day.day <= previous.figures.day)) continue
    const figures = figuresOf(day, previous?.digest ?? '', facts)
    previous = { figures, digest: digestOf(figures) }
    closing.push(previous)
  }
  return closing
}

/** A day with what it rests on. */
export function figuresOf(day: DayCount, previous: string, { sourceOf, counties }: ClosingFacts): DayFigures {
  const source = sourceOf(day.day)
  return { ...day, previous, counties, ...(source ? { source } : {}) }
}
