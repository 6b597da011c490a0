/** One table on one sheet: frozen header, filters, drop-down lists. Nothing here knows what the cells mean. */
import type { ConditionalRule, DataValidation, WriteSheet } from 'hucre/xlsx'
import { cellOf } from './cell-text.ts'
import {
  bodyStyle,
  type ColumnKind,
  cellOfValue,
  fill,
  HEAD,
  HEAD_HEIGHTS,
  HEAD_ROWS,
  headCells,
  heightOf,
  INPUT_HEAD,
  NOTE,
  page,
  type SheetHead,
} from './sheet-frame.ts'

/** A column of a table: what stands in it is a function of the row. */
export interface SheetColumn<T> {
  readonly head: string
  /** In characters of the base font; a Chinese character takes two. */
  readonly width: number
  /** `text` by default. */
  readonly kind?: ColumnKind
  readonly centred?: boolean
  readonly value?: (row: T) => string | number | undefined
  /** Choices of an input column. */
  readonly choices?: readonly string[]
}

export interface TableSheet<T> extends SheetHead {
  readonly columns: readonly SheetColumn<T>[]
  readonly rows: readonly T[]
  /** Stands in place of the rows where there are none. */
  readonly empty: string
  /** Lines under the table. */
  readonly notes?: readonly string[]
  readonly frozenColumns?: number
  /** Place of a column of ordinals: rows are shaded where it is odd, so that a group is seen as one. */
  readonly groupColumn?: number
}

/** 0 → A, 26 → AA. */
export function columnLetter(place: number): string {
  let letters = ''
  for (let rest = place; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

/** One table on one sheet, with filters. Cells are styled by column, so that many rows stay cheap. */
export function tableSheet<T>(table: TableSheet<T>): WriteSheet {
  const { columns, rows } = table
  const cells = headCells(table)
  columns.forEach(({ head, kind }, place) => {
    cells.set(`${HEAD_ROWS - 1},${place}`, {
      value: cellOf(head),
      style: kind === 'input' || kind === 'inputDate' ? INPUT_HEAD : HEAD,
    })
  })
  const widths = columns.map(({ width }) => width)
  const body = rows.map(row => columns.map(({ value }) => cellOfValue(value?.(row))))
  const below = [...(rows.length === 0 ? [table.empty] : []), ...(table.notes ?? [])]
  below.forEach((note, place) => {
    cells.set(`${HEAD_ROWS + rows.length + place},0`, { value: cellOf(note), style: NOTE })
  })
  const last = HEAD_ROWS + rows.length
  const lastColumn = columnLetter(columns.length - 1)
  const validations = rows.length === 0 ? [] : validationsOf(columns, last)
  return {
    name: table.name,
    columns: columns.map(({ width, kind = 'text', centred = false }) => ({
      width,
      style: bodyStyle(kind, centred),
    })),
    rows: [[], [], [], ...body],
    cells,
    rowDefs: new Map([
      ...HEAD_HEIGHTS,
      ...body.map((values, place) => [HEAD_ROWS + place, { height: heightOf(values, widths) }] as const),
    ]),
    freezePane: { rows: HEAD_ROWS, columns: table.frozenColumns ?? 0 },
    autoFilter: { range: `A${HEAD_ROWS}:${lastColumn}${Math.max(last, HEAD_ROWS + 1)}` },
    ...(validations.length > 0 ? { dataValidations: validations } : {}),
    ...(table.groupColumn === undefined || rows.length === 0
      ? {}
      : { conditionalRules: shading(table.groupColumn, columns, last) }),
    ...page(table.foot),
  }
}

/** Excel's serial of 2010-01-01: an earlier day of checking is a slip. */
const EARLIEST_DAY = '40179'

function validationsOf<T>(columns: readonly SheetColumn<T>[], last: number): DataValidation[] {
  return columns.flatMap(({ kind, choices, head }, place): DataValidation[] => {
    const range = `${columnLetter(place)}${HEAD_ROWS + 1}:${columnLetter(place)}${last}`
    const common = { range, allowBlank: true, showErrorMessage: true, errorTitle: head }
    if (choices) {
      const errorMessage = `请从下拉列表中选择：${choices.join('、')}`
      return [{ ...common, type: 'list', values: [...choices], errorStyle: 'stop', errorMessage }]
    }
    if (kind !== 'inputDate') return []
    const errorMessage = '请填写日期，例如 2017-11-25'
    return [
      {
        ...common,
        type: 'date',
        operator: 'greaterThan',
        formula1: EARLIEST_DAY,
        errorStyle: 'warning',
        errorMessage,
      },
    ]
  })
}

/** By a formula over the ordinal, not by cell: the shading stays right when a person sorts or filters. */
function shading<T>(group: number, columns: readonly SheetColumn<T>[], last: number): ConditionalRule[] {
  const inputs = columns.findIndex(({ kind }) => kind === 'input' || kind === 'inputDate')
  const end = columnLetter((inputs === -1 ? columns.length : inputs) - 1)
  return [
    {
      type: 'expression',
      priority: 1,
      formula: `MOD($${columnLetter(group)}${HEAD_ROWS + 1},2)=1`,
      range: `A${HEAD_ROWS + 1}:${end}${last}`,
      style: { fill: fill('F2F2F2') },
    },
  ]
}
