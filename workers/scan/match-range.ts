/** A thread's task: who of the subjects stands in one range of a file, and which of its rows are rejects. */

import type { Columns } from '../../connectors/column.ts'
import { type FeedId, feedById } from '../../connectors/feeds/index.ts'
import type { Reject } from '../../connectors/row-judge.ts'
import { type RowCounts, RowSorter } from '../../connectors/row-sorter.ts'
import { keyHigh, keyLow } from '../../pipelines/match/key-table.ts'
import type { Task } from '../threads/messages.ts'
import { type RangeCounts, scanFileRange, seatAt } from './in-thread.ts'
import type { KernelKind } from './kernel/kernel.ts'
import { MODE } from './kernel/layout.ts'
import type { RangeTask, ScannedRange } from './ranges.ts'
import { headerOf, type ScannedFile } from './scanned-file.ts'
import type { TableHandle } from './subject-table.ts'
import { tablePlan } from './table-plan.ts'

export interface MatchRange {
  readonly file: ScannedFile
  readonly feed: FeedId
  readonly cutoff: string
  readonly table: TableHandle
  readonly kernel: KernelKind
  readonly range: RangeTask
}

/** Rows are numbered from 0, from the beginning of the range. */
export interface MatchedRange extends ScannedRange, RangeCounts {
  /** `row, high, low` of each matched person, in the order of rows. */
  readonly matches: Uint32Array
  readonly rejects: readonly Reject[]
  readonly sorted: RowCounts
}

const matchRange: Task<MatchRange, never, MatchedRange> = ({ file, feed, cutoff, table, kernel, range }) => {
  const definition = feedById(feed)
  const seat = seatAt(table, kernel)
  const sorter = new RowSorter<Columns>(definition, headerOf(file), cutoff, true)
  const matches = new Triples()
  const rejects: Reject[] = []
  const reject = (found: Reject) => rejects.push(found)
  const headerRow = range.head ?? 0
  const take = (record: number, cells: readonly string[]): void => {
    const row = record + 1
    if (row === headerRow) return
    if (row < headerRow) {
      sorter.takeTitle(cells)
      return
    }
    for (const person of sorter.take(record, cells, reject)?.persons ?? [])
      if (person.joins && seat.table.has(person.key))
        matches.add(record, keyHigh(person.key), keyLow(person.key))
  }
  const scanned = scanFileRange(
    seat,
    file,
    range,
    { ...tablePlan(file, definition, cutoff), mode: MODE.subjects | MODE.entriesOnly },
    table.shape,
    {
      drain: (scratch, kept) =>
        kept.each(scratch, take, (record, high, low) => matches.add(record, high, low)),
      tail: (record, cells, insideQuotes) =>
        insideQuotes && record >= headerRow ? sorter.rejectWidth(record, cells, reject) : take(record, cells),
    },
  )
  return { ...scanned, matches: matches.values(), rejects, sorted: sorter.counts() }
}
export default matchRange

class Triples {
  #values = new Uint32Array(3 * 1024)
  #length = 0

  add(row: number, high: number, low: number): void {
    if (this.#length + 3 > this.#values.length) {
      const longer = new Uint32Array(this.#values.length * 2)
      longer.set(this.#values)
      this.#values = longer
    }
    this.#values[this.#length++] = row
    this.#values[this.#length++] = high
    this.#values[this.#length++] = low
  }

  values(): Uint32Array {
    return this.#values.slice(0, this.#length)
  }
}
