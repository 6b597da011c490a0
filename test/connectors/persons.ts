/** Invented ID numbers with correct check characters. */
import fc from 'fast-check'
import { checkCharacter } from '../../connectors/id-number.ts'
import { isCalendarDate } from '../../connectors/reading.ts'

export const CUTOFF = '2017-11-18'

/** A valid ID number of nobody: area and birth date as given, the sequence number chosen. */
export const idNumber = (sequence: number, born = '19900307', area = '530129'): string => {
  const digits = `${area}${born}${String(sequence).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

export const validIds = fc
  .record({
    area: fc.integer({ min: 100_000, max: 999_999 }),
    year: fc.integer({ min: 1900, max: 2016 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .filter(({ year, month, day }) => isCalendarDate(year, month, day))
  .map(({ area, year, month, day, sequence }) =>
    idNumber(
      sequence,
      `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`,
      String(area),
    ),
  )
