/** Calendar days as text. */
import type { IsoDate } from '../../types.ts'

const DAY = 86_400_000

export const dayAfter = (day: IsoDate, days = 1): IsoDate =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

/** Whole days from one to the other. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** All days from the first to the last, both included. */
export function daysThrough(first: IsoDate, last: IsoDate): readonly IsoDate[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, place) =>
    dayAfter(first, place),
  )
}
