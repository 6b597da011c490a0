/** Dates of the synthetic city. All dates are ISO text. */
import { type IsoDate, isoDate } from '../../connectors/reading.ts'

/** The day to which the comparison refers. */
export const AS_OF: IsoDate = '2017-11-20'
export const YEAR = 2017

const DAY = 86_400_000

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The same day `months` earlier or later; the last of the month where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return isoDate(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(day, last))
}

/** Full years from birth to `AS_OF`. */
export function ageOf(birth: IsoDate): number {
  const years = YEAR - Number(birth.slice(0, 4))
  return birth.slice(5) > AS_OF.slice(5) ? years - 1 : years
}

/** The day number of a spreadsheet. */
export const excelSerial = (date: IsoDate): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY)
