/** The encodings of a generated file. */
import { encodeGb18030 } from '../../../connectors/gb18030.ts'

export const ENCODINGS = ['utf-8', 'gb18030'] as const
export type Encoding = (typeof ENCODINGS)[number]

export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const bytes = new Uint8Array(text.length * 4)
  return bytes.slice(0, encodeGb18030(text, bytes))
}
