/** ID numbers: what cells hold one, and its key. Globals are each instance's own. */
import { APOSTROPHE, BLANK, byte, QUOTE } from './bytes'

let latestBirth: u32 = 0

// The ID number that was read last: 17 digits as the first 8 and the last 9.
export let idHigh: u32 = 0
export let idLow: u32 = 0
/** 1: its last digits are 000, as Excel leaves them. */
export let idSuspect: u32 = 0

/** @param date yyyymmdd: who is born later has no valid number */
@inline
export function acceptBirthsUntil(date: u32): void {
  latestBirth = date
}

/**
 * Reads a cell as one valid ID number: 18 characters, 15 digits, or a certificate of 20 or 22; with blanks around it,
 * one leading apostrophe, or in quotes. False for everything else, valid or not: that is for the exact way.
 */
export function readId(from: u32, to: u32): bool {
  let s = from
  let e = to
  let length = e - s
  if (length != 18 || byte(s) - 0x30 > 9) {
    if (length >= 2 && byte(s) == QUOTE && byte(e - 1) == QUOTE) {
      s++
      e--
    }
    while (s < e && byte(s) == BLANK) s++
    while (e > s && byte(e - 1) == BLANK) e--
    if (s < e && byte(s) == APOSTROPHE) s++
    length = e - s
    if (length == 15) return readFifteen(s)
    if (length != 18) {
      if (length != 20 && length != 22) return false
      if (byte(s + 18) - 0x30 > 9 || byte(s + 19) - 0x30 > 9) return false
      if (length == 22 && ((byte(s + 20) | 0x20) != 0x62 || byte(s + 21) - 0x30 > 9)) return false
    }
  }
  const v = i8x16.sub(v128.load(s), i8x16.splat(0x30))
  const d16 = byte(s + 16) - 0x30
  const front = i16x8.extend_low_i8x16_u(v)
  const back = i16x8.extend_high_i8x16_u(v)
  const sums = i32x4.add(
    i32x4.dot_i16x8_s(front, i16x8(7, 9, 10, 5, 8, 4, 2, 1)),
    i32x4.dot_i16x8_s(back, i16x8(6, 3, 7, 9, 10, 5, 8, 4)),
  )
  const halves = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
  const sum =
    (i32x4.extract_lane(halves, 0) as u32) + (i32x4.extract_lane(halves, 1) as u32) + d16 * 2
  const last = byte(s + 17)
  const isCross = (last | 0x20) == 0x78
  const rest = sum % 11
  // 1, 0, X, 9, 8 … 2 for rests of 0, 1, 2 …
  const expected = rest < 2 ? 1 - rest : 12 - rest
  const found = isCross ? 10 : last - 0x30
  // A colon stands where a tenth digit would. One branch for whatever may be wrong: it is nearly never taken.
  if (
    (v128.any_true(i8x16.gt_u(v, i8x16.splat(9))) as u32) |
    ((d16 > 9) as u32) |
    ((expected != found) as u32) |
    ((last == 0x3a) as u32)
  )
    return false
  const tens = i16x8(10, 1, 10, 1, 10, 1, 10, 1)
  const twos = i16x8.narrow_i32x4_s(i32x4.dot_i16x8_s(front, tens), i32x4.dot_i16x8_s(back, tens))
  const fours = i32x4.dot_i16x8_s(twos, i16x8(100, 1, 100, 1, 100, 1, 100, 1))
  const b = i32x4.extract_lane(fours, 1) as u32
  const c = i32x4.extract_lane(fours, 2) as u32
  const d = i32x4.extract_lane(fours, 3) as u32
  if (!isBirthDate((b % 100) * 100 + c / 100, c % 100, d / 100)) return false
  idHigh = (i32x4.extract_lane(fours, 0) as u32) * 10000 + b
  idLow = (c * 10000 + d) * 10 + d16
  idSuspect = length == 18 && last == 0x30 && idLow % 100 == 0 ? 1 : 0
  return true
}

/** The old form: 19 belongs behind the sixth digit, and there is no check character. */
function readFifteen(s: u32): bool {
  let area: u32 = 0
  let rest: u32 = 0
  for (let n: u32 = 0; n < 15; n++) {
    const digit = byte(s + n) - 0x30
    if (digit > 9) return false
    if (n < 6) area = area * 10 + digit
    else rest = rest * 10 + digit
  }
  const date = rest / 1000
  if (!isBirthDate(1900 + date / 10000, (date / 100) % 100, date % 100)) return false
  idHigh = area * 100 + 19
  idLow = rest
  idSuspect = 0
  return true
}

@inline
function isBirthDate(year: u32, month: u32, day: u32): bool {
  if (month - 1 > 11 || year < 1900 || year * 10000 + month * 100 + day > latestBirth) return false
  if (day - 1 < 28) return true
  if (month == 2) return day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  return day >= 29 && day <= 30 + ((month + (month >>> 3)) & 1)
}
