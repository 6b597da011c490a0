/** The nights of a cron expression in a zone. */
import type { IsoDate } from '../types.ts'
import { isNightly, parseCron } from './cron.ts'
import type { Night } from './night.ts'
import { zoneClock } from './zone-clock.ts'

export interface Calendar {
  readonly cron: string
  readonly zone: string
  /** The local day of an instant. */
  dayOf(at: Date): IsoDate
  /** The local time of an instant, for people: `2017-11-20 02:00`. */
  timeOf(at: Date): string
  /** The nights from a day on, in their order; without an end. */
  nightsFrom(day: IsoDate): Generator<Night, void>
}

const DAY = 86_400_000

export const addDays = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

/** @throws RangeError where `cron` is not {@link isNightly}, or there is no such zone */
export function openCalendar(cron: string, zone: string): Calendar {
  if (!isNightly(cron)) throw new RangeError(`not the time of a night: ${cron}`)
  const named = parseCron(cron)
  const { hour, minute, second } = named.fields
  const timeOfDay = 1000 * (3600 * first(hour) + 60 * first(minute) + first(second))
  const clock = zoneClock(zone)
  const shownAt = (at: Date): string => new Date(clock.readingAt(at)).toISOString()
  const dayOf = (at: Date): IsoDate => shownAt(at).slice(0, 10)
  return {
    cron,
    zone,
    dayOf,
    timeOf: at => shownAt(at).slice(0, 16).replace('T', ' '),
    *nightsFrom(from) {
      for (let day = from; ; day = addDays(day, 1)) {
        const reading = Date.parse(day) + timeOfDay
        if (!named.includesDate(new Date(reading))) continue
        const dueAt = clock.instantOf(reading)
        // A zone that changes sides of the date line leaves a day out.
        if (dayOf(dueAt) === day) yield { day, dueAt }
      }
    },
  }
}

const first = ({ values }: { readonly values: readonly unknown[] }): number => Number(values[0])
