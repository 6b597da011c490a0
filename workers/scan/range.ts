/** Scanning one range of a file, in a thread: windows of bytes through the kernel, in order. */
import { isUtf8 } from 'node:buffer'
import { endOfRecord } from './cutter.ts'
import type { Kernel } from './kernel/kernel.ts'
import { ENTRY_QUOTED, PLAN, STOP } from './kernel/layout.ts'
import { type Scratch, WINDOW_BYTES } from './scratch.ts'
import type { ByteSource } from './source.ts'

/** Encodings that are scanned as bytes. */
export type ByteEncoding = 'utf-8' | 'gb18030'

/** Why the exact reader has to look at the whole file: it knows the sentence to say. */
export type Trouble = 'encoding' | 'nul' | 'long' | 'cut' | 'wide'

export interface RangeEnd {
  /** Offset of the record behind the range's last one, from the range's beginning. */
  readonly length: number
  readonly trouble?: Trouble
}

/** What becomes of the kept records: taken out of the scratch area whenever it fills, and once at the end. */
export interface RangeSink {
  /** Reads what was kept; the area is emptied then. */
  drain(scratch: Scratch): void
  /** The last record of the file, which no line end ends. */
  tail(record: Uint8Array): void
}

/**
 * Scans the records that begin within the next `length` bytes of `source`; the last of them may end behind that.
 * @param length Infinity: to the end of the file
 */
export function scanRange(
  kernel: Kernel,
  scratch: Scratch,
  source: ByteSource,
  length: number,
  encoding: ByteEncoding,
  delimiter: number,
  sink: RangeSink,
): RangeEnd {
  const { window, windowAt } = scratch
  const decoder = new TextDecoder(encoding, { fatal: false, ignoreBOM: true })
  const drain = () => {
    sink.drain(scratch)
    scratch.empty()
  }
  /** Bytes of the range before the window. */
  let passed = 0
  let held = 0
  for (;;) {
    const read = source.read(window.subarray(held))
    if (window.subarray(held, held + read).includes(0)) return { length: passed, trouble: 'nul' }
    held += read
    const limit = windowAt + Math.min(length - passed, WINDOW_BYTES + 1)
    let at = 0
    let atLimit = false
    for (;;) {
      const stop = kernel.sieve(scratch.at, windowAt + at, windowAt + held, limit)
      at = scratch.word(PLAN.position) - windowAt
      atLimit = stop === STOP.limit
      if (stop === STOP.full) drain()
      else if (stop === STOP.stuck) {
        const next = endOfRecord(window.subarray(0, held), at, delimiter, bytes => decoder.decode(bytes))
        if (next === undefined) break
        if (!scratch.keepQuoted(window.subarray(at, next), ENTRY_QUOTED)) {
          drain()
          scratch.keepQuoted(window.subarray(at, next), ENTRY_QUOTED)
        }
        at = next
      } else break
    }
    if (!isValid(kernel, window, windowAt, at, encoding)) return { length: passed, trouble: 'encoding' }
    passed += at
    if (scratch.isFilling) drain()
    if (atLimit) break
    if (read === 0) {
      if (held > at) {
        const record = window.subarray(at, held)
        if (!isValid(kernel, record, windowAt + at, record.length, encoding))
          return { length: passed, trouble: 'encoding' }
        drain()
        sink.tail(record)
        passed += record.length
      }
      break
    }
    if (at === 0 && held === WINDOW_BYTES) return { length: passed, trouble: 'long' }
    window.copyWithin(0, at, held)
    held -= at
  }
  drain()
  return { length: passed }
}

/** Whether the first `length` bytes are text of the encoding. */
function isValid(
  kernel: Kernel,
  bytes: Uint8Array,
  address: number,
  length: number,
  encoding: ByteEncoding,
): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes.subarray(0, length))
  if (kernel.provesGb18030(address, address + length)) return true
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes.subarray(0, length))
    return true
  } catch {
    return false
  }
}
