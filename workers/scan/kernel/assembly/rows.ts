/** The rows of a stretch: judged all at once, then settled one after the other. */
import { byte, CR } from './bytes'
import { ROWS_AT } from './layout'
import { openCells, word } from './plan'
import { judge, KEEP, keepBelow, keepsAny, keyHigh, keyLow, lookUp, records, settle, width } from './records'
import { linesAt, marksAt, marksEnd } from './stretch'

/** Where the next row begins when {@link takeRows} has ended. */
export let nextRow: u32 = 0

/** Notes of every row where its marks begin, its status and its key: four words. */
export function judgeRows(start: u32, rows: u32): void {
  const last = (width - 1) << 2
  const keepsAll = keepsAny()
  const kept = keepBelow > records ? keepBelow - records : 0
  const end = marksEnd
  let note = word(ROWS_AT)
  let record = start
  let marks = marksAt
  let line = linesAt
  for (let row: u32 = 0; row < rows; row++, note += 16, line += 4) {
    const lineEnd = load<u32>(line)
    const lastMark = marks + last
    store<u32>(note, marks)
    if (lastMark < end && load<u32>(lastMark) == lineEnd) {
      if (keepsAll || row < kept) store<u32>(note, KEEP, 4)
      else {
        // A carriage return before the line end is part of it.
        if (lineEnd > record && byte(lineEnd - 1) == CR) store<u32>(lastMark, lineEnd - 1)
        openCells(marks)
        store<u32>(note, judge(record, note + 4), 4)
        store<u32>(note, keyHigh, 8)
        store<u32>(note, keyLow, 12)
      }
      marks = lastMark + 4
    } else {
      // Not as many cells as the header has.
      store<u32>(note, KEEP, 4)
      while (load<u32>(marks) != lineEnd) marks += 4
      marks += 4
    }
    record = lineEnd + 1
  }
  lookUp()
}

/** Settles the rows that begin before `limit`. False: there is no room for the next one. */
export function takeRows(start: u32, rows: u32, limit: u32): bool {
  let note = word(ROWS_AT)
  let line = linesAt
  let record = start
  for (let row: u32 = 0; row < rows && record < limit; row++, note += 16, line += 4) {
    const next = load<u32>(line) + 1
    openCells(load<u32>(note))
    if (!settle(record, next, false, load<u32>(note, 4), load<u32>(note, 8), load<u32>(note, 12))) {
      nextRow = record
      return false
    }
    record = next
  }
  nextRow = record
  return true
}
