/** The rows of a stretch: judged all at once, then settled one after the other. */
import { cutPlain } from './cells'
import { LINES_AT, ROWS_AT } from './layout'
import { word } from './plan'
import { judge, KEEP, keepsUnread, keyHigh, keyLow, looksInto, looksUp, lookUp, records, settle, take } from './records'

/** Where the next row begins when {@link takeRows} has ended. */
export let nextRow: u32 = 0

/** Takes the rows that begin before `limit`. False: there is no room for the next one. */
export function takeRows(start: u32, rows: u32, limit: u32): bool {
  return looksUp != 0 ? takeTogether(start, rows, limit) : takeOneByOne(start, rows, limit)
}

/** Where nobody is looked up. */
function takeOneByOne(start: u32, rows: u32, limit: u32): bool {
  let line = word(LINES_AT)
  nextRow = start
  for (let row: u32 = 0; row < rows && nextRow < limit; row++, line += 8) {
    const lineEnd = load<u32>(line)
    const cells = load<u32>(line, 4) + 1
    if (!keepsUnread(records, cells)) cutPlain(nextRow, lineEnd)
    if (!take(nextRow, lineEnd + 1, cells, false)) return false
    nextRow = lineEnd + 1
  }
  return true
}

function takeTogether(start: u32, rows: u32, limit: u32): bool {
  judgeRows(start, rows)
  let note = word(ROWS_AT)
  let line = word(LINES_AT)
  nextRow = start
  for (let row: u32 = 0; row < rows && nextRow < limit; row++, note += 12, line += 8) {
    const lineEnd = load<u32>(line)
    const status = load<u32>(note)
    if (looksInto(status)) cutPlain(nextRow, lineEnd)
    if (!settle(nextRow, lineEnd + 1, false, status, load<u32>(note, 4), load<u32>(note, 8))) return false
    nextRow = lineEnd + 1
  }
  return true
}

/** Notes of every row its status and its key: three words. */
function judgeRows(start: u32, rows: u32): void {
  let note = word(ROWS_AT)
  let line = word(LINES_AT)
  let record = start
  for (let row: u32 = 0; row < rows; row++, note += 12, line += 8) {
    const lineEnd = load<u32>(line)
    if (keepsUnread(records + row, load<u32>(line, 4) + 1)) store<u32>(note, KEEP)
    else {
      cutPlain(record, lineEnd)
      store<u32>(note, judge(record, note))
      store<u32>(note, keyHigh, 4)
      store<u32>(note, keyLow, 8)
    }
    record = lineEnd + 1
  }
  lookUp()
}
