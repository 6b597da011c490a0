/**
 * Readings: what a cell means to its column.
 *
 * A reading is a usable value, `undefined` when the value is missing, or {@link Unusable} when something is there
 * that the column cannot use: a number written in words, a category outside its set. The difference matters: a
 * missing value may mean "no", an unusable one means "somebody has to look".
 */
import { foldValue, saysMissing } from './fold.ts'

/** Text that is there but that its column cannot read. Kept as delivered, counted, never taken for a default. */
export interface Unusable {
  readonly raw: string
}

export type Reading<T> = T | Unusable | undefined

/** A calendar date, `YYYY-MM-DD`. Dates compare as text. */
export type IsoDate = string

export const isUnusable = (reading: unknown): reading is Unusable =>
  typeof reading === 'object' && reading !== null && 'raw' in reading

/** The value, if it can be used. */
export const usable = <T>(reading: Reading<T>): T | undefined => (isUnusable(reading) ? undefined : reading)

/** What a column of text holds; '' where it is missing or cannot be used. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A reading as a list shows it: the value, or what was delivered instead of one, or nothing. */
export const shown = (reading: Reading<string | number>): string =>
  isUnusable(reading) ? reading.raw : reading === undefined ? '' : String(reading)

/** Applies `read` to the folded text of a cell unless it is missing; what `read` cannot use is kept as delivered. */
export function reading<T>(cell: string, read: (folded: string) => T | undefined): Reading<T> {
  const folded = foldValue(cell)
  if (saysMissing(folded)) return undefined
  return read(folded) ?? { raw: cell.trim() }
}

const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$|^[+-]?\.\d+$/

/** A number with or without thousands separators, half- or full-width. No units, no words. */
export const readNumber = (cell: string): Reading<number> =>
  reading(cell, text => (NUMBER.test(text) ? Number(text.replaceAll(',', '')) : undefined))

/** A share in per cent; the `%` may be written. */
export const readShare = (cell: string): Reading<number> =>
  reading(cell, text => {
    const number = text.endsWith('%') ? text.slice(0, -1) : text
    return NUMBER.test(number) ? Number(number.replaceAll(',', '')) : undefined
  })

export const isCalendarDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? isLeapYear(year)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export const isoDate = (year: number, month: number, day: number): IsoDate =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** 2017-09-30, 2017/9/30, 2017.9.30, 2017年9月30日, and the year-month forms; a time after it is ignored. */
const SEPARATED =
  /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:T?\d{1,2}[:时].*)?)?|年(\d{1,2})月(?:(\d{1,2})日.*)?)$/
/** 20170930, 201709; a time of six digits after the day is ignored. */
const COMPACT = /^(\d{4})(\d{2})(?:(\d{2})(?:T?\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?)?)?$/
const SERIAL = /^(\d{5})(?:\.\d+)?$/
const FIRST_SERIAL = 10_000
const LAST_SERIAL = 73_050
/** Day 0 of the spreadsheet calendar, which counts a 29 February 1900 that never was. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

function dateOf(text: string): IsoDate | undefined {
  const serial = SERIAL.exec(text)
  if (serial) {
    const days = Number(serial[1])
    if (days < FIRST_SERIAL || days > LAST_SERIAL) return undefined
    return new Date(SERIAL_EPOCH + days * DAY).toISOString().slice(0, 10)
  }
  const separated = SEPARATED.exec(text)
  const compact = separated ? null : COMPACT.exec(text)
  const parts = separated
    ? [separated[1], separated[3] ?? separated[5], separated[4] ?? separated[6]]
    : compact
      ? [compact[1], compact[2], compact[3]]
      : undefined
  if (!parts) return undefined
  const [year, month, day] = [Number(parts[0]), Number(parts[1]), Number(parts[2] ?? 1)]
  return isCalendarDate(year, month, day) ? isoDate(year, month, day) : undefined
}

/** A date in any of the delivered forms; a year and month is the first of the month. */
export const readDate = (cell: string): Reading<IsoDate> => {
  const text = foldDateTime(cell)
  return saysMissing(text) ? undefined : (dateOf(text) ?? { raw: cell.trim() })
}

/** Folding removes the space between a date and its time, so the time goes first. */
const foldDateTime = (cell: string): string =>
  foldValue(cell.trim().replace(/^(\S*\d[日]?)\s+\d{1,2}[::时].*$/su, '$1'))

/** A year: `2017`, `2017年`, or the year of a date. */
export const readYear = (cell: string): Reading<number> => {
  const text = foldDateTime(cell)
  if (saysMissing(text)) return undefined
  const year = /^(\d{4})年?$/.exec(text)
  if (year) return Number(year[1])
  const date = dateOf(text)
  return date ? Number(date.slice(0, 4)) : { raw: cell.trim() }
}

/** 区划: the 6-digit county of an administrative code of 6, 9, 12 or 15 digits. */
export const readCounty = (cell: string): Reading<string> =>
  reading(cell, text => (/^(?:\d{6}|\d{9}|\d{12}|\d{15})$/.test(text) ? text.slice(0, 6) : undefined))
