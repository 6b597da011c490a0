/** Delivered files as DuckDB reads them: UTF-8, commas, one header row at the top. */
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { AnyDefinition } from '../../../connectors/definition.ts'
import { recogniseFile } from '../../../connectors/file-kind.ts'
import { countNames, findHeader, type Header } from '../../../connectors/header.ts'
import { cellText } from '../../../connectors/id-number.ts'
import type { Cells, RecordSource } from '../../../connectors/records.ts'
import { isBlank } from '../../../connectors/row-kind.ts'
import { openTableHead, tableId } from '../../../connectors/table-reader.ts'
import { openTextTable } from '../../../connectors/text-table.ts'
import { openWorkbookTable } from '../../../connectors/xlsx-table.ts'

export interface PlainFile {
  readonly path: string
  /** Columns of the file. */
  readonly width: number
  /** Places of the ID columns of persons who join, from 0. */
  readonly ids: readonly number[]
  readonly converted: boolean
}

/**
 * The file itself if it is plain, else a plain copy at `copy`.
 * @throws InputError for a file that is no table of the definition
 */
export async function plainFile(path: string, definition: AnyDefinition, copy: string): Promise<PlainFile> {
  const head = await openTableHead(path, definition, {})
  if (head && head.form.encoding === 'utf-8' && head.delimiter === ',' && head.header.row === 1)
    return { path, ...shapeOf(head.header, definition), converted: false }
  await using source = await openSource(path, definition)
  const header = findHeader(source.head, definition.columns, { id: tableId(definition), file: path })
  await pipeline(linesBelow(source, header), createWriteStream(copy))
  return { path: copy, ...shapeOf(header, definition), converted: true }
}

const shapeOf = ({ cells, columns }: Header, definition: AnyDefinition) => ({
  width: cells.length,
  ids: definition.persons.flatMap(({ id, joins }) => {
    const place = joins ? columns.get(id)?.index : undefined
    return place === undefined ? [] : [place]
  }),
})

async function openSource(path: string, definition: AnyDefinition): Promise<RecordSource> {
  const handle = await open(path)
  let kept = false
  try {
    if ((await recogniseFile(handle, path)) === 'workbook') return await openWorkbookTable(path, path)
    const source = await openTextTable(handle, path, cells => countNames(cells, definition.columns))
    kept = true
    return source
  } finally {
    if (!kept) await handle.close()
  }
}

/** The header and the records below it. */
async function* linesBelow(source: RecordSource, { row, cells }: Header): AsyncGenerator<string> {
  const { length: width } = cells
  yield csvLine(cells)
  for await (const { firstRow, records } of source.blocks()) {
    const below = records.slice(Math.max(0, row + 1 - firstRow))
    if (below.length > 0)
      yield below.map(record => csvLine(fitted(record, width, source.fixedWidth))).join('')
  }
}

/**
 * A record as wide as the header where the contract has it so: without surplus cells that are empty; in a workbook with
 * those that are missing at the end. Others stay as they are, and are rows of a wrong width to whoever reads them.
 */
export function fitted(record: Cells, width: number, fixedWidth: boolean): Cells {
  if (record.length > width) return isBlank(record.slice(width)) ? record.slice(0, width) : record
  return fixedWidth ? record : Array.from({ length: width }, (_, n) => record[n] ?? '')
}

export const csvLine = (cells: Cells): string => `${cells.map(cell => csvCell(cellText(cell))).join(',')}\n`

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
