/** In a thread: who takes the rows of a table, and where. */
import type { Columns } from '../../../connectors/column.ts'
import type { ReadRow } from '../../../connectors/row.ts'
import type { Reject } from '../../../connectors/row-judge.ts'
import type { TableHandle } from '../subject-table.ts'

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

/** Where a thread works. */
export interface Workplace {
  readonly handle: TableHandle
}
