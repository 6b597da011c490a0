/** In a thread: the rows of a table, by range or by file, for whoever takes them. */
import type { Columns } from '../../../connectors/column.ts'
import { RowSorter } from '../../../connectors/row-sorter.ts'
import { openTable, type ReadRow, type Reject } from '../../../connectors/table-reader.ts'
import { scanFileRange, seatAt } from '../in-thread.ts'
import type { SievePlan } from '../plan.ts'
import { headerOf } from '../scanned-file.ts'
import type { TableHandle } from '../subject-table.ts'
import {
  definitionOf,
  type FileAnswer,
  type FileCall,
  type RangeAnswer,
  type RangeCall,
} from '../table-calls.ts'

/** Takes what a scan keeps, and makes parts of it. */
export interface RowTaker<P> {
  /** A row that stands; its number counts from the beginning of the range or file. */
  row(row: ReadRow<Columns>): void
  reject(reject: Reject): void
  /** Persons whom the kernel has read, in the words of kernel/layout.ts. */
  persons?(words: Uint32Array): void
  /** A subject of a row that the kernel has judged, for plans that keep no text of such rows. */
  entry?(row: number, high: number, low: number): void
  /** How much was gathered since the last part, in rows. */
  readonly gathered: number
  /** What was gathered since the last part. */
  part(): P
}

/** Rows after which a part is sent ahead, where a file is read as a whole. */
const PART_ROWS = 20_000

/** Where a thread works. */
export interface Workplace {
  readonly handle: TableHandle
}

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

/** Reads a whole file the exact way. */
export async function takeFile<Q, P>(
  { table, cutoff, path, shownPath }: FileCall<Q>,
  taker: RowTaker<P>,
  emit: (part: P) => Promise<void>,
): Promise<FileAnswer> {
  await using reader = await openTable<Columns>(path, definitionOf(table), { cutoff, shownPath })
  for await (const { rows, rejects } of reader.batches()) {
    for (const reject of rejects) taker.reject(reject)
    for (const row of rows) taker.row(row)
    if (taker.gathered >= PART_ROWS) await emit(taker.part())
  }
  await emit(taker.part())
  return { ...reader.report(), columns: [...reader.columns.keys()] }
}
