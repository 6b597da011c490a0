/**
 * Residents 户籍 in four words each: enough to find out which 户号 matter before the rows are read again.
 *
 *  0  the first 8 digits of the key, and five bits of flags above them
 *  1  its last 9 digits but the check character
 *  2  two hashes of the 户号; 0 and 0 without one
 *  3
 *
 * The scan's kernels (workers/scan/kernel) write the same words.
 */

import { hashHouseNumber } from './house-numbers.ts'
import { keyHigh, keyLow } from './key-halves.ts'

/** 户籍状态=正常 */
export const LIVING = 1
export const IN_VILLAGE = 2
export const ELDER = 4
/** Meets the feed's candidate predicate (I04). */
export const MAY_BE_LEFT_OUT = 8

export const RESIDENT_WORDS = 4
export const FLAGS_SHIFT = 27
export const KEY_HIGH = 2 ** FLAGS_SHIFT - 1

/**
 * @param houseNumber 户号, folded; '' if missing
 * @param bornBy the latest birth date of an elder, ISO; '' if nobody is one
 */
export function residentWords(
  key: string,
  houseNumber: string,
  flags: number,
  bornBy: string,
): readonly [number, number, number, number] {
  const isElder = key.slice(6, 14) <= bornBy.replaceAll('-', '')
  const [one, other] = hashHouseNumber(houseNumber)
  return [keyHigh(key) + (flags | (isElder ? ELDER : 0)) * 2 ** FLAGS_SHIFT, keyLow(key), one, other]
}

/** The latest birth date of somebody who has full `age` years at `asOf`; '' if no age is given. */
export const bornBy = (asOf: string, age: number | undefined): string =>
  age === undefined ? '' : `${String(Number(asOf.slice(0, 4)) - age)}${asOf.slice(4)}`
