/** How it stands with the nightly comparison. */
import type { Calendar } from '../../pipelines/schedule/calendar.ts'
import { chanceEnd, decide, nextNight, undecidedNights } from '../../pipelines/schedule/decide.ts'
import type { Night, RunSpan } from '../../pipelines/schedule/night.ts'
import type { Queryable } from '../store/queryable.ts'
import { lastNights, type ToldNight } from './nights.ts'
import { CATCH_UP_HOURS, readQuestion } from './question.ts'
import { type RunGoingOn, runsGoingOn } from './runs.ts'

export interface Overview {
  /** The latest first. */
  readonly nights: readonly ToldNight[]
  readonly running: readonly RunGoingOn[]
  /** Absent where the nightly comparison is switched off. */
  readonly outlook?: Outlook
}

export interface Outlook {
  readonly catchUpHours: number
  readonly next: Night
  /** Nights that came and were not decided: for more than a minute only where no service is running, or one waits. */
  readonly undecided: readonly Night[]
  /** Until when the latest of them may be started. */
  readonly chanceEnds?: Date
  /** The run that it waits for. */
  readonly waitsFor?: RunSpan
}

/** @param calendar absent where the nightly comparison is switched off */
export async function readOverview(
  client: Queryable,
  calendar: Calendar | undefined,
  now: Date,
  count: number,
): Promise<Overview> {
  return {
    nights: await lastNights(client, count),
    running: await runsGoingOn(client),
    ...(calendar ? { outlook: await readOutlook(client, calendar, now) } : {}),
  }
}

async function readOutlook(client: Queryable, calendar: Calendar, now: Date): Promise<Outlook> {
  const question = await readQuestion(client, { calendar, catchUpHours: CATCH_UP_HOURS }, now)
  const { nights } = undecidedNights(question)
  const latest = nights.at(-1)
  const decision = decide(question)
  return {
    catchUpHours: CATCH_UP_HOURS,
    next: nextNight(question),
    undecided: nights,
    ...(latest ? { chanceEnds: chanceEnd(question, latest) } : {}),
    ...(decision.do === 'wait' && decision.run ? { waitsFor: decision.run } : {}),
  }
}
