/** Text tables: a CSV or TXT file as records, streamed. */
import type { FileHandle } from 'node:fs/promises'
import { CsvRecords, DELIMITERS, type Delimiter, LONGEST_RECORD, OverlongRecord } from './csv.ts'
import {
  decodeLines,
  EndlessLine,
  recogniseHead,
  recogniseText,
  type TextForm,
  UndecodableBytes,
} from './encoding.ts'
import { emptyFile } from './file-kind.ts'
import { InputError } from './input-error.ts'
import {
  type Cells,
  HEAD_RECORDS,
  type PlacedRecord,
  type RecordBlock,
  type RecordSource,
} from './records.ts'
import { isBlank } from './row-kind.ts'

/**
 * Opens a text table. Its delimiter is the one of comma, tab and semicolon by which a record of the head scores
 * best. The handle is closed with the source.
 * @param file as shown in messages
 * @param score how much a record looks like the header; 0 is not at all
 * @throws InputError; also while blocks are read: wrong bytes and lost quotes are found where they stand
 */
export async function openTextTable(
  handle: FileHandle,
  file: string,
  score: (cells: Cells) => number,
): Promise<RecordSource> {
  const form = await recogniseText(handle, file)
  const attempts = await tryDelimiters(handle, form)
  const { best, delimiter, head } = bestOf(attempts, score)
  const source = new TextTable(handle, file, form, delimiter, head)
  // A file that is known to be broken, or that breaks before its header, is read to where it breaks: that throws.
  if (form.broken || (best === 0 && attempts.some(attempt => attempt.failed))) {
    for await (const _ of source.blocks());
  }
  // Lines of nothing but one delimiter are text to the others.
  if (best === 0 && attempts.some(attempt => attempt.head.length === 0)) throw emptyFile(file)
  return source
}

function bestOf(attempts: readonly Attempt[], score: (cells: Cells) => number) {
  const scores = attempts.map(({ head }) => Math.max(0, ...head.map(({ cells }) => score(cells))))
  const best = Math.max(...scores)
  const { delimiter, head } = attempts[scores.indexOf(best)] ?? { delimiter: ',', head: [] }
  return { best, delimiter, head }
}

/** The beginning of a text table: how it is written, and the records among which its header is. */
export interface TextHead {
  readonly form: TextForm
  readonly delimiter: Delimiter
  readonly head: readonly PlacedRecord[]
}

/**
 * Looks at the beginning of a text table only, for a reader that checks the rest itself. Undefined where
 * {@link openTextTable} has to say what the file is, or what is wrong with it.
 */
export async function readTextHead(
  handle: FileHandle,
  file: string,
  score: (cells: Cells) => number,
): Promise<TextHead | undefined> {
  const form = await recogniseHead(handle, file)
  if (!form) return undefined
  const attempts = await tryDelimiters(handle, form)
  const { best, delimiter, head } = bestOf(attempts, score)
  return best === 0 || attempts.some(({ failed }) => failed) ? undefined : { form, delimiter, head }
}

/** Text that is read in search of the head, where a file begins with blank lines. */
const LONGEST_HEAD = 4 * 1024 * 1024

/** The head of a file, cut by one delimiter. */
interface Attempt {
  readonly delimiter: Delimiter
  readonly csv: CsvRecords
  readonly head: PlacedRecord[]
  failed: boolean
}

async function tryDelimiters(handle: FileHandle, form: TextForm): Promise<readonly Attempt[]> {
  const attempts = DELIMITERS.map(
    (delimiter): Attempt => ({ delimiter, csv: new CsvRecords(delimiter), head: [], failed: false }),
  )
  const advance = (cut: (csv: CsvRecords) => readonly string[][]) => {
    for (const attempt of attempts) {
      if (attempt.failed || attempt.head.length >= HEAD_RECORDS) continue
      let row = attempt.csv.count
      try {
        for (const cells of cut(attempt.csv)) {
          row++
          if (attempt.head.length < HEAD_RECORDS && !isBlank(cells)) attempt.head.push({ row, cells })
        }
      } catch (error) {
        if (!(error instanceof OverlongRecord)) throw error
        attempt.failed = true
      }
    }
    return attempts.some(attempt => !attempt.failed && attempt.head.length < HEAD_RECORDS)
  }
  let length = 0
  try {
    for await (const text of decodeLines(handle, form)) {
      length += text.length
      if (!advance(csv => csv.push(text)) || length > LONGEST_HEAD) return attempts
    }
    advance(csv => csv.finish().records)
  } catch (error) {
    if (!(error instanceof UndecodableBytes || error instanceof EndlessLine)) throw error
    if (error instanceof UndecodableBytes) advance(csv => csv.push(error.text))
    for (const attempt of attempts) attempt.failed = true
  }
  return attempts
}

class TextTable implements RecordSource {
  readonly fixedWidth = true
  readonly notices = []
  readonly head: readonly PlacedRecord[]
  readonly #handle: FileHandle
  readonly #file: string
  readonly #form: TextForm
  readonly #delimiter: Delimiter
  #truncatedAt: number | undefined

  constructor(
    handle: FileHandle,
    file: string,
    form: TextForm,
    delimiter: Delimiter,
    head: readonly PlacedRecord[],
  ) {
    this.#handle = handle
    this.#file = file
    this.#form = form
    this.#delimiter = delimiter
    this.head = head
  }

  async *blocks(): AsyncGenerator<RecordBlock> {
    const csv = new CsvRecords(this.#delimiter)
    try {
      for await (const text of decodeLines(this.#handle, this.#form)) {
        const firstRow = csv.count + 1
        const records = csv.push(text)
        if (records.length > 0) yield { firstRow, records }
      }
    } catch (error) {
      throw this.#explain(error, csv)
    }
    const firstRow = csv.count + 1
    const { records, insideQuotes } = csv.finish()
    if (insideQuotes) this.#truncatedAt = csv.count
    if (records.length > 0) yield { firstRow, records }
  }

  truncatedAt(): number | undefined {
    return this.#truncatedAt
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close()
  }

  #explain(error: unknown, csv: CsvRecords): unknown {
    if (error instanceof OverlongRecord) return overlong(this.#file, error.index + 1, error.quoted)
    if (error instanceof EndlessLine) return overlong(this.#file, csv.count + 1, false)
    if (!(error instanceof UndecodableBytes)) return error
    try {
      csv.push(error.text)
    } catch (further) {
      if (!(further instanceof OverlongRecord)) throw further
    }
    return undecodable(this.#file, csv.count + 1, error)
  }
}

function overlong(file: string, row: number, quoted: boolean): InputError {
  if (quoted) {
    return new InputError('unclosed_quote', {
      zh: `${file} 第 ${row} 行: 引号没有闭合, 其后超过 1 MiB 的内容都落在同一个单元格里; 请补上右引号, 或重新导出`,
      en: `${file}, row ${row}: a quote is never closed, more than 1 MiB after it falls into one cell; close the quote, or export the file again`,
    })
  }
  return new InputError('record_too_long', {
    zh: `${file} 第 ${row} 行: 一行超过 ${LONGEST_RECORD} 个字符, 不像表格; 请确认文件是 CSV 并重新导出`,
    en: `${file}, row ${row}: a row of more than ${LONGEST_RECORD} characters, which is no table; make sure that the file is a CSV and export it again`,
  })
}

const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
} as const

function undecodable(file: string, row: number, { encoding, offset, cutOff }: UndecodableBytes): InputError {
  const name = ENCODING_NAMES[encoding]
  if (cutOff) {
    return new InputError('truncated', {
      zh: `${file} 第 ${row} 行: 文件在一个字符中间结束 (${name}, 第 ${offset} 字节处), 传输或导出没有完成; 请重新交接完整的文件`,
      en: `${file}, row ${row}: the file ends in the middle of a character (${name}, at byte ${offset}), it was cut off; deliver the whole file again`,
    })
  }
  return new InputError('encoding', {
    zh: `${file} 第 ${row} 行: 第 ${offset} 字节处有不符合 ${name} 编码的字节, 整个文件不读取; 可读取 UTF-8、GB18030/GBK 和带 BOM 的 UTF-16, 请另存为 CSV UTF-8 后重新交接`,
    en: `${file}, row ${row}: bytes at ${offset} are no ${name}, the whole file is refused; UTF-8, GB18030/GBK and UTF-16 with a BOM are read, save it as CSV UTF-8 and deliver it again`,
  })
}
