/** Where the cells of a record end, as far as a plan looks into them. */
import { BLANK, byte, CR, LF, QUOTE } from './bytes'
import { DELIMITER, LAST_COLUMN, MORE, STUCK, WIDTH } from './layout'
import { setEnd, word } from './plan'

let delimiter: u32 = 0
let lastColumn: u32 = 0
let width: u32 = 0

/** Of the record that {@link cutAlone} has cut. */
export let cells: u32 = 0
export let holdsQuote: bool = false

@inline
export function openCutting(): void {
  delimiter = word(DELIMITER)
  lastColumn = word(LAST_COLUMN)
  width = word(WIDTH)
}

/** Cuts a line that has as many cells as the header, and no quote. 32 bytes behind its end are read and ignored. */
@inline
export function cutPlain(start: u32, lineEnd: u32): void {
  const delimiters = i8x16.splat(delimiter as i8)
  let cell: u32 = 0
  let base = start
  const delimited = min(lastColumn + 1, width - 1)
  while (cell < delimited) {
    let mask =
      (i8x16.bitmask(i8x16.eq(v128.load(base), delimiters)) as u32) |
      ((i8x16.bitmask(i8x16.eq(v128.load(base, 16), delimiters)) as u32) << 16)
    for (; mask != 0 && cell < delimited; cell++) {
      setEnd(cell, base + ctz(mask))
      mask &= mask - 1
    }
    base += 32
  }
  if (lastColumn >= delimited) setEnd(delimited, withoutReturn(start, lineEnd))
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
export function cutAlone(start: u32, end: u32): u32 {
  let p = start
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
