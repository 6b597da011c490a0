/**
 * A workbook's bytes. `hucre` writes all of it but the rows of tables, of which it gets one: it would find out anew for each
 * cell how the cell looks, which was most of the time that reports took.
 */
import { type CellValue, colToLetter, type WriteOptions, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { checkZip, unpackEntry } from '../../../connectors/zip.ts'
import { isPlain, type PlainValue, rowsXml, SharedTexts } from './table-rows.ts'
import { zipFile } from './zip-file.ts'

/** As `hucre` would write it; equal options give equal bytes. */
export async function writeBook(options: WriteOptions): Promise<Uint8Array> {
  const tables = options.sheets.map(tableOf)
  const frame = await writeXlsx({
    ...options,
    sheets: options.sheets.map((sheet, place) => frameOf(sheet, tables[place])),
  })
  if (tables.every(table => table === undefined)) return frame
  const parts = await partsOf(frame)
  // Nothing but numbers.
  if (!parts.has(TEXTS)) return writeXlsx(options)
  const texts = new SharedTexts(countOf(textOf(parts, TEXTS)))
  tables.forEach((table, place) => {
    if (!table) return
    const name = `xl/worksheets/sheet${place + 1}.xml`
    parts.set(name, filled(textOf(parts, name), table, texts))
  })
  parts.set(TEXTS, Buffer.from(withTexts(textOf(parts, TEXTS), texts)))
  return zipFile(Array.from(parts, ([name, bytes]) => ({ name, bytes })))
}

/** The rows of a sheet whose cells look as their columns say. */
interface Table {
  /** From 0. */
  readonly first: number
  readonly rows: readonly (readonly PlainValue[])[]
  readonly heightOf: (place: number) => number | undefined
}

/** Where `hucre` looks into the rows for more than the rows. */
const LOOKS_INTO_ROWS = ['data', 'tables', 'pivotTables'] as const satisfies readonly (keyof WriteSheet)[]

/** Not of sheets with anything between the rows that looks or means otherwise. */
function tableOf(sheet: WriteSheet): Table | undefined {
  const { rows = [], columns = [], cells, rowDefs } = sheet
  if (LOOKS_INTO_ROWS.some(key => sheet[key]) || columns.some(({ autoWidth }) => autoWidth)) return undefined
  const first = rows.findIndex(row => row.length > 0)
  if (first === -1) return undefined
  const body: readonly (readonly CellValue[])[] = rows.slice(first)
  if (!body.every(isPlainRow)) return undefined
  for (const place of cells?.keys() ?? []) {
    const row = Number.parseInt(place, 10)
    if (row >= first && row < rows.length) return undefined
  }
  for (const [row, { height: _, ...more }] of rowDefs ?? [])
    if (row >= first && row < rows.length && Object.keys(more).length > 0) return undefined
  return { first, rows: body, heightOf: place => rowDefs?.get(first + place)?.height }
}

const isPlainRow = (row: readonly CellValue[]): row is readonly PlainValue[] => row.every(isPlain)

const widthOf = ({ rows }: Table): number => rows.reduce((most, row) => Math.max(most, row.length), 0)

/** In points. */
const EMPTY_HEIGHT = 1

/** The sheet with one empty row in place of the table, and the size that it has with the table. */
function frameOf(sheet: WriteSheet, table: Table | undefined): WriteSheet {
  if (!table) return sheet
  const { rows = [], cells = new Map(), rowDefs = new Map() } = sheet
  const { first } = table
  const empty: CellValue[] = new Array(widthOf(table)).fill(null)
  const around = [...rowDefs].filter(([row]) => row < first || row >= rows.length)
  return {
    ...sheet,
    rows: [...rows.slice(0, first), empty],
    // Nothing, but the sheet ends there.
    cells: new Map([...cells, [`${rows.length - 1},0`, { value: null }]]),
    rowDefs: new Map([...around, [first, { height: EMPTY_HEIGHT }]]),
  }
}

const TEXTS = 'xl/sharedStrings.xml'
const TEXTS_HEAD = /(<sst [^>]*?)\scount="(\d+)" uniqueCount="\d+"/

const countOf = (xml: string): number => Number(TEXTS_HEAD.exec(xml)?.[2])

const withTexts = (xml: string, texts: SharedTexts): string =>
  xml
    .replace(TEXTS_HEAD, `$1 count="${texts.count}" uniqueCount="${texts.count}"`)
    .replace('</sst>', () => `${texts.xml()}</sst>`)

/** A sheet with its table in place of the empty row, whose cells say how those of their columns look. */
function filled(xml: string, table: Table, texts: SharedTexts): Buffer {
  const number = table.first + 1
  const begin = `<row r="${number}" ht="${EMPTY_HEIGHT}" customHeight="1"`
  const empty = new RegExp(`${begin}(?:/>|>(.*?)</row>)`).exec(xml)
  if (!empty) throw new Error(`Row ${number} of a worksheet is not as it was written`)
  const formats = new Map<string, number>()
  for (const [, letters = '', format] of (empty[1] ?? '').matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"\/>/g))
    formats.set(letters, Number(format))
  const columns = Array.from({ length: widthOf(table) }, (_, column) => {
    const letters = colToLetter(column)
    return { letters, format: formats.get(letters) ?? 0 }
  })
  return Buffer.concat([
    Buffer.from(xml.slice(0, empty.index)),
    rowsXml(table.rows, number, columns, table.heightOf, texts),
    Buffer.from(xml.slice(empty.index + empty[0].length)),
  ])
}

/** The parts of a package in their order. */
async function partsOf(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const parts = new Map<string, Buffer>()
  for (const entry of await checkZip(bytes)) parts.set(entry.name, await unpackEntry(bytes, entry))
  return parts
}

function textOf(parts: ReadonlyMap<string, Buffer>, name: string): string {
  const part = parts.get(name)
  if (part === undefined) throw new Error(`The workbook has no part ${name}`)
  return part.toString('utf8')
}
