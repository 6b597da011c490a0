/**
 * The table reader: a delivered file as rows of its definition, with everything that was not taken accounted for.
 *
 * Text is streamed: a reader holds one piece of the file, however long the file is.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Columns } from './column.ts'
import type { Delimiter } from './csv.ts'
import type { TextForm } from './encoding.ts'
import { recogniseFile } from './file-kind.ts'
import { countNames, type FoundColumn, findHeader, type Header } from './header.ts'
import { InputError, type Notice } from './input-error.ts'
import type { IsoDate } from './reading.ts'
import type { RecordSource } from './records.ts'
import type { ReadRow } from './row.ts'
import type { Reject } from './row-judge.ts'
import { type ReadableDefinition, type RowCounts, RowSorter } from './row-sorter.ts'
import { openTextTable, readTextHead } from './text-table.ts'

export type { ReadPerson, ReadRow } from './row.ts'
export type { Reject } from './row-judge.ts'
export type { SkipKind } from './row-kind.ts'
export type { ReadableDefinition } from './row-sorter.ts'

export interface Batch<C extends Columns> {
  readonly rows: readonly ReadRow<C>[]
  readonly rejects: readonly Reject[]
}

export interface TableReport extends Omit<RowCounts, 'linesInQuotes'> {
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
    const sorter = new RowSorter<C>(definition, header, options.cutoff, source.fixedWidth)
    return new Reader<C>(source, header, sorter, file)
  } catch (error) {
    await source[Symbol.asyncDispose]()
    throw error
  }
}

/** The beginning of a text file: for who scans the rest as bytes. */
export interface TableHead {
  readonly form: TextForm
  readonly delimiter: Delimiter
  readonly header: Header
}

/**
 * Reads the beginning of a delivered file. Undefined where only {@link openTable} can read the file, or can say what is
 * wrong with it: a workbook, or text whose beginning does not tell.
 * @throws InputError with what, where, what was expected and what to do
 */
export async function openTableHead<C extends Columns>(
  path: string,
  definition: ReadableDefinition<C>,
  options: Pick<ReadingOptions, 'shownPath'>,
): Promise<TableHead | undefined> {
  const file = options.shownPath ?? basename(path)
  await using handle = await openFile(path, file)
  if ((await recogniseFile(handle, file)) === 'workbook') return undefined
  const found = await readTextHead(handle, file, cells => countNames(cells, definition.columns))
  if (!found) return undefined
  const header = findHeader(found.head, definition.columns, { id: tableId(definition), file })
  return { form: found.form, delimiter: found.delimiter, header }
}

async function openSource(path: string, file: string, columns: Columns): Promise<RecordSource> {
  const handle = await openFile(path, file)
  let kept = false
  try {
    if ((await recogniseFile(handle, file)) === 'workbook') {
      // Loaded when there is one: most threads never see a workbook.
      const { openWorkbookTable } = await import('./xlsx-table.ts')
      return await openWorkbookTable(path, file)
    }
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
  readonly #sorter: RowSorter<C>

  constructor(source: RecordSource, header: Header, sorter: RowSorter<C>, file: string) {
    this.#source = source
    this.#file = file
    this.#sorter = sorter
    this.columns = header.columns
    this.headerRow = header.row
    this.notices = [...source.notices, ...header.notices]
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
        if (row === this.headerRow) continue
        if (row < this.headerRow) this.#sorter.takeTitle(cells)
        else if (row === truncatedAt) this.#sorter.rejectWidth(row, cells, reject)
        else {
          const taken = this.#sorter.take(row, cells, reject)
          if (taken) rows.push(taken)
        }
      }
      yield { rows, rejects }
    }
  }

  report(): TableReport {
    const truncatedAt = this.#source.truncatedAt()
    const { linesInQuotes, ...counts } = this.#sorter.counts()
    return {
      ...counts,
      notices: [
        ...this.notices,
        ...linesInQuotes.map(({ row, lines }) => linesInQuotesNotice(this.#file, row, lines)),
      ],
      ...(truncatedAt === undefined ? {} : { truncatedAt }),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source[Symbol.asyncDispose]()
  }
}

/** A lost quote swallows the rows up to the next one: they are one reject, and somebody has to know. */
export const linesInQuotesNotice = (file: string, row: number, lines: number): Notice => ({
  code: 'lines_in_quotes',
  text: {
    zh: `${file} 第 ${row} 行: 列数不符, 且引号内含 ${lines} 个换行, 可能缺少右引号而吞并了后面的行; 请检查该行的引号`,
    en: `${file}, row ${row}: wrong number of columns, and ${lines} line breaks inside quotes; a lost quote may have swallowed the rows after it, check the quotes of this row`,
  },
})
