import { encodeGb18030 } from '../../connectors/gb18030.ts'
import type { ByteEncoding } from './range.ts'

/** The bytes of a short text in a file's encoding. */
export function encodeSpelling(text: string, encoding: ByteEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  const bytes = new Uint8Array(text.length * 4)
  return bytes.slice(0, encodeGb18030(text, bytes))
}
