/** Templates: an empty file with the canonical headers, to hand to a department. */
import { type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { type ColumnDescription, describe, type TableDescription } from './catalogue.ts'
import type { ColumnKind } from './column.ts'
import type { AnyDefinition } from './definition.ts'
import { columnName } from './header.ts'

export type TemplateFormat = 'xlsx' | 'csv'

/** Spreadsheets spoil what is not text: 18 digits lose three, codes lose their leading zeros. */
const CELL_FORMATS: Readonly<Partial<Record<ColumnKind, string>>> = {
  id: '@',
  code: '@',
  county: '@',
  date: 'yyyy-mm-dd',
}
/** Rows that are there with the format of their column, because a column without cells cannot carry one. */
const PREPARED_ROWS = 1_000
/** A drop-down costs nothing, so it reaches further. */
const LAST_ROW_WITH_LIST = 20_000
/** Part of the bytes; fixed, so that equal definitions give equal bytes. */
const MODIFIED = new Date(Date.UTC(2017, 0, 1))
/** What Excel takes as a list that is written into the validation itself. */
const LONGEST_LIST = 255

const FONT = { name: '宋体', size: 11 } as const
const REQUIRED_HEADER: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE699' } },
  numFmt: '@',
}
const OPTIONAL_HEADER: CellStyle = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } },
  numFmt: '@',
}
const WRAPPED: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }

/**
 * The bytes of an empty file for a feed or a register table. XLSX: the header row (required columns bold and
 * coloured), text format for ID and code columns, drop-downs for categories, and a sheet 填写说明. CSV: UTF-8 with
 * BOM, the header row alone. Equal definitions give equal bytes.
 */
export async function template(definition: AnyDefinition, format: TemplateFormat): Promise<Uint8Array> {
  const table = describe(definition)
  if (format === 'csv') return new TextEncoder().encode(headerRecord(table))
  return writeXlsx({
    sheets: [dataSheet(table), instructionSheet(table)],
    properties: { title: `${table.title.zh} (${table.id})`, modified: MODIFIED },
    defaultFont: FONT,
  })
}

function headerRecord(table: TableDescription): string {
  const cells = table.columns.map(({ header }) =>
    /[",\r\n]/.test(header) ? `"${header.replaceAll('"', '""')}"` : header,
  )
  return `\uFEFF${cells.join(',')}\r\n`
}

function dataSheet(table: TableDescription): WriteSheet {
  const blank = table.columns.map(() => null)
  return {
    name: '数据',
    columns: table.columns.map(column => {
      const numFmt = CELL_FORMATS[column.kind]
      return { width: widthOf(column), ...(numFmt === undefined ? {} : { numFmt }) }
    }),
    rows: [table.columns.map(column => column.header), ...Array.from({ length: PREPARED_ROWS }, () => blank)],
    cells: new Map(
      table.columns.map((column, at) => [
        `0,${at}`,
        { style: column.required ? REQUIRED_HEADER : OPTIONAL_HEADER },
      ]),
    ),
    freezePane: { rows: 1 },
    dataValidations: table.columns.flatMap(listOf),
  }
}

const widthOf = ({ kind, header }: ColumnDescription): number =>
  Math.max(kind === 'id' ? 22 : kind === 'text' ? 16 : 12, header.length * 2 + 2)

/** Codes are accepted beside the labels, and some cells hold several values: the list offers, it does not forbid. */
function listOf(column: ColumnDescription, at: number): DataValidation[] {
  if (!column.values || column.values.join(',').length > LONGEST_LIST) return []
  const letters = columnName(at)
  return [
    {
      type: 'list',
      values: [...column.values],
      range: `${letters}2:${letters}${LAST_ROW_WITH_LIST}`,
      allowBlank: true,
      showErrorMessage: column.kind === 'category',
      errorStyle: 'warning',
      errorTitle: column.header,
      errorMessage: '不在可选值之内, 比对时按原文保留, 不作判断。是否保留?',
    },
  ]
}

const INSTRUCTION_HEADERS = ['列名', '是否必填', '单位', '填写要求', '也可用的列名']

function instructionSheet(table: TableDescription): WriteSheet {
  const introduction = [
    [`${table.title.zh} (${table.id}) 填写说明`],
    [
      '数据填在第一张工作表, 表头一行不要改动; 着色加粗的列必须有。每行一条记录, 不要合并单元格, 不要加合计行。',
    ],
    [
      `证件号码和各类编码须为文本: 数字格式只保留 15 位, 其后变成 0, 这样的号码一律退回。前 ${PREPARED_ROWS} 行已设为文本, 数据更多时请先把整列设为文本再粘贴。`,
    ],
    ['没有的内容留空。交接时请写明数据截止日期、覆盖区县、行数、授权文号。'],
    [],
  ]
  const columns = table.columns.map(column => [
    column.header,
    column.required ? '必填列' : '',
    column.unit ?? '',
    column.accepts.zh,
    column.aliases.join('、'),
  ])
  const headerAt = introduction.length
  const bold = [[0, 0], ...INSTRUCTION_HEADERS.map((_, at) => [headerAt, at])]
  return {
    name: '填写说明',
    columns: [
      { width: 26 },
      { width: 10 },
      { width: 8 },
      { width: 80, style: WRAPPED },
      { width: 40, style: WRAPPED },
    ],
    rows: [...introduction, INSTRUCTION_HEADERS, ...columns],
    cells: new Map(
      bold.map(([row, column]) => [`${row},${column}`, { style: { font: { ...FONT, bold: true } } }]),
    ),
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}
