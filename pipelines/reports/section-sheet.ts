/** Several small tables under one another on one sheet. */
import type { CellStyle, WriteSheet } from 'hucre/xlsx'
import {
  bodyStyle,
  cellOfValue,
  HEAD,
  HEAD_HEIGHTS,
  HEAD_ROWS,
  headCells,
  heightOf,
  NOTE,
  page,
  SECTION,
  type SheetHead,
} from './sheet-frame.ts'

const LONE_LINE = 18

/** A small table on a sheet of several. */
export interface Section {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number | undefined)[])[]
  /** Stands in place of the rows where there are none. */
  readonly empty: string
}

export interface SectionSheet extends SheetHead {
  /** Widths of the columns, which all sections share. */
  readonly widths: readonly number[]
  readonly sections: readonly Section[]
}

/** Several small tables under one another. */
export function sectionSheet(sheet: SectionSheet): WriteSheet {
  const cells = headCells(sheet)
  const heights = new Map(HEAD_HEIGHTS.slice(0, HEAD_ROWS - 1))
  let row = HEAD_ROWS - 1
  const put = (
    values: readonly (string | number | undefined)[],
    style: (value: string | number | undefined) => CellStyle,
  ) => {
    values.forEach((value, place) => {
      cells.set(`${row},${place}`, { value: cellOfValue(value), style: style(value) })
    })
    // A lone text is a heading or a note: it runs over the cells beside it.
    heights.set(row, {
      height: values.length === 1 ? LONE_LINE : heightOf(values.map(cellOfValue), sheet.widths),
    })
    row++
  }
  const text = bodyStyle('prose', false)
  const number = bodyStyle('number', false)
  for (const section of sheet.sections) {
    put([section.title], () => SECTION)
    put(section.heads, () => HEAD)
    for (const values of section.rows) put(values, value => (typeof value === 'number' ? number : text))
    if (section.rows.length === 0) put([section.empty], () => NOTE)
    row++
  }
  const { pageSetup, headerFooter } = page(sheet.foot)
  return {
    name: sheet.name,
    columns: sheet.widths.map(width => ({ width })),
    rows: [],
    cells,
    rowDefs: heights,
    freezePane: { rows: HEAD_ROWS - 1 },
    pageSetup: { ...pageSetup, printTitlesRow: `$1:$${HEAD_ROWS - 1}` },
    ...(headerFooter ? { headerFooter } : {}),
  }
}
