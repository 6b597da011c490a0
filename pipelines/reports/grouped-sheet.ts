/** A table whose columns stand in groups: a header of two rows, and rows of sums that stand out. */
import type { CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx'
import { cellOf } from './cell-text.ts'
import {
  bodyStyle,
  type Cells,
  cellOfValue,
  fill,
  HEAD,
  HEAD_HEIGHTS,
  HEAD_ROWS,
  headCells,
  heightOf,
  NOTE,
  page,
  type SheetHead,
} from './sheet-frame.ts'
import { columnLetter, type SheetColumn } from './table-sheet.ts'

export interface GroupedColumn<T> extends Omit<SheetColumn<T>, 'choices'> {
  /** Neighbouring columns of one group stand under its name; one without a group is as high as both rows. */
  readonly group?: string
}

export interface GroupedSheet<T> extends SheetHead {
  readonly columns: readonly GroupedColumn<T>[]
  readonly rows: readonly T[]
  /** Stands in place of the rows where there are none. */
  readonly empty: string
  readonly notes?: readonly string[]
  readonly frozenColumns?: number
  /** Rows that stand out: sums. */
  readonly strong?: (row: T) => boolean
  readonly filter?: true
}

/** Rows above the first row of data: title, watermark, two of the header. */
export const GROUPED_HEAD_ROWS = HEAD_ROWS + 1
const FIRST = HEAD_ROWS - 1

const strongStyle = (style: CellStyle): CellStyle => ({
  ...style,
  font: { ...style.font, bold: true },
  fill: fill('F2F2F2'),
})

export function groupedSheet<T>(table: GroupedSheet<T>): WriteSheet {
  const { columns, rows } = table
  const cells = headCells(table)
  const merges = groupHeads(columns, cells)
  const widths = columns.map(({ width }) => width)
  const styles = columns.map(({ kind = 'text', centred = false }) => bodyStyle(kind, centred))
  const body = rows.map(row => columns.map(({ value }) => cellOfValue(value?.(row))))
  rows.forEach((row, at) => {
    if (!table.strong?.(row)) return
    body[at]?.forEach((value, place) => {
      const style = styles[place]
      if (style) cells.set(`${GROUPED_HEAD_ROWS + at},${place}`, { value, style: strongStyle(style) })
    })
  })
  const below = [...(rows.length === 0 ? [table.empty] : []), ...(table.notes ?? [])]
  below.forEach((note, at) => {
    cells.set(`${GROUPED_HEAD_ROWS + rows.length + at},0`, { value: cellOf(note), style: NOTE })
  })
  const { pageSetup, headerFooter } = page(table.foot)
  const last = GROUPED_HEAD_ROWS + Math.max(1, rows.length)
  return {
    name: table.name,
    columns: widths.map((width, place) => ({ width, ...(styles[place] ? { style: styles[place] } : {}) })),
    rows: [[], [], [], [], ...body],
    cells,
    merges,
    rowDefs: new Map([
      ...HEAD_HEIGHTS.slice(0, FIRST),
      [FIRST, { height: 18 }],
      [FIRST + 1, { height: 30 }],
      ...body.map((values, at) => [GROUPED_HEAD_ROWS + at, { height: heightOf(values, widths) }] as const),
    ]),
    freezePane: { rows: GROUPED_HEAD_ROWS, columns: table.frozenColumns ?? 0 },
    ...(table.filter
      ? { autoFilter: { range: `A${GROUPED_HEAD_ROWS}:${columnLetter(columns.length - 1)}${last}` } }
      : {}),
    pageSetup: { ...pageSetup, printTitlesRow: `$1:$${GROUPED_HEAD_ROWS}` },
    ...(headerFooter ? { headerFooter } : {}),
  }
}

function groupHeads<T>(columns: readonly GroupedColumn<T>[], cells: Cells): MergeRange[] {
  const merges: MergeRange[] = []
  const put = (row: number, place: number, text: string) =>
    cells.set(`${row},${place}`, { value: text === '' ? null : cellOf(text), style: HEAD })
  columns.forEach(({ head, group }, place) => {
    const begins = group === undefined || columns[place - 1]?.group !== group
    put(FIRST, place, group === undefined ? head : begins ? group : '')
    put(FIRST + 1, place, group === undefined ? '' : head)
    if (group === undefined)
      merges.push({ startRow: FIRST, endRow: FIRST + 1, startCol: place, endCol: place })
    else if (begins) {
      const end = columns.findIndex((column, at) => at > place && column.group !== group)
      const endCol = (end === -1 ? columns.length : end) - 1
      if (endCol > place) merges.push({ startRow: FIRST, endRow: FIRST, startCol: place, endCol })
    }
  })
  return merges
}
