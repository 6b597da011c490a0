/** In a thread: the rows of one range of a file, for whoever takes them. */
import type { Columns } from '../../../connectors/column.ts'
import type { Reject } from '../../../connectors/row-judge.ts'
import { RowSorter } from '../../../connectors/row-sorter.ts'
import { scanFileRange, seatAt } from '../in-thread.ts'
import type { SievePlan } from '../plan.ts'
import { headerOf } from '../scanned-file.ts'
import { definitionOf, type RangeAnswer, type RangeCall } from '../table-calls.ts'
import type { RowTaker, Workplace } from './row-taker.ts'

/** Scans one range of a file. */
export function takeRange<Q, P>(
  { table, cutoff, file, range }: RangeCall<Q>,
  { handle }: Workplace,
  plan: SievePlan,
  taker: RowTaker<P>,
): RangeAnswer<P> {
  const sorter = new RowSorter<Columns>(definitionOf(table), headerOf(file), cutoff, true)
  const reject = (found: Reject) => taker.reject(found)
  const headerRow = range.head ?? 0
  let truncatedAt: number | undefined
  const take = (record: number, cells: readonly string[], isRow: boolean): void => {
    const row = record + 1
    if (row < headerRow) sorter.takeTitle(cells)
    else if (row > headerRow) {
      const taken = sorter.take(record, cells, reject, isRow)
      if (taken) taker.row(taken)
    }
  }
  const entry = taker.entry?.bind(taker)
  const scanned = scanFileRange(seatAt(handle), file, range, plan, handle.shape, {
    drain: (scratch, kept) => {
      kept.each(scratch, take, entry)
      taker.persons?.(scratch.persons)
    },
    tail: (record, cells, insideQuotes) => {
      if (insideQuotes) truncatedAt = record
      if (insideQuotes && record >= headerRow) sorter.rejectWidth(record, cells, reject)
      else take(record, cells, false)
    },
  })
  return {
    ...scanned,
    part: taker.part(),
    sorted: sorter.counts(),
    ...(truncatedAt === undefined ? {} : { truncatedAt }),
  }
}
