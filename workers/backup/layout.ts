/**
 * The file of a backup 备份文件: sections one after the other, each with a SHA-256 of its own, and one over the whole.
 *
 *   file     magic, version (2), section…, end
 *   section  kind (1), length of its name (2), name, chunk…, 0 (4), SHA-256 of all that (32)
 *   chunk    length (4), bytes; together one stream of Zstandard
 *   end      0 (1), SHA-256 of everything before its own 32 bytes; nothing follows
 *
 * Numbers are big endian. No byte is outside of a digest, so none can change unnoticed.
 */
import { createHash, type Hash } from 'node:crypto'

export const MAGIC = Buffer.from('bidui backup\r\n\x1a\n', 'latin1')
export const FORMAT_VERSION = 1

/** In the order in which they come: one manifest, the tables, files of the archive. */
export const SECTION_KINDS = { manifest: 1, table: 2, file: 3 } as const
export type SectionKind = keyof typeof SECTION_KINDS

export const END = 0
export const DIGEST_BYTES = 32
/** Bytes of a chunk, and of a name; what is longer is damage. */
export const LONGEST_CHUNK = 128 * 1024
export const LONGEST_NAME = 200

export const newDigest = (): Hash => createHash('sha256')

export function bytesOf(value: number, width: 1 | 2 | 4): Buffer {
  const buffer = Buffer.alloc(width)
  buffer.writeUIntBE(value, 0, width)
  return buffer
}
