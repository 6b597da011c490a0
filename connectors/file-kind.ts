/**
 * What a delivered file is: by its name, and by its first bytes where the two disagree. A file is never read as
 * something that it only pretends to be.
 */
import type { FileHandle } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Bilingual } from './definition.ts'
import { InputError } from './input-error.ts'

/** Text (CSV/TXT) or workbook (XLSX). */
export type FileKind = 'text' | 'workbook'

const TEXT: ReadonlySet<string> = new Set(['.csv', '.txt', '.tsv'])
const WORKBOOK: ReadonlySet<string> = new Set(['.xlsx', '.xlsm'])
const LEGACY: ReadonlySet<string> = new Set(['.xls', '.xlt', '.et'])

/** Bytes at the beginning by which a file is recognised. */
const HEAD = 8192

/** First bytes in latin1, and what they stand for. */
const MAGIC: readonly (readonly [bytes: string, kind: Magic])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  ['%PDF', { zh: 'PDF 文档', en: 'a PDF document' }],
  ['Rar!\x1a', { zh: 'RAR 压缩包', en: 'a RAR archive' }],
  ['7z\xbc\xaf\x27\x1c', { zh: '7z 压缩包', en: 'a 7z archive' }],
  ['\x1f\x8b', { zh: 'gzip 压缩文件', en: 'a gzip file' }],
  ['\x89PNG', { zh: 'PNG 图片', en: 'a PNG picture' }],
  ['\xff\xd8\xff', { zh: 'JPEG 图片', en: 'a JPEG picture' }],
  ['SQLite format 3\0', { zh: 'SQLite 数据库', en: 'an SQLite database' }],
]
type Magic = 'zip' | 'ole' | Bilingual

const magicOf = (head: Buffer): Magic | undefined => {
  const start = head.toString('latin1', 0, 16)
  return MAGIC.find(([bytes]) => start.startsWith(bytes))?.[1]
}

const SAVE_AS_XLSX: Bilingual = {
  zh: '请用 Excel 或 WPS 打开, 「文件 → 另存为 → Excel 工作簿 (*.xlsx)」, 再交接另存的文件',
  en: 'open it in Excel or WPS, choose File → Save As → Excel Workbook (*.xlsx), and deliver that file',
}

const legacy = (file: string, why: Bilingual): InputError =>
  new InputError('legacy_xls', {
    zh: `${file}: ${why.zh}, 不能直接读取; ${SAVE_AS_XLSX.zh}`,
    en: `${file}: ${why.en}, which is not read; ${SAVE_AS_XLSX.en}`,
  })

const OLD_FORMAT: Bilingual = {
  zh: '旧版 Excel 97-2003 格式 (.xls)',
  en: 'the old Excel 97-2003 format (.xls)',
}

/**
 * Recognises a file by the extension of its name and its first bytes.
 * @param file as shown in messages
 * @throws InputError `empty_file`, `legacy_xls`, `binary`, `not_a_workbook`, `unknown_format`
 */
export async function recogniseFile(handle: FileHandle, file: string): Promise<FileKind> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
  if (bytesRead === 0) throw emptyFile(file)
  const head = buffer.subarray(0, bytesRead)
  const extension = extname(file).toLowerCase()
  const magic = magicOf(head)
  if (LEGACY.has(extension)) throw legacy(file, OLD_FORMAT)
  if (WORKBOOK.has(extension)) {
    if (magic === 'zip') return 'workbook'
    throw notAWorkbook(file, magic, head)
  }
  if (!TEXT.has(extension)) {
    throw new InputError('unknown_format', {
      zh: `${file}: 不认识的文件类型「${extension}」; 可读取 .csv、.txt、.xlsx, 请另存为其中一种`,
      en: `${file}: unknown type of file "${extension}"; .csv, .txt and .xlsx are read, save it as one of these`,
    })
  }
  if (magic === undefined) return 'text'
  if (magic === 'ole')
    throw legacy(file, {
      zh: `内容是旧版 Excel 97-2003 工作簿, 只是扩展名写成了 ${extension}`,
      en: `an old Excel 97-2003 workbook that is named ${extension}`,
    })
  const kind: Bilingual =
    magic === 'zip'
      ? { zh: 'Excel 工作簿 (XLSX) 或其他压缩包', en: 'an Excel workbook (XLSX) or another zip archive' }
      : magic
  const remedy: Bilingual =
    magic === 'zip'
      ? {
          zh: '若是工作簿, 请把扩展名改为 .xlsx 再交接',
          en: 'if it is a workbook, name it .xlsx and deliver it again',
        }
      : { zh: '请导出为 CSV (UTF-8) 或 XLSX', en: 'export it as CSV (UTF-8) or XLSX' }
  throw new InputError('binary', {
    zh: `${file}: 扩展名是 ${extension}, 内容却不是文本, 而是${kind.zh}; ${remedy.zh}`,
    en: `${file}: named ${extension}, but it is not text, it is ${kind.en}; ${remedy.en}`,
  })
}

function notAWorkbook(file: string, magic: Exclude<Magic, 'zip'> | undefined, head: Buffer): InputError {
  if (magic === 'ole') {
    // A protected workbook is an OLE container whose directory names its one stream.
    if (!head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return legacy(file, OLD_FORMAT)
    return new InputError('not_a_workbook', {
      zh: `${file}: 工作簿设有打开密码, 不能读取; 请在 Excel 中取消密码 (文件 → 信息 → 保护工作簿) 后另存`,
      en: `${file}: the workbook is protected by a password; remove it in Excel (File → Info → Protect Workbook) and save`,
    })
  }
  const kind = magic ?? { zh: '文本或其他内容', en: 'text or something else' }
  return new InputError('not_a_workbook', {
    zh: `${file}: 扩展名是 .xlsx, 内容却是${kind.zh}, 不是 Excel 工作簿; 若是文本请改名为 .csv, 否则请重新另存为 .xlsx`,
    en: `${file}: named .xlsx, but it is ${kind.en}, no Excel workbook; name it .csv if it is text, or save it as .xlsx again`,
  })
}

/** What a file without a single value is called. */
export const emptyFile = (file: string): InputError =>
  new InputError('empty_file', {
    zh: `${file}: 空文件, 没有任何数据; 请确认导出成功后重新交接 (确无数据时也应保留表头)`,
    en: `${file}: the file is empty; make sure that the export worked and deliver it again (with its header, even if there is no data)`,
  })
