/**
 * Worksheets as this house writes them: a title, a watermark line, a frozen header with filters, text that stays
 * text, and a page that prints on A4 landscape. Built as values; nothing here knows what the cells mean.
 */
import {
  type CellStyle,
  type CellValue,
  type ConditionalRule,
  type DataValidation,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx'
import { neutralised } from './csv.ts'
import type { RunStamp } from './model.ts'
import { textWidth } from './text-width.ts'
import { beijingTime } from './wording.ts'

/** The longest text that a cell may hold. */
export const LONGEST_CELL = 32_767
/** What XML 1.0 forbids, and what only confuses: carriage returns, lone surrogates. */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/gu
/** `_x0041_` in a text would be read as an escaped character. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g
/** Texts that a writer takes for a cell error. */
const ERROR_TEXT = /^#(?:[A-Z/0]+[!?]|N\/A|GETTING_DATA)$/

/** A text as a cell takes it: no forbidden characters, no formula, not too long. */
export function cellOf(text: string): string {
  const clean = text.replaceAll('\r\n', '\n').replace(FORBIDDEN, '').replace(LOOKS_ESCAPED, '_x005F_')
  const safe = neutralised(ERROR_TEXT.test(clean) ? `'${clean}` : clean)
  return safe.length > LONGEST_CELL
    ? `${safe.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : safe
}

const FONT = '宋体'
const SIZE = 9
const font = (extra: NonNullable<CellStyle['font']> = {}): NonNullable<CellStyle['font']> => ({
  name: FONT,
  size: SIZE,
  ...extra,
})
const fill = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
  bgColor: { rgb },
})
const GREY = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BOX = { top: GREY, right: GREY, bottom: GREY, left: GREY }
const TEXT_FORMAT = '@'

const TITLE: CellStyle = { font: font({ size: 14, bold: true }), alignment: { vertical: 'center' } }
const MARK: CellStyle = { font: font({ color: { rgb: '7F7F7F' } }), alignment: { vertical: 'center' } }
const SECTION: CellStyle = { font: font({ size: 11, bold: true }), alignment: { vertical: 'center' } }
const NOTE: CellStyle = { font: font(), alignment: { vertical: 'center' } }
const HEAD: CellStyle = {
  font: font({ bold: true }),
  fill: fill('DCE6F1'),
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const INPUT_HEAD: CellStyle = { ...HEAD, fill: fill('FFE699') }

export type ColumnKind = 'text' | 'number' | 'input' | 'inputDate'

const bodyStyle = (kind: ColumnKind, centred: boolean): CellStyle => ({
  font: font(),
  border: BOX,
  alignment: {
    vertical: 'top',
    wrapText: true,
    ...(centred
      ? { horizontal: 'center' as const }
      : kind === 'number'
        ? { horizontal: 'right' as const }
        : {}),
  },
  ...(kind === 'number'
    ? { numFmt: '#,##0' }
    : kind === 'inputDate'
      ? { numFmt: 'yyyy-mm-dd' }
      : { numFmt: TEXT_FORMAT }),
  ...(kind === 'input' || kind === 'inputDate' ? { fill: fill('FFFBEB') } : {}),
})

/** A column of a table: what stands in it is a function of the row. */
export interface SheetColumn<T> {
  readonly head: string
  /** In characters of the base font; a Chinese character takes two. */
  readonly width: number
  /** `text` by default; input columns are left empty for a person. */
  readonly kind?: ColumnKind
  readonly centred?: boolean
  readonly value?: (row: T) => string | number | undefined
  /** Choices of an input column. */
  readonly choices?: readonly string[]
}

/** Title and watermark of a sheet. */
export interface SheetHead {
  readonly name: string
  readonly title: string
  readonly mark: string
  /** Printed at the foot of each page, on the left. */
  readonly foot: string
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

/** Rows above the first row of data: title, watermark, header. */
export const HEAD_ROWS = 3

const page = (foot: string): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> => ({
  pageSetup: {
    paperSize: 'a4',
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `$1:$${HEAD_ROWS}`,
    margins: { top: 0.4, bottom: 0.5, left: 0.3, right: 0.3, header: 0.2, footer: 0.2 },
  },
  // & begins a code in a footer.
  headerFooter: { oddFooter: `&L&8${foot.replaceAll('&', '&&')}&R&8第 &P 页，共 &N 页` },
})

const cellOfValue = (value: string | number | undefined): CellValue =>
  value === undefined ? null : typeof value === 'number' ? value : value === '' ? null : cellOf(value)

/** Points of a line of the base font, and of what is above and below the text of a cell. */
const LINE = 13
const PADDING = 4
/** The tallest row that a spreadsheet has. */
const TALLEST = 409
/** What the borders of a cell take of its width, in characters. */
const BORDERS = 1

const linesOf = (text: string, width: number): number =>
  text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / Math.max(1, width - BORDERS))), 0)

/** The height that shows every wrapped text whole: not every program fits rows by itself when it opens a file. */
function heightOf(values: readonly CellValue[], widths: readonly number[], least = 1): number {
  let lines = least
  values.forEach((value, place) => {
    const width = widths[place]
    if (
      typeof value === 'string' &&
      width !== undefined &&
      (value.length * 2 > width || value.includes('\n'))
    ) {
      lines = Math.max(lines, linesOf(value, width))
    }
  })
  return Math.min(TALLEST, lines * LINE + PADDING)
}

type Cells = NonNullable<WriteSheet['cells']>

function headCells(head: SheetHead): Cells {
  return new Map([
    ['0,0', { value: cellOf(head.title), style: TITLE }],
    ['1,0', { value: cellOf(head.mark), style: MARK }],
  ])
}

const HEAD_HEIGHTS: readonly (readonly [number, { height: number }])[] = [
  [0, { height: 22 }],
  [1, { height: 16 }],
  [2, { height: 30 }],
]

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
  const text = bodyStyle('text', false)
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

/** The line that says who made a workbook, when, from which run, what for. */
export const watermark = (run: RunStamp): string =>
  [
    `比对批次 ${run.runId}`,
    `${beijingTime(run.startedAt)}（北京时间）`,
    `操作人 ${run.user}`,
    `用途 ${run.purpose}`,
    ...(run.authorisation ? [`授权 ${run.authorisation}`] : []),
    `数据截止 ${run.asOf}`,
    `政策 ${run.policy}`,
    run.masked ? '证件号码已脱敏' : '含完整证件号码，严禁外传',
    '疑点仅为核查线索，不作为认定依据',
  ].join('　|　')

/** The workbook's bytes; equal sheets and stamp give equal bytes. */
export function workbook(run: RunStamp, title: string, sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  const started = new Date(run.startedAt)
  return writeXlsx({
    sheets: [...sheets],
    defaultFont: { name: FONT, size: SIZE },
    properties: {
      title: cellOf(title),
      creator: 'bidui',
      description: cellOf(watermark(run)),
      created: started,
      modified: started,
    },
  })
}
