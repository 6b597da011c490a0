/**
 * What all worksheets of this house have: a title, a watermark line, styles, text that stays text, rows as high as
 * their text, and a page that prints on A4 landscape.
 */
import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import { cellOf } from './cell-text.ts'
import { textWidth } from './text-width.ts'

export const FONT = '宋体'
export const SIZE = 9
const font = (extra: NonNullable<CellStyle['font']> = {}): NonNullable<CellStyle['font']> => ({
  name: FONT,
  size: SIZE,
  ...extra,
})
export const fill = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
  bgColor: { rgb },
})
const GREY = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BOX = { top: GREY, right: GREY, bottom: GREY, left: GREY }

const TITLE: CellStyle = { font: font({ size: 14, bold: true }), alignment: { vertical: 'center' } }
const MARK: CellStyle = { font: font({ color: { rgb: '7F7F7F' } }), alignment: { vertical: 'center' } }
export const SECTION: CellStyle = { font: font({ size: 11, bold: true }), alignment: { vertical: 'center' } }
export const NOTE: CellStyle = { font: font(), alignment: { vertical: 'center' } }
export const HEAD: CellStyle = {
  font: font({ bold: true }),
  fill: fill('DCE6F1'),
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
export const INPUT_HEAD: CellStyle = { ...HEAD, fill: fill('FFE699') }

/**
 * `text`: codes and names, text whatever they look like. `prose`: sentences; older programs show `####` for more
 * than 255 characters in a cell of text format. Input columns are left empty for a person.
 */
export type ColumnKind = 'text' | 'prose' | 'number' | 'input' | 'inputDate'

const NUMBER_FORMATS: Readonly<Partial<Record<ColumnKind, string>>> = {
  text: '@',
  number: '#,##0',
  inputDate: 'yyyy-mm-dd',
}

export const bodyStyle = (kind: ColumnKind, centred: boolean): CellStyle => ({
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
  ...(NUMBER_FORMATS[kind] === undefined ? {} : { numFmt: NUMBER_FORMATS[kind] }),
  ...(kind === 'input' || kind === 'inputDate' ? { fill: fill('FFFBEB') } : {}),
})

/** Title and watermark of a sheet. */
export interface SheetHead {
  readonly name: string
  readonly title: string
  readonly mark: string
  /** Printed at the foot of each page, on the left. */
  readonly foot: string
}

/** Rows above the first row of data: title, watermark, header. */
export const HEAD_ROWS = 3

export const page = (foot: string): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> => ({
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

export const cellOfValue = (value: string | number | undefined): CellValue =>
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
export function heightOf(values: readonly CellValue[], widths: readonly number[], least = 1): number {
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

export type Cells = NonNullable<WriteSheet['cells']>

export function headCells(head: SheetHead): Cells {
  return new Map([
    ['0,0', { value: cellOf(head.title), style: TITLE }],
    ['1,0', { value: cellOf(head.mark), style: MARK }],
  ])
}

export const HEAD_HEIGHTS: readonly (readonly [number, { height: number }])[] = [
  [0, { height: 22 }],
  [1, { height: 16 }],
  [2, { height: 30 }],
]
