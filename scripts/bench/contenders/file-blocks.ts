/** Reads a file from beginning to end in blocks of 1 MB, one after the other. */
import { closeSync, openSync, readSync } from 'node:fs'

const BLOCK = 1 << 20

/** The same memory again and again. */
export function* fileBlocks(path: string): Generator<Uint8Array, void, undefined> {
  const block = Buffer.allocUnsafe(BLOCK)
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const bytes = readSync(file, block, 0, BLOCK, null)
      if (bytes === 0) return
      yield block.subarray(0, bytes)
    }
  } finally {
    closeSync(file)
  }
}
