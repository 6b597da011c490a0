/** What the program and its threads say to each other about one table file. */

import type { Columns } from '../../connectors/column.ts'
import { type FeedId, feedById, isFeedId } from '../../connectors/feeds/index.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import { REGISTER_TABLES, type RegisterTableId, registerTableOf } from '../../connectors/register/index.ts'
import type { RowCounts } from '../../connectors/row-sorter.ts'
import type { ReadableDefinition, TableReport } from '../../connectors/table-reader.ts'
import type { RangeCounts } from './in-thread.ts'
import type { RangeTask, ScannedRange } from './ranges.ts'
import type { ScannedFile } from './scanned-file.ts'

/** A feed's id, or a register table's. */
export type TableId = FeedId | `register.${RegisterTableId}`

/** The definition of a table; definitions hold functions, so that a thread is told the id only. */
export function definitionOf(id: TableId): ReadableDefinition<Columns> {
  if (isFeedId(id)) return feedById(id)
  return REGISTER_TABLES[registerTableOf(id)]
}

interface Asked<Q> {
  readonly table: TableId
  readonly cutoff: IsoDate
  /** What is asked of the rows. */
  readonly question: Q
}

/** One range of a file that is scanned as bytes. */
export interface RangeCall<Q> extends Asked<Q> {
  readonly file: ScannedFile
  readonly range: RangeTask
}

/** Rows of a part are numbered from 0, from the beginning of its range. */
export interface RangeAnswer<P> extends ScannedRange, RangeCounts {
  readonly part: P
  readonly sorted: RowCounts
  /** The record in whose quotes the file ends. */
  readonly truncatedAt?: number
}

/** A whole file, read the exact way. Parts come ahead; their rows are those of the file. */
export interface FileCall<Q> extends Asked<Q> {
  readonly path: string
  readonly shownPath: string
}

export interface FileAnswer extends TableReport {
  readonly columns: readonly string[]
}
