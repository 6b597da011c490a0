/** Workbook tables: the first sheet of an XLSX file as records. Read whole, behind our own check of the archive. */
import { readFile, stat } from 'node:fs/promises'
import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx'
import type { Bilingual } from './definition.ts'
import { emptyFile } from './file-kind.ts'
import { InputError, type Notice } from './input-error.ts'
import {
  type Cell,
  type Cells,
  HEAD_RECORDS,
  type PlacedRecord,
  type RecordBlock,
  type RecordSource,
} from './records.ts'
import { isBlank } from './row-kind.ts'
import { eachPercentCell, unfinishedParts } from './workbook-parts.ts'
import { checkZip, type ZipEntry, ZipError, type ZipFault } from './zip.ts'

/** Bytes of a workbook file. Larger tables are delivered as CSV, which is read in pieces. */
const LARGEST_FILE = 256 * 1024 * 1024
const BLOCK = 2000

/**
 * Opens the first visible sheet of a workbook; the others are noticed.
 * @param file as shown in messages
 * @throws InputError `zip_damaged`, `zip_bomb`, `not_a_workbook`, `too_large`, `empty_file`
 */
export async function openWorkbookTable(path: string, file: string): Promise<RecordSource> {
  const { size } = await stat(path)
  if (size > LARGEST_FILE)
    throw tooLarge(file, {
      zh: `文件有 ${Math.round(size / 1048576)} MiB`,
      en: `the file has ${Math.round(size / 1048576)} MiB`,
    })
  const archive = await readFile(path)
  const entries = await checkArchive(archive, file)
  const { sheet, others } = await readSheet(archive, file)
  const rows = sheet.rows
  let last = rows.length
  while (last > 0 && isBlank(cellsOf(rows[last - 1] ?? []))) last--
  rows.length = last
  if (last === 0) throw emptyFile(file)
  await eachPercentCell(archive, entries, sheet.name, (row, column) => {
    const cells = rows[row]
    const value = cells?.[column]
    if (cells && typeof value === 'number') cells[column] = `${Number((value * 100).toPrecision(15))}%`
  })
  return new WorkbookTable(rows, others.length === 0 ? [] : [furtherSheets(file, sheet.name, others)])
}

async function checkArchive(archive: Buffer, file: string): Promise<readonly ZipEntry[]> {
  let entries: readonly ZipEntry[]
  try {
    entries = await checkZip(archive)
  } catch (error) {
    throw error instanceof ZipError ? zipFault(file, error) : error
  }
  const unfinished = unfinishedParts(entries)
  if (unfinished.length > 0) throw notAWorkbook(file, new Error(`unfinished: ${unfinished.join(', ')}`))
  return entries
}

interface Opened {
  readonly sheet: Sheet
  readonly others: readonly string[]
}

async function readSheet(archive: Buffer, file: string): Promise<Opened> {
  const names: string[] = []
  let chosen = -1
  const first = await read(archive, file, ({ name, hidden, veryHidden }, index) => {
    names[index] = name
    if (chosen < 0 && !hidden && !veryHidden) chosen = index
    return index === chosen
  })
  const sheet = first ?? (await read(archive, file, (_, index) => index === 0))
  if (!sheet) throw notAWorkbook(file, new Error('no sheets'))
  const own = Math.max(chosen, 0)
  return { sheet, others: names.filter((_, index) => index !== own) }
}

type SheetChoice = (info: { name: string; hidden?: boolean; veryHidden?: boolean }, index: number) => boolean

async function read(archive: Buffer, file: string, sheets: SheetChoice): Promise<Sheet | undefined> {
  try {
    return (await readXlsx(archive, { sheets })).sheets[0]
  } catch (error) {
    // The library refuses sheets of more than 20 million cells, counted to the last one that was ever formatted.
    if (error instanceof Error && /over the \d+ limit/.test(error.message)) {
      throw tooLarge(file, {
        zh: '工作表的已用区域超过两千万个单元格',
        en: 'the used area of the sheet has more than 20 million cells',
      })
    }
    throw notAWorkbook(file, error)
  }
}

class WorkbookTable implements RecordSource {
  readonly fixedWidth = false
  readonly head: readonly PlacedRecord[]
  readonly notices: readonly Notice[]
  #rows: CellValue[][]

  constructor(rows: CellValue[][], notices: readonly Notice[]) {
    this.#rows = rows
    this.notices = notices
    const head: PlacedRecord[] = []
    for (let index = 0; index < rows.length && head.length < HEAD_RECORDS; index++) {
      const cells = cellsOf(rows[index] ?? [])
      if (!isBlank(cells)) head.push({ row: index + 1, cells })
    }
    this.head = head
  }

  async *blocks(): AsyncGenerator<RecordBlock> {
    const rows = this.#rows
    for (let from = 0; from < rows.length; from += BLOCK) {
      const records = rows.slice(from, from + BLOCK).map(cellsOf)
      // What was handed out is not kept.
      rows.fill([], from, from + BLOCK)
      yield { firstRow: from + 1, records }
    }
  }

  truncatedAt(): undefined {}

  async [Symbol.asyncDispose](): Promise<void> {
    this.#rows = []
  }
}

const cellsOf = (row: readonly CellValue[]): Cells => row.map(cellOf)

function cellOf(value: CellValue | undefined): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (!(value instanceof Date)) return ''
  if (Number.isNaN(value.getTime())) return '#NUM!'
  const [date = '', time = ''] = value.toISOString().split('T')
  return time.startsWith('00:00:00') ? date : `${date} ${time.slice(0, 8)}`
}

const furtherSheets = (file: string, read: string, others: readonly string[]): Notice => {
  const names = others.map(name => `「${name}」`).join('')
  return {
    code: 'further_sheets',
    text: {
      zh: `${file}: 只读取工作表「${read}」, 未读取 ${names}; 如有数据请各自成一个文件`,
      en: `${file}: only the sheet 「${read}」 is read, not ${names}; deliver further data as files of their own`,
    },
  }
}

const SAVE_AGAIN: Bilingual = {
  zh: '请用 Excel 或 WPS 打开并「另存为」新的 .xlsx 文件后重新交接',
  en: 'open it in Excel or WPS, save it as a new .xlsx file, and deliver that',
}

const FAULTS: Readonly<
  Record<ZipFault, readonly [code: 'zip_damaged' | 'zip_bomb' | 'not_a_workbook', why: Bilingual]>
> = {
  damaged: [
    'zip_damaged',
    {
      zh: '工作簿已损坏 (压缩包结构或校验和不对), 可能没有传输完整',
      en: 'the workbook is damaged (structure or checksum of its archive), perhaps cut off on its way',
    },
  ],
  bomb: [
    'zip_bomb',
    {
      zh: '工作簿解压后大得不合情理, 为安全起见不读取',
      en: 'the workbook would unpack to an unreasonable size, and is refused for safety',
    },
  ],
  encrypted: ['not_a_workbook', { zh: '压缩包加了密, 不能读取', en: 'the archive is encrypted' }],
  unsupported: [
    'not_a_workbook',
    {
      zh: '压缩包使用了工作簿不需要的特性 (Zip64、分卷或少见的压缩方法)',
      en: 'the archive uses what a workbook does not need (Zip64, volumes, or a rare compression)',
    },
  ],
}

function zipFault(file: string, error: ZipError): InputError {
  const [code, why] = FAULTS[error.fault]
  return new InputError(
    code,
    { zh: `${file}: ${why.zh}; ${SAVE_AGAIN.zh}`, en: `${file}: ${why.en}; ${SAVE_AGAIN.en}` },
    { cause: error },
  )
}

const notAWorkbook = (file: string, cause: unknown): InputError =>
  new InputError(
    'not_a_workbook',
    {
      zh: `${file}: 是压缩包, 但不是可读取的 Excel 工作簿 (缺少部件或内容有误); ${SAVE_AGAIN.zh}`,
      en: `${file}: an archive, but no Excel workbook that can be read (parts are missing or wrong); ${SAVE_AGAIN.en}`,
    },
    { cause },
  )

const tooLarge = (file: string, why: Bilingual): InputError =>
  new InputError('too_large', {
    zh: `${file}: ${why.zh}, 超出可读取的范围; 请删除数据区以外的空行空列, 或另存为 CSV UTF-8 后交接`,
    en: `${file}: ${why.en}, too large to be read; delete empty rows and columns around the data, or deliver it as CSV UTF-8`,
  })
