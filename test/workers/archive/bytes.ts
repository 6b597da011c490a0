import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'

export const digestOf = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that no compression and no accident makes equal to others. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed >>> 0 || 1
  for (let at = 0; at + 4 <= length; at += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes.writeInt32LE(state | 0, at)
  }
  return bytes
}

/** Writes a file and says its digest. */
export function written(path: string, bytes: string | Buffer): string {
  writeFileSync(path, bytes)
  return digestOf(bytes)
}
