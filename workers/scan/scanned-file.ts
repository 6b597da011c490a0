/** A file that is scanned as bytes, as a thread is told of it. */
import type { Delimiter } from '../../connectors/csv.ts'
import type { FoundColumn, Header } from '../../connectors/header.ts'
import type { TableHead } from '../../connectors/table-reader.ts'
import type { ByteEncoding } from './range.ts'

export interface ScannedFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly encoding: TableHead['form']['encoding']
  readonly newline: '\n' | '\r'
  readonly delimiter: Delimiter
  /** Offset of the first record: behind the byte order mark. */
  readonly first: number
  readonly headerRow: number
  readonly headerCells: readonly string[]
  readonly columns: readonly (readonly [property: string, place: FoundColumn])[]
}

export const scannedFile = (
  path: string,
  size: number,
  { form, delimiter, header }: TableHead,
): ScannedFile => ({
  path,
  size,
  encoding: form.encoding,
  newline: form.newline,
  delimiter,
  first: form.bom,
  headerRow: header.row,
  headerCells: header.cells,
  columns: [...header.columns],
})

/** The header, for who sorts the records below it. */
export const headerOf = (file: ScannedFile): Header => ({
  row: file.headerRow,
  cells: file.headerCells,
  columns: new Map(file.columns),
  notices: [],
})

/** Whether the bytes can be scanned where they lie, range by range; otherwise they become UTF-8 on the way. */
export const isByteEncoded = (file: ScannedFile): boolean =>
  (file.encoding === 'utf-8' || file.encoding === 'gb18030') && file.newline === '\n'

/** The encoding of the bytes that the kernel sees. */
export const scannedEncoding = (file: ScannedFile): ByteEncoding =>
  isByteEncoded(file) && file.encoding === 'gb18030' ? 'gb18030' : 'utf-8'
