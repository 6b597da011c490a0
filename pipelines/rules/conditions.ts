/**
 * Conditions on one reading. A missing or unusable value makes a positive condition false, and a negative one true:
 * an exemption must be stated. For equality `===` says exactly that, because an unusable reading equals nothing.
 */
import { type IsoDate, isCalendarDate, isoDate, type Reading } from '../../connectors/reading.ts'

export const oneOf = <T>(reading: Reading<T>, values: readonly T[]): boolean =>
  values.some(value => value === reading)

export const isNumber = (reading: Reading<number>): reading is number => typeof reading === 'number'

/** A date that can be read; 「未竣工」 is none, and is not *missing* either. */
export const isDate = (reading: Reading<IsoDate>): reading is IsoDate => typeof reading === 'string'

/** Missing, which is less than not usable. */
export const isMissing = (reading: unknown): boolean => reading === undefined

/**
 * The date `months` before `date`. Where the month has no such day, the first of the next month: what is born on
 * 29 February has its day on 1 March in other years.
 */
export function monthsBefore(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  const count = year * 12 + (month - 1) - months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  if (isCalendarDate(y, m, day)) return isoDate(y, m, day)
  return m === 12 ? isoDate(y + 1, 1, 1) : isoDate(y, m + 1, 1)
}
