/** CSV as it leaves the house: UTF-8 with BOM, RFC 4180, no cell that a spreadsheet would run. */

export const BOM = '\uFEFF'
const LINE_END = '\r\n'

const RUNS = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
export const neutralised = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell)

const quoted = (cell: string): string => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** One record with its line end; every cell neutralised, and quoted where it must be. */
export const csvLine = (cells: readonly string[]): string =>
  cells.map(cell => quoted(neutralised(cell))).join(',') + LINE_END
