/**
 * Rows for COPY out of threads: of each its line behind the first columns, which are known only when a stretch of a file
 * has its place. Bytes travel to the program and on to the server as they are; rows would be made and read again at each turn.
 */
import { type CopyRow, copyLine } from '../../schema/copy.ts'

export interface CopyLines {
  /** The numbers of the rows, from the first row of the stretch. */
  readonly rows: Uint32Array
  /** Their lines, one after the other. */
  readonly bytes: Uint8Array
}

const LF = 10

/** Collects the lines of a stretch. */
export class LineCollector {
  #rows: number[] = []
  #lines = ''

  /** @param cells those behind the first columns */
  add(row: number, cells: CopyRow): void {
    this.#rows.push(row)
    this.#lines += copyLine(cells)
  }

  /** What was collected; it begins anew. */
  take(): CopyLines {
    const taken = { rows: Uint32Array.from(this.#rows), bytes: Buffer.from(this.#lines) }
    this.#rows = []
    this.#lines = ''
    return taken
  }
}

/** The lines, whole. @param first the first columns of all lines but the row's number, each with a tab behind it */
export function wholeLines({ rows, bytes }: CopyLines, first: string, firstRow: number): Buffer {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = Buffer.allocUnsafe(lines.length + rows.length * (Buffer.byteLength(first) + ROW_WIDTH))
  let from = 0
  let at = 0
  for (const row of rows) {
    at += whole.write(`${first}${firstRow + row}\t`, at)
    // A line end in a cell is written as a backslash and a letter.
    const end = lines.indexOf(LF, from) + 1
    at += lines.copy(whole, at, from, end)
    from = end
  }
  return whole.subarray(0, at)
}

/** Digits of the largest row number, and a tab. */
const ROW_WIDTH = String(Number.MAX_SAFE_INTEGER).length + 1
