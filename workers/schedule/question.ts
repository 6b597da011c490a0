/** What is asked about the nights, from what PostgreSQL knows. */
import type { Calendar } from '../../pipelines/schedule/calendar.ts'
import type { Question } from '../../pipelines/schedule/decide.ts'
import type { Queryable } from '../store/queryable.ts'
import { latestDecided } from './nights.ts'
import { fullRuns } from './runs.ts'

/** How long a night may be started after its time, unless said otherwise. */
export const CATCH_UP_HOURS = 12
const HOUR = 3_600_000

export interface Clockwork {
  readonly calendar: Calendar
  readonly catchUpHours: number
}

export async function readQuestion(
  client: Queryable,
  { calendar, catchUpHours }: Clockwork,
  now: Date,
): Promise<Question> {
  const { days, since } = await latestDecided(client, calendar.dayOf(now))
  const runs = await fullRuns(client, since)
  return { calendar, now, catchUp: catchUpHours * HOUR, decided: days, runs }
}
