/**
 * A table as an office exports it: title rows, a header of its own wording, now and then a repeated header, a
 * subtotal or a blank row, and notes at the bottom.
 */
import type { Cell, Sink } from './sink.ts'

/** A column of the file: a canonical column under the header that this office uses, or a column nobody asked for. */
export type FileColumn =
  | { readonly header: string; readonly index: number }
  | { readonly header: string; readonly extra: (row: number) => Cell }

export interface TableFormat {
  readonly columns: readonly FileColumn[]
  readonly titles?: readonly string[]
  /** Data rows between repeated headers. */
  readonly headerEvery?: number
  /** Data rows between subtotals (小计). */
  readonly subtotalEvery?: number
  /** Data rows between blank rows. */
  readonly blankEvery?: number
  /** Whether a 合计 row closes the table. */
  readonly total?: boolean
  readonly notes?: readonly string[]
}

/** Files by their number of data rows: what a manifest states. */
export class TableFile {
  readonly #sink: Sink
  readonly #format: TableFormat
  readonly #header: readonly string[]
  #rows = 0

  constructor(sink: Sink, format: TableFormat) {
    this.#sink = sink
    this.#format = format
    this.#header = format.columns.map(({ header }) => header)
    for (const title of format.titles ?? []) this.#alone(title)
    sink.record(this.#header)
  }

  get rows(): number {
    return this.#rows
  }

  /** Writes one data row, given in canonical column order; `surplus` goes behind the last column. */
  row(cells: readonly Cell[], surplus?: string): void {
    this.#rows++
    const record: Cell[] = []
    for (const column of this.#format.columns) {
      record.push('index' in column ? (cells[column.index] ?? '') : column.extra(this.#rows))
    }
    if (surplus !== undefined) record.push(surplus)
    this.#sink.record(record)
    this.#between()
  }

  async close(): Promise<number> {
    if (this.#format.total) this.#sum('合计', this.#rows)
    for (const note of this.#format.notes ?? []) this.#alone(note)
    return this.#sink.close()
  }

  #between(): void {
    const { headerEvery, subtotalEvery, blankEvery } = this.#format
    if (blankEvery && this.#rows % blankEvery === 0) this.#sink.record(this.#header.map(() => ''))
    if (subtotalEvery && this.#rows % subtotalEvery === 0) this.#sum('小计', subtotalEvery)
    if (headerEvery && this.#rows % headerEvery === 0) this.#sink.record(this.#header)
  }

  #alone(text: string): void {
    this.#sink.record([text, ...this.#header.slice(1).map(() => '')])
  }

  /** The count stands in the last column that holds no ID number. */
  #sum(word: string, count: number): void {
    const at = this.#header.findLastIndex(header => !/身份证|证件|证号|号码|保障号/.test(header))
    this.#sink.record(this.#header.map((_, i) => (i === 0 ? word : i === at ? String(count) : '')))
  }
}

/** Columns in the order of the canonical ones, under these headers. */
export const columnsAs = (headers: readonly string[]): FileColumn[] =>
  headers.map((header, index) => ({ header, index }))

/** Columns by canonical position and header, in the order of this office. */
export const columnsFrom = (
  canonical: readonly string[],
  order: readonly (string | readonly [string, string])[],
) =>
  order.map((item): FileColumn => {
    const [name, header] = typeof item === 'string' ? [item, item] : item
    const index = canonical.indexOf(name)
    if (index < 0) throw new RangeError(`no canonical column ${name}`)
    return { header, index }
  })

export const serialNumber: FileColumn = { header: '序号', extra: row => String(row) }
export const constantColumn = (header: string, text: string): FileColumn => ({ header, extra: () => text })
