/**
 * The sieve, in AssemblyScript: from delivered bytes to the few records that somebody has to read.
 *
 * Every record is either judged here (it has the header's width, its ID numbers are valid, and nobody in it is a
 * subject) and only counted, or it is kept for the exact way (papaparse and connectors/row-sorter.ts). It may keep too
 * much, and never drops a record that the exact way would keep, refuse, or count in another way. Records are cut as
 * papaparse cuts them.
 */
import { BLANK, byte, CR, LF, QUOTE } from './bytes'
import {
  DELIMITER, FULL, LAST_COLUMN, LIMIT, MORE, POSITION, STUCK,
} from './layout'
import { openPlan, setEnd, setWord, word } from './plan'
import { closeCounts, openCounts, take } from './records'

export { provesGb18030 } from './gb18030'

let delimiter: u32 = 0
let lastColumn: u32 = 0
/** Cells of the record that {@link cutQuoted} has cut. */
let quotedCells: u32 = 0

/**
 * Takes the records of the bytes from `start` to `end` that begin before `limit`. Returns why it stopped; where, and
 * what it found, is in the plan. 64 bytes behind `end` are read and ignored.
 */
export function sieve(plan: u32, start: u32, end: u32, limit: u32): u32 {
  openPlan(plan)
  delimiter = word(DELIMITER)
  lastColumn = word(LAST_COLUMN)
  openCounts()
  const stop = cutRecords(start, end, limit)
  closeCounts()
  return stop
}

/** 64 bytes at a time, as bit masks of delimiters, line ends and quotes. */
function cutRecords(start: u32, end: u32, limit: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8)
  const lineEnds = i8x16.splat(LF as i8)
  const quotes = i8x16.splat(QUOTE as i8)
  let recordStart = start
  let base = start
  let cell: u32 = 0
  while (base < end) {
    if (recordStart >= limit) return stopAt(recordStart, LIMIT)
    const v0 = v128.load(base)
    const v1 = v128.load(base, 16)
    const v2 = v128.load(base, 32)
    const v3 = v128.load(base, 48)
    let d =
      (i8x16.bitmask(i8x16.eq(v0, delimiters)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, delimiters)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, delimiters)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, delimiters)) as u32 as u64) << 48)
    let n =
      (i8x16.bitmask(i8x16.eq(v0, lineEnds)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, lineEnds)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, lineEnds)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, lineEnds)) as u32 as u64) << 48)
    const q =
      (i8x16.bitmask(i8x16.eq(v0, quotes)) as u32 as u64) |
      ((i8x16.bitmask(i8x16.eq(v1, quotes)) as u32 as u64) << 16) |
      ((i8x16.bitmask(i8x16.eq(v2, quotes)) as u32 as u64) << 32) |
      ((i8x16.bitmask(i8x16.eq(v3, quotes)) as u32 as u64) << 48)
    let valid: u64 = 0xffffffffffffffff
    if (end - base < 64) valid = ((1 as u64) << ((end - base) as u64)) - 1
    let quoted = false
    if ((q & valid) != 0) {
      quoted = true
      valid &= (q & (0 - q)) - 1
    }
    d &= valid
    n &= valid
    while (n != 0) {
      const below = (n & (0 - n)) - 1
      let before = d & below
      while (before != 0 && cell <= lastColumn) {
        setEnd(cell, base + (ctz(before) as u32))
        cell++
        before &= before - 1
      }
      cell += popcnt(before) as u32
      const lineEnd = base + (ctz(n) as u32)
      if (cell <= lastColumn) setEnd(cell, withoutReturn(recordStart, lineEnd))
      if (!take(recordStart, lineEnd + 1, cell + 1, false)) return stopAt(recordStart, FULL)
      recordStart = lineEnd + 1
      cell = 0
      d &= ~below
      n &= n - 1
      if (recordStart >= limit) return stopAt(recordStart, LIMIT)
    }
    if (quoted) {
      const next = cutQuoted(recordStart, end)
      if (next <= STUCK) return stopAt(recordStart, next)
      if (!take(recordStart, next, quotedCells, true)) return stopAt(recordStart, FULL)
      recordStart = next
      base = next
      cell = 0
      continue
    }
    while (d != 0 && cell <= lastColumn) {
      setEnd(cell, base + (ctz(d) as u32))
      cell++
      d &= d - 1
    }
    cell += popcnt(d) as u32
    base += 64
  }
  return stopAt(recordStart, recordStart >= limit ? LIMIT : MORE)
}

@inline
function stopAt(position: u32, stop: u32): u32 {
  setWord(POSITION, position)
  return stop
}

/** Where the last cell of a line ends: a carriage return before the line end is part of it. */
@inline
function withoutReturn(recordStart: u32, lineEnd: u32): u32 {
  return lineEnd > recordStart && byte(lineEnd - 1) == CR ? lineEnd - 1 : lineEnd
}

/**
 * Cuts one record that holds a quote, as papaparse does: a cell is quoted if it begins with a quote, and ends at a
 * quote that only white space separates from a delimiter or line end; any other quote in it is text. Returns the
 * start of the next record, or MORE, or STUCK.
 */
function cutQuoted(start: u32, end: u32): u32 {
  let p = start
  quotedCells = 0
  while (true) {
    if (p >= end) return MORE
    if (byte(p) == QUOTE) {
      p++
      while (true) {
        p = findQuote(p, end)
        let r = p + 1
        if (r >= end) return MORE
        let c = byte(r)
        if (c == QUOTE) {
          p = r + 1
          continue
        }
        while (c != delimiter && c != LF && (c == BLANK || (c >= 9 && c <= 13))) {
          r++
          if (r >= end) return MORE
          c = byte(r)
        }
        if (c == delimiter || c == LF) {
          p = r
          break
        }
        // Perhaps white space of another script.
        if (c >= 0x80) return STUCK
        p++
      }
    } else {
      let c = byte(p)
      while (c != delimiter && c != LF) {
        p++
        if (p >= end) return MORE
        c = byte(p)
      }
    }
    const ends = byte(p) == LF
    if (quotedCells <= lastColumn) setEnd(quotedCells, ends ? withoutReturn(start, p) : p)
    quotedCells++
    p++
    if (ends) return p
  }
}

/** The next quote at `p` or behind it; `end` if there is none. */
function findQuote(p: u32, end: u32): u32 {
  const quotes = i8x16.splat(QUOTE as i8)
  while (p < end) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(p), quotes)) as u32
    if (mask != 0) return min(p + ctz(mask), end)
    p += 16
  }
  return end
}
