/** rejects.csv: every reject, one row for each bad ID (contract §5). */
import { compareCodePoints } from './code-point.ts'
import { BOM, csvLine } from './csv.ts'
import { shownAs } from './masking.ts'
import type { RejectRow } from './model.ts'

export const REJECTS_COLUMNS = ['feed', 'file', 'row', 'column', 'reason', 'value'] as const

export interface RejectsOptions {
  readonly masked: boolean
}

/** By feed, file as in the manifest, row, column; several rejects of one cell keep the order of the cell. */
export const compareRejects = (a: RejectRow, b: RejectRow): number =>
  compareCodePoints(a.feed, b.feed) ||
  a.fileOrder - b.fileOrder ||
  compareCodePoints(a.file, b.file) ||
  a.row - b.row ||
  compareCodePoints(a.column, b.column)

/** The rejects in the order of rejects.csv. A new array. */
export const sortRejects = (rejects: Iterable<RejectRow>): RejectRow[] => [...rejects].sort(compareRejects)

/** BOM and header. */
export const rejectsHeader = (): string => BOM + csvLine(REJECTS_COLUMNS)

/** One reject as a line, with its line end. */
export const rejectsLine = (reject: RejectRow, { masked }: RejectsOptions): string =>
  csvLine([
    reject.feed,
    reject.file,
    String(reject.row),
    reject.column,
    reject.reason,
    shownAs(masked).value(reject.value),
  ])

/** The file, line by line: header, then the rejects in the order given, which must be that of {@link sortRejects}. */
export function* rejectsLines(sorted: Iterable<RejectRow>, options: RejectsOptions): Generator<string> {
  yield rejectsHeader()
  for (const reject of sorted) yield rejectsLine(reject, options)
}
