/**
 * A stretch of bytes: where its delimiters and line ends are, without a branch for each of them. It ends at the first quote,
 * since from there on delimiters and line ends may be text.
 */
import { LF, QUOTE } from './bytes'
import { DELIMITER, LINES_AT, MARKS_AT, MOST_ROWS, STRETCH } from './layout'
import { word } from './plan'

/** Addresses of delimiters and line ends, ascending. */
export let marksAt: u32 = 0
/** Behind the last of them. */
export let marksEnd: u32 = 0
/** Addresses of line ends. */
export let linesAt: u32 = 0
export let endsAtQuote: bool = false
let delimiter: u32 = 0

@inline
export function openStretches(): void {
  marksAt = word(MARKS_AT)
  linesAt = word(LINES_AT)
  delimiter = word(DELIMITER)
}

/** Looks over bytes from `start` on; 64 bytes behind `end` are read and ignored. Returns how many lines end among them. */
export function lookOver(start: u32, end: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8)
  const lineEnds = i8x16.splat(LF as i8)
  const quotes = i8x16.splat(QUOTE as i8)
  const stop = min(end, start + STRETCH)
  const mostLines = linesAt + (MOST_ROWS - 64) * 4
  let mark = marksAt
  let line = linesAt
  let met = false
  for (let base = start; base < stop && line < mostLines; base += 64) {
    const v0 = v128.load(base)
    const v1 = v128.load(base, 16)
    const v2 = v128.load(base, 32)
    const v3 = v128.load(base, 48)
    const n0 = i8x16.eq(v0, lineEnds)
    const n1 = i8x16.eq(v1, lineEnds)
    const n2 = i8x16.eq(v2, lineEnds)
    const n3 = i8x16.eq(v3, lineEnds)
    let n = mask(n0, n1, n2, n3)
    let marks =
      mask(i8x16.eq(v0, delimiters), i8x16.eq(v1, delimiters), i8x16.eq(v2, delimiters), i8x16.eq(v3, delimiters)) | n
    const q0 = i8x16.eq(v0, quotes)
    const q1 = i8x16.eq(v1, quotes)
    const q2 = i8x16.eq(v2, quotes)
    const q3 = i8x16.eq(v3, quotes)
    let valid: u64 = 0xffffffffffffffff
    if (end - base < 64) valid = ((1 as u64) << ((end - base) as u64)) - 1
    if (v128.any_true(v128.or(v128.or(q0, q1), v128.or(q2, q3)))) {
      const q = mask(q0, q1, q2, q3) & valid
      if (q != 0) {
        met = true
        valid = (q & (0 - q)) - 1
      }
    }
    n &= valid
    marks &= valid
    const count = popcnt(marks) as u32
    const next = mark + (count << 2)
    // Perhaps more than there are: what follows is written over them.
    marks = put(mark, 0, base, marks)
    marks = put(mark, 4, base, marks)
    marks = put(mark, 8, base, marks)
    marks = put(mark, 12, base, marks)
    marks = put(mark, 16, base, marks)
    marks = put(mark, 20, base, marks)
    marks = put(mark, 24, base, marks)
    marks = put(mark, 28, base, marks)
    marks = put(mark, 32, base, marks)
    marks = put(mark, 36, base, marks)
    marks = put(mark, 40, base, marks)
    marks = put(mark, 44, base, marks)
    if (count > 12) {
      mark += 48
      do {
        store<u32>(mark, base + (ctz(marks) as u32))
        marks &= marks - 1
        mark += 4
      } while (mark < next)
    }
    mark = next
    if (n != 0) {
      const lines = popcnt(n) as u32
      store<u32>(line, base + (ctz(n) as u32))
      n &= n - 1
      store<u32>(line, base + (ctz(n) as u32), 4)
      if (lines > 2) {
        for (let k: u32 = 2; k < lines; k++) {
          n &= n - 1
          store<u32>(line + (k << 2), base + (ctz(n) as u32))
        }
      }
      line += lines << 2
    }
    if (met) break
  }
  marksEnd = mark
  endsAtQuote = met
  return (line - linesAt) >> 2
}

@inline
function mask(one: v128, two: v128, three: v128, four: v128): u64 {
  return (
    (i8x16.bitmask(one) as u32 as u64) |
    ((i8x16.bitmask(two) as u32 as u64) << 16) |
    ((i8x16.bitmask(three) as u32 as u64) << 32) |
    ((i8x16.bitmask(four) as u32 as u64) << 48)
  )
}

/** Puts the lowest mark down, and returns the others. */
@inline
function put(at: u32, offset: u32, base: u32, marks: u64): u64 {
  store<u32>(at + offset, base + (ctz(marks) as u32))
  return marks & (marks - 1)
}
