/** Where records of cells go: a text file or a workbook. */

/** Numbers are numeric cells in a workbook, and digits in text. */
export type Cell = string | number

export interface Sink {
  record(cells: readonly Cell[]): void
  /** Finishes the file; resolves to its size in bytes. */
  close(): Promise<number>
}
