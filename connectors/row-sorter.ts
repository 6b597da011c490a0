/** Sorting records: which are rows of the table, which are rejects, which are no data; and counting all of them. */
import type { Columns } from './column.ts'
import type { FeedDefinition, RegisterDefinition } from './definition.ts'
import type { Header } from './header.ts'
import { cellText } from './id-number.ts'
import type { IsoDate } from './reading.ts'
import type { Cells } from './records.ts'
import { type Layout, layoutOf, type ReadRow, TableRow } from './row.ts'
import { type Reject, type RowJudge, rowJudge } from './row-judge.ts'
import { isBlank, rowKind, type SkipKind } from './row-kind.ts'

/** A feed or a register table of any columns. */
export type ReadableDefinition<C extends Columns> = FeedDefinition<string, C> | RegisterDefinition<string, C>

export interface RowCounts {
  /** Rejects included, skipped rows not. */
  readonly dataRows: number
  /** Rows that do not stand. */
  readonly rejectedRows: number
  readonly skipped: Readonly<Record<SkipKind, number>>
  /** Accepted IDs that end in 000. */
  readonly suspectPrecision: number
  /** Rows of a wrong width with line breaks inside quotes: a lost quote may have swallowed the rows after it. */
  readonly linesInQuotes: readonly { readonly row: number; readonly lines: number }[]
}

/** Takes the records below a header, one after the other, in any order. */
export class RowSorter<C extends Columns> {
  readonly #header: readonly string[]
  readonly #layout: Layout
  readonly #judge: RowJudge
  /** Whether every record of the file has all its cells, as in CSV. */
  readonly #fixedWidth: boolean
  /** Indexes of all ID columns. */
  readonly #ids: readonly number[]
  readonly #skipped: Record<SkipKind, number> = { title: 0, blank: 0, header: 0, subtotal: 0, note: 0 }
  readonly #linesInQuotes: { row: number; lines: number }[] = []
  #dataRows = 0
  #rejectedRows = 0
  #suspectPrecision = 0

  constructor(definition: ReadableDefinition<C>, header: Header, cutoff: IsoDate, fixedWidth: boolean) {
    this.#header = header.cells
    this.#fixedWidth = fixedWidth
    this.#layout = layoutOf(definition, header.columns)
    this.#judge = rowJudge(definition, header.columns, cutoff)
    this.#ids = Object.entries(definition.columns).flatMap(([property, column]) => {
      const place = column.kind === 'id' ? header.columns.get(property) : undefined
      return place ? [place.index] : []
    })
  }

  /** A record above the header. */
  takeTitle(cells: Cells): void {
    this.#skipped[isBlank(cells) ? 'blank' : 'title']++
  }

  /**
   * The row that a record is, if it stands; rejects are handed to `reject` as they are found.
   * @param isRow whether it is known to be a row of the right width
   */
  take(row: number, cells: Cells, reject: (reject: Reject) => void, isRow = false): ReadRow<C> | undefined {
    if (!isRow) {
      const kind = rowKind(cells, this.#header, this.#ids)
      if (kind !== 'data') {
        this.#skipped[kind]++
        return undefined
      }
      if (this.#fixedWidth && !this.#fits(cells)) {
        this.rejectWidth(row, cells, reject)
        return undefined
      }
    }
    this.#dataRows++
    const { stands, persons } = this.#judge(row, cells, reject)
    if (!stands) {
      this.#rejectedRows++
      return undefined
    }
    for (const person of persons) if (person.suspectPrecision) this.#suspectPrecision++
    return new TableRow(row, cells, persons, this.#layout)
  }

  /** Refuses a record as a whole: it has another number of cells, or the file ends inside its quotes. */
  rejectWidth(row: number, cells: Cells, reject: (reject: Reject) => void): void {
    this.#dataRows++
    this.#rejectedRows++
    reject({ row, column: '', reason: 'columns', value: `${cells.length}/${this.#header.length}` })
    const lines = cells.reduce<number>((sum, cell) => sum + cellText(cell).split('\n').length - 1, 0)
    if (lines > 0) this.#linesInQuotes.push({ row, lines })
  }

  /** What was taken so far. */
  counts(): RowCounts {
    return {
      dataRows: this.#dataRows,
      rejectedRows: this.#rejectedRows,
      skipped: { ...this.#skipped },
      suspectPrecision: this.#suspectPrecision,
      linesInQuotes: [...this.#linesInQuotes],
    }
  }

  /** As many cells as the header has; on both sides empty ones at the end do not count. */
  #fits(cells: Cells): boolean {
    const width = this.#header.length
    if (cells.length === width) return true
    return cells.length > width
      ? cells.slice(width).every(cell => isBlank([cell]))
      : this.#header.slice(cells.length).every(label => label === '')
  }
}
