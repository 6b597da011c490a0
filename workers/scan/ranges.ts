/**
 * A file in ranges: several threads read it at once, and what they find comes back in the order of the file.
 *
 * A range begins behind the first line end in it, as if no quotes were open there. If the range before it ends at
 * another place, that line end was inside quotes: the range is scanned again from where the records really go on. So it
 * is if titles and header were taken for rows, because they go beyond the first range.
 */
import { inTurn } from '../threads/side-by-side.ts'
import type { Trouble } from './range.ts'
import { isByteEncoded, type ScannedFile } from './scanned-file.ts'

export interface RangeTask {
  /** Records that begin from here … */
  readonly from: number
  /** … to before here are the range's. */
  readonly to: number
  /** Where its first record begins, if that is known. */
  readonly begin?: number
  /** How many of its first records are titles and header; none if it begins below them. */
  readonly head?: number
}

export interface ScannedRange {
  /** Where its first record begins; undefined if none does. */
  readonly begin?: number
  /** Where the record behind its last one begins. */
  readonly end: number
  readonly records: number
  readonly trouble?: Trouble
}

/** The exact reader has to read the file. */
export class ScanTrouble extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(`The file has to be read the exact way: ${trouble}`)
    this.name = 'ScanTrouble'
    this.trouble = trouble
  }
}

const SMALLEST_RANGE = 1024 * 1024
const LARGEST_RANGE = 8 * 1024 * 1024
/**
 * A file is cut into as many, so that all threads that there may be find work in it; the cuts do not depend on how many there
 * are. More of them make what is kept more and smaller blocks: each range has one for every slice.
 */
const RANGES = 8
/** Ranges that wait to be taken, beyond one for each thread: results in memory are bounded. */
const AHEAD = 2

/** The ranges of a file. */
export function rangesOf(file: ScannedFile, rangeBytes?: number): readonly RangeTask[] {
  const start = { begin: file.first, head: file.headerRow }
  if (!isByteEncoded(file)) return [{ from: file.first, to: Number.POSITIVE_INFINITY, ...start }]
  const length = file.size - file.first
  const size = rangeBytes ?? Math.min(LARGEST_RANGE, Math.max(SMALLEST_RANGE, Math.ceil(length / RANGES)))
  return Array.from({ length: Math.max(1, Math.ceil(length / size)) }, (_, n): RangeTask => {
    const from = file.first + n * size
    return {
      from,
      to: Math.min(file.first + (n + 1) * size, file.size),
      ...(n === 0 ? start : {}),
    }
  })
}

/**
 * Scans ranges, some at a time; yields each with the row (from 1) of its first record.
 * @throws ScanTrouble
 */
export async function* inOrder<R extends ScannedRange>(
  ranges: readonly RangeTask[],
  threads: number,
  scan: (range: RangeTask) => Promise<R>,
): AsyncGenerator<{ readonly range: R; readonly firstRow: number }> {
  let { begin: at = 0, head = 0 } = ranges[0] ?? {}
  let firstRow = 1
  const guesses = inTurn(ranges, threads + AHEAD, async task => ({ task, guess: await scan(task) }))
  for await (const { task, guess } of guesses) {
    // A record of an earlier range goes over all of this one.
    if (at >= task.to) continue
    const isRight = guess.begin === at && (task.head ?? 0) === head
    const range = isRight ? guess : await scan({ ...task, begin: at, head })
    if (range.trouble) throw new ScanTrouble(range.trouble)
    yield { range, firstRow }
    firstRow += range.records
    head = Math.max(0, head - range.records)
    at = range.end
  }
}
