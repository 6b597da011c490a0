/** Records: the rows of a delivered table as they stand in its file, whatever its format. */
import type { Notice } from './input-error.ts'

/** A cell as delivered: text, or the number of a workbook's numeric cell. */
export type Cell = string | number
export type Cells = readonly Cell[]

/** Consecutive records; the first is row `firstRow` of the spreadsheet, counted from 1. */
export interface RecordBlock {
  readonly firstRow: number
  readonly records: readonly Cells[]
}

/** A record with its row. */
export interface PlacedRecord {
  readonly row: number
  readonly cells: Cells
}

/** An opened table file. */
export interface RecordSource extends AsyncDisposable {
  /** The first non-blank records, among which the header is looked for. */
  readonly head: readonly PlacedRecord[]
  /** Whether every record must have as many cells as the header: in text, where a missing one shifts the rest. */
  readonly fixedWidth: boolean
  readonly notices: readonly Notice[]
  /** All records from row 1. Can be asked for once. */
  blocks(): AsyncIterable<RecordBlock>
  /** The row that the end of the file cuts off inside quotes; known when `blocks` is exhausted. */
  truncatedAt(): number | undefined
}

/** Records among which the header is looked for. */
export const HEAD_RECORDS = 6
