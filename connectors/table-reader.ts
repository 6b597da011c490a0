/**
 * The table reader: a delivered file as rows of its definition, with everything that was not taken accounted for.
 *
 * Text is streamed: a reader holds one piece of the file, however long the file is.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Columns } from './column.ts'
import type { FeedDefinition, RegisterDefinition } from './definition.ts'
import { emptyFile, recogniseFile } from './file-kind.ts'
import { countNames, type FoundColumn, findHeader, type Header } from './header.ts'
import { cellText } from './id-number.ts'
import { InputError, type Notice } from './input-error.ts'
import type { IsoDate } from './reading.ts'
import type { Cells, RecordSource } from './records.ts'
import { type Layout, layoutOf, type ReadRow, TableRow } from './row.ts'
import { type Reject, type RowJudge, rowJudge } from './row-judge.ts'
import { isBlank, rowKind, type SkipKind } from './row-kind.ts'
import { openTextTable } from './text-table.ts'
import { openWorkbookTable } from './xlsx-table.ts'

export type { ReadPerson, ReadRow } from './row.ts'
export type { Reject } from './row-judge.ts'
export type { SkipKind } from './row-kind.ts'

export interface Batch<C extends Columns> {
  readonly rows: readonly ReadRow<C>[]
  readonly rejects: readonly Reject[]
}

export interface TableReport {
  /** Rejects included, skipped rows not. */
  readonly dataRows: number
  /** Rows that do not stand. */
  readonly rejectedRows: number
  readonly skipped: Readonly<Record<SkipKind, number>>
  /** Accepted IDs that end in 000. */
  readonly suspectPrecision: number
  readonly notices: readonly Notice[]
  /** The row in which the file ends inside quotes: the delivery was cut off. */
  readonly truncatedAt?: number
}

export interface TableReader<C extends Columns> extends AsyncDisposable {
  /** The columns that the file has, by property. */
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly headerRow: number
  /** Those known before the rows are read. */
  readonly notices: readonly Notice[]
  /**
   * The rows and rejects, some thousand rows at a time. Can be asked for once.
   * @throws InputError for what stops the file in its middle; nothing of the file is to be used then
   */
  batches(): AsyncIterable<Batch<C>>
  /** What was read; whole when `batches` is exhausted. */
  report(): TableReport
}

export interface ReadingOptions {
  /** 数据截止日期: nobody in the file is born later. */
  readonly cutoff: IsoDate
  /** The path to show in messages: below the inbox. The file's name if left out. */
  readonly shownPath?: string
}

/** A feed or a register table of any columns. */
export type ReadableDefinition<C extends Columns> = FeedDefinition<string, C> | RegisterDefinition<string, C>

/** `public-security.vehicles`, `register.members`: what a definition is called in messages and rejects. */
export const tableId = ({ kind, id }: { readonly kind: 'feed' | 'register'; readonly id: string }): string =>
  kind === 'feed' ? id : `register.${id}`

/**
 * Opens a delivered file.
 * @throws InputError with what, where, what was expected and what to do
 */
export async function openTable<C extends Columns>(
  path: string,
  definition: ReadableDefinition<C>,
  options: ReadingOptions,
): Promise<TableReader<C>> {
  const file = options.shownPath ?? basename(path)
  const source = await openSource(path, file, definition.columns)
  try {
    const header = findHeader(source.head, definition.columns, { id: tableId(definition), file })
    return new Reader<C>(source, header, definition, options.cutoff, file)
  } catch (error) {
    await source[Symbol.asyncDispose]()
    throw error
  }
}

async function openSource(path: string, file: string, columns: Columns): Promise<RecordSource> {
  const handle = await openFile(path, file)
  let kept = false
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(8192), 0, 8192, 0)
    if (bytesRead === 0) throw emptyFile(file)
    if (recogniseFile(file, buffer.subarray(0, bytesRead)) === 'workbook')
      return await openWorkbookTable(path, file)
    const source = await openTextTable(handle, file, cells => countNames(cells, columns))
    kept = true
    return source
  } finally {
    if (!kept) await handle.close()
  }
}

async function openFile(path: string, file: string): Promise<FileHandle> {
  try {
    const handle = await open(path)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new InputError('no_such_file', {
        zh: `${file}: 没有这个文件; 请检查清单 (manifest.json) 或命令中的文件名`,
        en: `${file}: no such file; check its name in manifest.json or on the command line`,
      })
    }
    throw new InputError(
      'unreadable_file',
      {
        zh: `${file}: 无法打开 (${String(code ?? '未知原因')}); 请检查文件权限, 并确认没有被其他程序占用`,
        en: `${file}: cannot be opened (${String(code ?? 'unknown reason')}); check its permissions, and that no other program holds it`,
      },
      { cause: error },
    )
  }
  throw new InputError('unreadable_file', {
    zh: `${file}: 不是文件, 可能是文件夹; 请给出一个 .csv、.txt 或 .xlsx 文件`,
    en: `${file}: not a file, perhaps a folder; name a .csv, .txt or .xlsx file`,
  })
}

class Reader<C extends Columns> implements TableReader<C> {
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly headerRow: number
  readonly notices: readonly Notice[]
  readonly #source: RecordSource
  readonly #file: string
  readonly #header: readonly string[]
  readonly #layout: Layout
  readonly #judge: RowJudge
  /** Indexes of all ID columns. */
  readonly #ids: readonly number[]
  readonly #found: Notice[] = []
  readonly #skipped: Record<SkipKind, number> = { title: 0, blank: 0, header: 0, subtotal: 0, note: 0 }
  #dataRows = 0
  #rejectedRows = 0
  #suspectPrecision = 0

  constructor(
    source: RecordSource,
    header: Header,
    definition: ReadableDefinition<C>,
    cutoff: IsoDate,
    file: string,
  ) {
    this.#source = source
    this.#file = file
    this.#header = header.cells
    this.columns = header.columns
    this.headerRow = header.row
    this.notices = [...source.notices, ...header.notices]
    this.#layout = layoutOf(definition, header.columns)
    this.#judge = rowJudge(definition, header.columns, cutoff)
    this.#ids = Object.entries(definition.columns).flatMap(([property, column]) => {
      const place = column.kind === 'id' ? header.columns.get(property) : undefined
      return place ? [place.index] : []
    })
  }

  async *batches(): AsyncGenerator<Batch<C>> {
    for await (const { firstRow, records } of this.#source.blocks()) {
      const rows: ReadRow<C>[] = []
      const rejects: Reject[] = []
      const reject = (found: Reject) => rejects.push(found)
      const truncatedAt = this.#source.truncatedAt()
      for (let n = 0; n < records.length; n++) {
        const cells = records[n] ?? []
        const row = firstRow + n
        if (row <= this.headerRow) this.#skipTitle(row, cells)
        else if (row === truncatedAt) this.#rejectWidth(row, cells, reject)
        else this.#take(row, cells, rows, reject)
      }
      yield { rows, rejects }
    }
  }

  report(): TableReport {
    const truncatedAt = this.#source.truncatedAt()
    return {
      dataRows: this.#dataRows,
      rejectedRows: this.#rejectedRows,
      skipped: { ...this.#skipped },
      suspectPrecision: this.#suspectPrecision,
      notices: [...this.notices, ...this.#found],
      ...(truncatedAt === undefined ? {} : { truncatedAt }),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source[Symbol.asyncDispose]()
  }

  #skipTitle(row: number, cells: Cells): void {
    if (row === this.headerRow) return
    this.#skipped[isBlank(cells) ? 'blank' : 'title']++
  }

  #take(row: number, cells: Cells, rows: ReadRow<C>[], reject: (reject: Reject) => void): void {
    const kind = rowKind(cells, this.#header, this.#ids)
    if (kind !== 'data') {
      this.#skipped[kind]++
      return
    }
    if (this.#source.fixedWidth && !this.#fits(cells)) {
      this.#rejectWidth(row, cells, reject)
      return
    }
    this.#dataRows++
    const { stands, persons } = this.#judge(row, cells, reject)
    if (!stands) {
      this.#rejectedRows++
      return
    }
    for (const person of persons) if (person.suspectPrecision) this.#suspectPrecision++
    rows.push(new TableRow(row, cells, persons, this.#layout))
  }

  /** As many cells as the header has; on both sides empty ones at the end do not count. */
  #fits(cells: Cells): boolean {
    const width = this.#header.length
    if (cells.length === width) return true
    return cells.length > width
      ? cells.slice(width).every(cell => isBlank([cell]))
      : this.#header.slice(cells.length).every(label => label === '')
  }

  #rejectWidth(row: number, cells: Cells, reject: (reject: Reject) => void): void {
    this.#dataRows++
    this.#rejectedRows++
    reject({ row, column: '', reason: 'columns', value: `${cells.length}/${this.#header.length}` })
    const lines = cells.reduce<number>((sum, cell) => sum + cellText(cell).split('\n').length - 1, 0)
    if (lines > 0) this.#found.push(linesInQuotes(this.#file, row, lines))
  }
}

/** A lost quote swallows the rows up to the next one: they are one reject, and somebody has to know. */
const linesInQuotes = (file: string, row: number, lines: number): Notice => ({
  code: 'lines_in_quotes',
  text: {
    zh: `${file} 第 ${row} 行: 列数不符, 且引号内含 ${lines} 个换行, 可能缺少右引号而吞并了后面的行; 请检查该行的引号`,
    en: `${file}, row ${row}: wrong number of columns, and ${lines} line breaks inside quotes; a lost quote may have swallowed the rows after it, check the quotes of this row`,
  },
})
