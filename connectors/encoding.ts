/**
 * The encoding of a delivered text file: which one it is, and decoding it strictly, a few lines at a time.
 *
 * Nothing is guessed: bytes that the encoding does not allow stop the whole file. UTF-8 is known by its BOM or by
 * being valid throughout; a file that starts as UTF-8 and breaks later is broken UTF-8, not GB18030.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { InputError } from './input-error.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export interface TextForm {
  readonly encoding: Encoding
  /** Length of the byte order mark. */
  readonly bom: number
  /** What ends a line; `\r` only in files without a single `\n` at their beginning. */
  readonly newline: '\n' | '\r'
  /** Whether decoding it is known to fail. */
  readonly broken: boolean
}

const HEAD = 64 * 1024
const BLOCK = 256 * 1024
/** Bytes without an end of line after which a file has no lines. */
const LONGEST_LINE = 2 * 1024 * 1024

const BOMS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
  ['gb18030', Buffer.from([0x84, 0x31, 0x95, 0x33])],
]

async function* readBlocks(handle: FileHandle, from = 0, size = BLOCK): AsyncGenerator<Buffer> {
  for (let position = from; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(size), 0, size, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/**
 * Recognises the encoding of a text file; reads it once from end to end.
 * @param file as shown in messages
 * @throws InputError `binary` for a file that is no text
 */
export async function recogniseText(handle: FileHandle, file: string): Promise<TextForm> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
  const head = buffer.subarray(0, bytesRead)
  const marked = recogniseMarked(head, file)
  if (marked && isWide(marked.encoding)) return marked
  const { badAt, evidence } = await inspect(handle, file)
  if (marked) return marked
  const bom = 0
  const newline = newlineOf(head.toString('latin1'))
  if (badAt === undefined) return { encoding: 'utf-8', bom, newline, broken: false }
  return evidence
    ? { encoding: 'utf-8', bom, newline, broken: true }
    : { encoding: 'gb18030', bom, newline, broken: false }
}

/** Bytes at the beginning from which a scan tells the encoding; as many as {@link recogniseText} looks for UTF-8 in. */
const SCAN_HEAD = 4 * BLOCK

/**
 * What {@link recogniseText} would say, from the beginning of the file alone; what follows has to be checked while it is
 * read. Undefined where the whole file has to be seen first, or is known to be broken.
 * @throws InputError `binary` for a file that is no text
 */
export async function recogniseHead(handle: FileHandle, file: string): Promise<TextForm | undefined> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(SCAN_HEAD), 0, SCAN_HEAD, 0)
  const bytes = buffer.subarray(0, bytesRead)
  if (bytesRead < SCAN_HEAD) {
    const form = await recogniseText(handle, file)
    return form.broken ? undefined : form
  }
  const marked = recogniseMarked(bytes, file)
  if (marked) return marked
  if (bytes.includes(0)) return undefined
  const newline = newlineOf(bytes.toString('latin1', 0, HEAD))
  const whole = bytes.subarray(0, bytes.length - openCharacter(bytes))
  if (isUtf8(whole)) return isAscii(whole) ? undefined : { encoding: 'utf-8', bom: 0, newline, broken: false }
  const valid = whole.subarray(0, validPrefix(whole, 'utf-8'))
  return isUtf8BeyondDoubt(countWide(valid), isAscii(valid), valid.length)
    ? undefined
    : { encoding: 'gb18030', bom: 0, newline, broken: false }
}

const isWide = (encoding: Encoding): boolean => encoding === 'utf-16le' || encoding === 'utf-16be'

/** The form of a file that begins with a byte order mark. @throws InputError `binary` */
function recogniseMarked(bytes: Buffer, file: string): TextForm | undefined {
  const head = bytes.subarray(0, HEAD)
  const [encoding, mark] = BOMS.find(([, bom]) => head.subarray(0, bom.length).equals(bom)) ?? []
  if (encoding && isWide(encoding)) {
    const text = new TextDecoder(encoding).decode(head)
    return { encoding, bom: mark?.length ?? 0, newline: newlineOf(text), broken: false }
  }
  refuseControlCharacters(head, file)
  if (!encoding) return undefined
  return { encoding, bom: mark?.length ?? 0, newline: newlineOf(head.toString('latin1')), broken: false }
}

const newlineOf = (head: string): '\n' | '\r' => (!head.includes('\n') && head.includes('\r') ? '\r' : '\n')

/** Three-byte characters before the first bad byte after which nobody takes the file for GB18030. */
const ENOUGH_UTF8 = 4

/**
 * Whether what stands before the first bad byte is UTF-8 beyond doubt.
 * @param wide its three-byte characters, as {@link countWide} counts them
 * @param ascii whether it is nothing but ASCII
 */
const isUtf8BeyondDoubt = (wide: number, ascii: boolean, badAt: number): boolean =>
  wide >= ENOUGH_UTF8 || (!ascii && badAt >= HEAD)

interface Inspection {
  /** Where the file stops being UTF-8, if it does. */
  readonly badAt: number | undefined
  /** Whether what stands before that is UTF-8 beyond doubt. */
  readonly evidence: boolean
}

/** Goes over the whole file once: NUL bytes, and whether it is UTF-8. */
async function inspect(handle: FileHandle, file: string): Promise<Inspection> {
  let held: Buffer = Buffer.alloc(0)
  let position = 0
  let badAt: number | undefined
  let wide = 0
  let ascii = true
  for await (const block of readBlocks(handle, 0, 4 * BLOCK)) {
    const nul = block.indexOf(0)
    if (nul >= 0) throw await nulBytes(handle, file, position + nul)
    position += block.length
    if (badAt !== undefined) continue
    const bytes = held.length === 0 ? block : Buffer.concat([held, block])
    const whole = bytes.subarray(0, bytes.length - openCharacter(bytes))
    const start = position - bytes.length
    held = bytes.subarray(whole.length)
    const valid = isUtf8(whole) ? whole : whole.subarray(0, validPrefix(whole, 'utf-8'))
    if (valid.length < whole.length) badAt = start + valid.length
    if (start < HEAD) {
      ascii &&= isAscii(valid)
      wide += countWide(valid)
    }
  }
  if (badAt === undefined && held.length > 0) badAt = position - held.length
  return { badAt, evidence: isUtf8BeyondDoubt(wide, ascii, badAt ?? 0) }
}

/** Bytes at the end that begin a UTF-8 character without finishing it. */
function openCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** Counts three-byte characters up to {@link ENOUGH_UTF8}. */
function countWide(utf8: Buffer): number {
  let count = 0
  for (const byte of utf8) {
    if (byte >= 0xe0 && byte < 0xf0 && ++count >= ENOUGH_UTF8) return count
  }
  return count
}

/** Text has next to none of these. */
function refuseControlCharacters(head: Buffer, file: string): void {
  let controls = 0
  for (const byte of head) {
    if (
      (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1a && byte !== 0) ||
      byte === 0x7f
    )
      controls++
  }
  if (controls * 10 <= head.length) return
  throw new InputError('binary', {
    zh: `${file}: 不是文本文件 (开头 ${head.length} 字节中有 ${controls} 个控制字符), 可能是改了扩展名的其他文件; 请导出为 CSV (UTF-8) 或 XLSX`,
    en: `${file}: not a text file (${controls} control characters in the first ${head.length} bytes), perhaps another kind of file under this name; export it as CSV (UTF-8) or XLSX`,
  })
}

async function nulBytes(handle: FileHandle, file: string, offset: number): Promise<InputError> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
  let nuls = 0
  for (const byte of buffer.subarray(0, bytesRead)) if (byte === 0) nuls++
  const wide = nuls * 10 > bytesRead
  return new InputError('binary', {
    zh:
      `${file}: 含有空字节 (NUL), 第一个在第 ${offset} 字节处; ` +
      (wide
        ? '可能是没有字节序标记的 UTF-16 文本, 也可能不是文本; 请另存为 CSV UTF-8 (逗号分隔)'
        : '文件可能在传输中损坏, 或不是文本; 请重新导出'),
    en:
      `${file}: holds NUL bytes, the first at byte ${offset}; ` +
      (wide
        ? 'perhaps UTF-16 without a byte order mark, perhaps no text at all; save it as CSV UTF-8 (comma delimited)'
        : 'it may have been damaged on its way, or be no text; export it again'),
  })
}

/** Bytes that the file's encoding does not allow; `text` is what stands before them in the last piece. */
export class UndecodableBytes extends Error {
  readonly encoding: Encoding
  /** In the file, from 0. */
  readonly offset: number
  readonly text: string
  /** Whether only the last character of the file is cut off. */
  readonly cutOff: boolean

  constructor(encoding: Encoding, offset: number, text: string, cutOff: boolean) {
    super(`bytes that are not ${encoding}`)
    this.name = 'UndecodableBytes'
    this.encoding = encoding
    this.offset = offset
    this.text = text
    this.cutOff = cutOff
  }
}

/** A file that goes on and on without an end of line. */
export class EndlessLine extends Error {
  readonly offset: number

  constructor(offset: number) {
    super('no end of line')
    this.name = 'EndlessLine'
    this.offset = offset
  }
}

/**
 * The text of a file in pieces that end with a line (the last one with the file), line ends made `\n`.
 * @throws UndecodableBytes, EndlessLine
 */
export async function* decodeLines(
  handle: FileHandle,
  form: TextForm,
  blockSize = BLOCK,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(form.encoding, { fatal: true, ignoreBOM: true })
  let held: Buffer = Buffer.alloc(0)
  let position = form.bom
  for await (const block of readBlocks(handle, form.bom, blockSize)) {
    const bytes = held.length === 0 ? block : Buffer.concat([held, block])
    const end = endOfLines(bytes, form)
    if (end === 0 && bytes.length > LONGEST_LINE) throw new EndlessLine(position)
    held = bytes.subarray(end)
    if (end === 0) continue
    yield decode(decoder, bytes.subarray(0, end), form, position)
    position += end
  }
  if (held.length > 0) yield decode(decoder, held, form, position)
}

/** Where the last whole line ends. A newline byte is part of no other character in any of the encodings. */
function endOfLines(bytes: Buffer, form: TextForm): number {
  const code = form.newline.charCodeAt(0)
  if (form.encoding === 'utf-8' || form.encoding === 'gb18030') return bytes.lastIndexOf(code) + 1
  const low = form.encoding === 'utf-16le' ? 0 : 1
  for (let at = bytes.length - (bytes.length % 2) - 2; at >= 0; at -= 2) {
    if (bytes[at + low] === code && bytes[at + 1 - low] === 0) return at + 2
  }
  return 0
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer,
  form: TextForm,
  position: number,
): string {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw undecodable(bytes, form, position)
  }
  if (!text.includes('\r')) return text
  return text.replaceAll(form.newline === '\r' ? '\r' : '\r\n', '\n')
}

function undecodable(bytes: Buffer, form: TextForm, position: number): UndecodableBytes {
  const valid = validPrefix(bytes, form.encoding)
  const text = new TextDecoder(form.encoding, { ignoreBOM: true }).decode(bytes.subarray(0, valid))
  const cutOff = tolerates(bytes, form.encoding)
  return new UndecodableBytes(form.encoding, position + valid, text.replaceAll('\r\n', '\n'), cutOff)
}

/** Whether bytes are valid up to a character that their end cuts off. */
function tolerates(bytes: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function decodes(bytes: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** How many bytes from the beginning are whole, valid characters. */
function validPrefix(bytes: Buffer, encoding: Encoding): number {
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (tolerates(bytes.subarray(0, middle), encoding)) good = middle
    else bad = middle
  }
  while (good > 0 && !decodes(bytes.subarray(0, good), encoding)) good--
  return good
}
