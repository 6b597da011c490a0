/**
 * The sieve, in AssemblyScript: from delivered bytes to the few records that somebody has to read.
 *
 * Every record is either judged here (it has the header's width, its ID numbers are valid, and nobody in it is a
 * subject) and only counted, or it is kept for the exact way (papaparse and connectors/row-sorter.ts). It may keep too
 * much, and never drops a record that the exact way would keep, refuse, or count in another way. Records are cut as
 * papaparse cuts them.
 */
import { cells, cutAlone, holdsQuote, openCutting } from './cells'
import { FULL, LIMIT, MORE, POSITION, STUCK } from './layout'
import { openPlan, setWord } from './plan'
import { closeCounts, openCounts, take } from './records'
import { nextRow, takeRows } from './rows'
import { endsAtQuote, lookOver, openStretches } from './stretch'

export { provesGb18030 } from './gb18030'

/**
 * Takes the records of the bytes from `start` to `end` that begin before `limit`. Returns why it stopped; where, and
 * what it found, is in the plan. 64 bytes behind `end` are read and ignored.
 */
export function sieve(plan: u32, start: u32, end: u32, limit: u32): u32 {
  openPlan(plan)
  openCutting()
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
