/** Where a scan's bytes come from: a file as it is, or one that is made UTF-8 on the way. Read in order, in a thread. */
import { readSync } from 'node:fs'

export interface ByteSource {
  /** Fills `target` from its beginning; 0 at the end. */
  read(target: Uint8Array): number
}

/** The bytes of a file from `offset` on. */
export function fileBytes(fd: number, offset: number): ByteSource {
  let position = offset
  return {
    read(target) {
      const length = readSync(fd, target, 0, target.length, position)
      position += length
      return length
    },
  }
}

/** Encodings whose bytes cannot be scanned as they are. */
export type WideEncoding = 'utf-16le' | 'utf-16be'

/**
 * A file's text as UTF-8, line ends made `\n` if they are `\r`.
 * @throws TypeError where the bytes are not of the encoding
 */
export function transcodedBytes(
  fd: number,
  offset: number,
  encoding: WideEncoding | 'utf-8' | 'gb18030',
  newline: '\n' | '\r',
): ByteSource {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const encoder = new TextEncoder()
  const block = Buffer.allocUnsafe(128 * 1024)
  let position = offset
  let ready: Uint8Array = new Uint8Array(0)
  let ended = false
  const more = (): void => {
    const length = readSync(fd, block, 0, block.length, position)
    position += length
    ended = length === 0
    const text = ended ? decoder.decode() : decoder.decode(block.subarray(0, length), { stream: true })
    ready = encoder.encode(newline === '\r' ? text.replaceAll('\r', '\n') : text)
  }
  return {
    read(target) {
      while (ready.length === 0) {
        if (ended) return 0
        more()
      }
      const length = Math.min(ready.length, target.length)
      target.set(ready.subarray(0, length))
      ready = ready.subarray(length)
      return length
    },
  }
}
