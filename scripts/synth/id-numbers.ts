/**
 * ID numbers of the synthetic city: invented, unique, with right check characters.
 *
 * Within an area, a year of birth and a sex, numbers are handed out one after the other and then scattered over the
 * days and the sequence by a bijection: no two people ever get the same number, and nothing has to be remembered
 * but the counters.
 */
import type { IsoDate } from '../../connectors/reading.ts'
import type { Sex } from './names.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const

/** MOD 11-2 of GB 11643. Kept apart from the product's own, so that each tests the other. */
export function checkOf(seventeen: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (seventeen.charCodeAt(i) - 48) * (WEIGHTS[i] as number)
  return '10X98765432'[sum % 11] as string
}

const FIRST_YEAR = 1900
const YEARS = 120
/** People born in the last weeks before the cut-offs would be refused by older deliveries. */
const DAYS_OF_2017 = 270
/** Sequence numbers of one sex that are handed out by year; the rest is for people born on a given day. */
const BY_YEAR = 450
const SEXES = 500

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Nobody has a birthday in the weeks before the comparison, unless a case wants it: all stay as old as they are. */
const inSeries = (day: string): boolean => day > '1020' && day <= '1120'

const MONTH_DAYS: readonly string[] = MONTHS.flatMap((days, month) =>
  Array.from(
    { length: days },
    (_, day) => `${String(month + 1).padStart(2, '0')}${String(day + 1).padStart(2, '0')}`,
  ),
).filter(day => !inSeries(day))

const DAYS = MONTH_DAYS.length

/** The area that takes over when one is exhausted: numbers of the prefecture itself. */
const OVERFLOW = ['530100', '530101', '530104', '530105', '530106'] as const

export class IdNumbers {
  readonly #byYear = new Map<string, Int32Array>()
  readonly #byDay = new Map<string, number>()

  /** A new number of somebody born in `year`. */
  draw(area: string, year: number, sex: Sex): string {
    const days = year === 2017 ? DAYS_OF_2017 : DAYS
    const capacity = days * BY_YEAR
    for (const place of [area, ...OVERFLOW]) {
      const counters = this.#byYear.get(place) ?? new Int32Array(YEARS * 2)
      this.#byYear.set(place, counters)
      const slot = (year - FIRST_YEAR) * 2 + (sex === '男' ? 1 : 0)
      const count = counters[slot] as number
      if (count >= capacity) continue
      counters[slot] = count + 1
      // 104729 is prime and divides neither the number of days nor 450
      const scattered = (count * 104729 + year * 7919) % capacity
      return compose(place, `${year}${MONTH_DAYS[scattered % days]}`, Math.floor(scattered / days), sex)
    }
    throw new RangeError(`no ID number left in ${area} for ${year}`)
  }

  /** A new number of somebody born on that day. */
  drawOn(area: string, birth: IsoDate, sex: Sex): string {
    const day = birth.replaceAll('-', '')
    for (const place of [area, ...OVERFLOW]) {
      const slot = `${place}${day}${sex}`
      const count = this.#byDay.get(slot) ?? 0
      if (count >= SEXES - BY_YEAR) continue
      this.#byDay.set(slot, count + 1)
      return compose(place, day, BY_YEAR + count, sex)
    }
    throw new RangeError(`no ID number left in ${area} for ${birth}`)
  }
}

function compose(area: string, day: string, half: number, sex: Sex): string {
  const sequence = half * 2 + (sex === '男' ? 1 : 0)
  const seventeen =
    area + day + (sequence < 10 ? `00${sequence}` : sequence < 100 ? `0${sequence}` : sequence)
  return seventeen + checkOf(seventeen)
}

export const birthOf = (key: string): IsoDate =>
  `${key.slice(6, 10)}-${key.slice(10, 12)}-${key.slice(12, 14)}`
