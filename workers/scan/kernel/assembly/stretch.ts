/**
 * A stretch of bytes: where its lines end, and how many cells are in each, with hardly a branch that depends on the bytes. It ends at the first
 * quote, since from there on delimiters and line ends may be text.
 */
import { LF, QUOTE } from './bytes'
import { DELIMITER, LINES_AT, MOST_ROWS, STRETCH } from './layout'
import { word } from './plan'

/** Two words for each line: where it ends, and how many delimiters are in it. */
export let linesAt: u32 = 0
export let endsAtQuote: bool = false
let delimiter: u32 = 0

@inline
export function openStretches(): void {
  linesAt = word(LINES_AT)
  delimiter = word(DELIMITER)
}

/** Looks over bytes from `start` on; 64 bytes behind `end` are read and ignored. Returns how many lines end among them. */
export function lookOver(start: u32, end: u32): u32 {
  const delimiters = i8x16.splat(delimiter as i8)
  const lineEnds = i8x16.splat(LF as i8)
  const quotes = i8x16.splat(QUOTE as i8)
  const stop = min(end, start + STRETCH)
  const mostLines = linesAt + (MOST_ROWS - 64) * 8
  let line = linesAt
  // Delimiters of the line that has not ended yet.
  let open: u32 = 0
  let met = false
  for (let base = start; base < stop && line < mostLines; base += 64) {
    const v0 = v128.load(base)
    const v1 = v128.load(base, 16)
    const v2 = v128.load(base, 32)
    const v3 = v128.load(base, 48)
    let n = mask(i8x16.eq(v0, lineEnds), i8x16.eq(v1, lineEnds), i8x16.eq(v2, lineEnds), i8x16.eq(v3, lineEnds))
    let d = mask(i8x16.eq(v0, delimiters), i8x16.eq(v1, delimiters), i8x16.eq(v2, delimiters), i8x16.eq(v3, delimiters))
    const q0 = i8x16.eq(v0, quotes)
    const q1 = i8x16.eq(v1, quotes)
    const q2 = i8x16.eq(v2, quotes)
    const q3 = i8x16.eq(v3, quotes)
    if (v128.any_true(v128.or(v128.or(q0, q1), v128.or(q2, q3))) || end - base < 64) {
      let valid: u64 = end - base < 64 ? ((1 as u64) << ((end - base) as u64)) - 1 : 0xffffffffffffffff
      const q = mask(q0, q1, q2, q3) & valid
      if (q != 0) {
        met = true
        valid = (q & (0 - q)) - 1
      }
      n &= valid
      d &= valid
    }
    const cells = popcnt(d) as u32
    // Of no line: what is written here is written over.
    let before = popcnt(d & ((n & (0 - n)) - 1)) as u32
    store<u32>(line, base + (ctz(n) as u32))
    store<u32>(line, open + before, 4)
    const endsLine = n != 0
    line += (endsLine as u32) << 3
    n &= n - 1
    while (n != 0) {
      const counted = popcnt(d & ((n & (0 - n)) - 1)) as u32
      store<u32>(line, base + (ctz(n) as u32))
      store<u32>(line, counted - before, 4)
      before = counted
      line += 8
      n &= n - 1
    }
    open = endsLine ? cells - before : open + cells
    if (met) break
  }
  endsAtQuote = met
  return (line - linesAt) >> 3
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
