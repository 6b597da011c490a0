/**
 * The sieve, in AssemblyScript: from delivered bytes to the few records that somebody has to read.
 *
 * Every record is either judged here (it has the header's width, its ID numbers are valid, and nobody in it is a
 * subject) and only counted, or it is kept for the exact way (papaparse and connectors/row-sorter.ts). It may keep too
 * much, and never drops a record that the exact way would keep, refuse, or count in another way. Records are cut as
 * papaparse cuts them.
 */
import { BLANK, byte, CR, LF, QUOTE } from './bytes'
import { DELIMITER, FULL, LAST_COLUMN, LIMIT, MORE, POSITION, STUCK } from './layout'
import { openOwnCells, openPlan, setEnd, setWord, word } from './plan'
import { closeCounts, openCounts, take } from './records'
import { judgeRows, nextRow, takeRows } from './rows'
import { endsAtQuote, lookOver, openStretches } from './stretch'

export { provesGb18030 } from './gb18030'

let delimiter: u32 = 0
let lastColumn: u32 = 0
/** Of the record that {@link cutAlone} has cut. */
let cells: u32 = 0
let holdsQuote: bool = false

/**
 * Takes the records of the bytes from `start` to `end` that begin before `limit`. Returns why it stopped; where, and
 * what it found, is in the plan. 64 bytes behind `end` are read and ignored.
 */
export function sieve(plan: u32, start: u32, end: u32, limit: u32): u32 {
  openPlan(plan)
  delimiter = word(DELIMITER)
  lastColumn = word(LAST_COLUMN)
  openStretches()
  openCounts()
  const stop = cutRecords(start, end, limit)
  closeCounts()
  return stop
}

/** A stretch at a time; by itself a record with a quote, or one that is longer than a stretch. */
function cutRecords(start: u32, end: u32, limit: u32): u32 {
  let record = start
  while (record < end && record < limit) {
    const rows = lookOver(record, end)
    if (rows != 0) {
      judgeRows(record, rows)
      const fit = takeRows(record, rows, limit)
      record = nextRow
      if (!fit) return stopAt(record, FULL)
      if (record >= limit) break
    }
    if (!endsAtQuote && rows != 0) continue
    const next = cutAlone(record, end)
    if (next <= STUCK) return stopAt(record, next)
    if (!take(record, next, cells, holdsQuote)) return stopAt(record, FULL)
    record = next
  }
  return stopAt(record, record >= limit ? LIMIT : MORE)
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
 * Cuts one record as papaparse does: a cell is quoted if it begins with a quote, and ends at a
 * quote that only white space separates from a delimiter or line end; any other quote in it is text. Returns the
 * start of the next record, or MORE, or STUCK.
 */
function cutAlone(start: u32, end: u32): u32 {
  let p = start
  openOwnCells()
  cells = 0
  holdsQuote = false
  while (true) {
    if (p >= end) return MORE
    if (byte(p) == QUOTE) {
      holdsQuote = true
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
        if (c == QUOTE) holdsQuote = true
        p++
        if (p >= end) return MORE
        c = byte(p)
      }
    }
    const ends = byte(p) == LF
    if (cells <= lastColumn) setEnd(cells, ends ? withoutReturn(start, p) : p)
    cells++
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
