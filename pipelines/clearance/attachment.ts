/**
 * Attachments of a proof 存证附件: what may be one, told by its bytes and never by its name. Kept as bytes under their
 * digest, given back as a file, never run and never shown inside a page.
 */
import { basename, extname } from 'node:path'
import type { Bilingual } from '../types.ts'

export const ATTACHMENT_KINDS = ['pdf', 'jpeg', 'png', 'xlsx', 'docx', 'text'] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

export interface Attachment {
  /** SHA-256, 64 hex digits. */
  readonly digest: string
  readonly name: string
  readonly kind: AttachmentKind
  readonly bytes: number
}

export interface AttachmentLimits {
  readonly bytes: number
  readonly files: number
}

export const ATTACHMENT_LIMITS: AttachmentLimits = { bytes: 20 * 1024 * 1024, files: 10 }

export const ATTACHMENT_KIND_NAMES: Bilingual = {
  zh: 'PDF、JPEG、PNG、XLSX、DOCX 或纯文本',
  en: 'PDF, JPEG, PNG, XLSX, DOCX or plain text',
}

const EXTENSIONS: Readonly<Record<AttachmentKind, readonly string[]>> = {
  pdf: ['.pdf'],
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  xlsx: ['.xlsx'],
  docx: ['.docx'],
  text: ['.txt', '.csv'],
}

const MAGIC: readonly (readonly [bytes: string, kind: AttachmentKind])[] = [
  ['%PDF-', 'pdf'],
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
]

/** A part that only this kind of office document has; names stand in a zip as they are. */
const PARTS: readonly (readonly [part: string, kind: AttachmentKind])[] = [
  ['xl/workbook.xml', 'xlsx'],
  ['word/document.xml', 'docx'],
]
/** Every office document lists its parts there. */
const CONTENT_TYPES = '[Content_Types].xml'
/** Macros are programs. */
const MACROS = 'vbaProject.bin'
const ZIP = 'PK\x03\x04'

/** What a file is by its bytes; undefined where it is nothing that may be attached. */
export function kindOfBytes(bytes: Buffer): AttachmentKind | undefined {
  const start = bytes.toString('latin1', 0, 16)
  const magic = MAGIC.find(([head]) => start.startsWith(head))?.[1]
  if (magic !== undefined) return magic
  if (start.startsWith(ZIP)) {
    if (bytes.includes(MACROS, 0, 'latin1') || !bytes.includes(CONTENT_TYPES, 0, 'latin1')) return undefined
    return PARTS.find(([part]) => bytes.includes(part, 0, 'latin1'))?.[1]
  }
  return isPlainText(bytes) ? 'text' : undefined
}

/** Control characters beside line ends, tabs and form feeds. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
/** What a system or a browser would run. */
const RUNS = /^(?:#!|\s*<(?:!doctype|html|script|svg|\?xml|\?php))/i

function isPlainText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return !CONTROL.test(text) && !RUNS.test(text)
    } catch {
      // The next encoding, or none: then it is no text.
    }
  }
  return false
}

const LONGEST_NAME = 80
/** Separators of paths, what Windows forbids, control and invisible characters, and what turns text round. */
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*\p{Cf}\p{Zl}\p{Zp}]/gu
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** A name that is safe to write and to read on any system, with the ending of what the file is. */
export function safeName(given: string, kind: AttachmentKind): string {
  const plain = basename(given.replaceAll('\\', '/')).normalize('NFC').replace(FORBIDDEN, '_')
  const extension = extname(plain)
  const known = EXTENSIONS[kind].includes(extension.toLowerCase())
  const stem = (known ? plain.slice(0, -extension.length) : plain).replace(/^[\s.]+|[\s.]+$/g, '')
  const named = stem === '' || RESERVED.test(stem) ? '附件' : stem
  const short = [...named]
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/[\s.]+$/, '')
  return `${short}${known ? extension.toLowerCase() : (EXTENSIONS[kind][0] ?? '')}`
}
