/** ID numbers in the memory: what cells hold one, and its key. See assembly/id-number.ts for what is read. */
const QUOTE = 0x22
const BLANK = 0x20
const APOSTROPHE = 0x27

export class IdReader {
  /** Who is born later has no valid number; yyyymmdd. */
  latestBirth = 0
  /** The number that was read last: its key in two halves. */
  high = 0
  low = 0
  /** 1: its last digits are 000, as Excel leaves them. */
  suspect = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Whether the cell from `from` to `to` is one valid number; false for whatever the exact way has to read. */
  read(from: number, to: number): boolean {
    const bytes = this.#bytes
    let start = from
    let end = to
    if (end - start !== 18 || !isDigit(bytes[start])) {
      if (end - start >= 2 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE) {
        start++
        end--
      }
      while (start < end && bytes[start] === BLANK) start++
      while (end > start && bytes[end - 1] === BLANK) end--
      if (start < end && bytes[start] === APOSTROPHE) start++
      const length = end - start
      if (length === 15) return this.#readFifteen(start)
      if (length !== 18) {
        if (length !== 20 && length !== 22) return false
        if (!isDigit(bytes[start + 18]) || !isDigit(bytes[start + 19])) return false
        if (length === 22 && (((bytes[start + 20] ?? 0) | 0x20) !== 0x62 || !isDigit(bytes[start + 21])))
          return false
      }
    }
    // Each digit weighs twice as much as the one behind it, modulo 11.
    let sum = 0
    let high = 0
    let low = 0
    for (let at = start; at < start + 8; at++) {
      const digit = (bytes[at] ?? 0) - 0x30
      if (digit < 0 || digit > 9) return false
      sum = sum * 2 + digit
      high = high * 10 + digit
    }
    for (let at = start + 8; at < start + 17; at++) {
      const digit = (bytes[at] ?? 0) - 0x30
      if (digit < 0 || digit > 9) return false
      sum = sum * 2 + digit
      low = low * 10 + digit
    }
    const last = bytes[start + 17] ?? 0
    const isCross = (last | 0x20) === 0x78
    // A colon stands where a tenth digit would.
    if (!isCross && !isDigit(last)) return false
    if ((12 - ((sum * 2) % 11)) % 11 !== (isCross ? 10 : last - 0x30)) return false
    if (!this.#isBirthDate(birthDate(high, low))) return false
    this.high = high
    this.low = low
    this.suspect = end - start === 18 && last === 0x30 && low % 100 === 0 ? 1 : 0
    return true
  }

  #readFifteen(start: number): boolean {
    let area = 0
    let rest = 0
    for (let n = 0; n < 15; n++) {
      const digit = (this.#bytes[start + n] ?? 0) - 0x30
      if (digit < 0 || digit > 9) return false
      if (n < 6) area = area * 10 + digit
      else rest = rest * 10 + digit
    }
    if (!this.#isBirthDate(19_000_000 + Math.floor(rest / 1000))) return false
    this.high = area * 100 + 19
    this.low = rest
    this.suspect = 0
    return true
  }

  /** @param date yyyymmdd */
  #isBirthDate(date: number): boolean {
    const year = Math.floor(date / 10_000)
    const month = Math.floor(date / 100) % 100
    const day = date % 100
    if (year < 1900 || date > this.latestBirth || month < 1 || month > 12) return false
    if (day >= 1 && day <= 28) return true
    if (month === 2) return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    return day >= 29 && day <= 30 + ((month + (month >>> 3)) & 1)
  }
}

const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39

/** Digits 7 to 14 of a key: two of them are in its high part. */
export const birthDate = (high: number, low: number): number =>
  (high % 100) * 1_000_000 + Math.floor(low / 1000)
