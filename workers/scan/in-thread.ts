/** A thread's side of a scan: its scratch area and kernel for each table, and one range from its file. */
import { closeSync, openSync, readSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { OverlongRecord } from '../../connectors/csv.ts'
import type { ThreadData } from '../threads/messages.ts'
import { CutMismatch, KeptRecords } from './kept-records.ts'
import { javascriptKernel } from './kernel/javascript/sieve.ts'
import type { Kernel } from './kernel/kernel.ts'
import { PLAN } from './kernel/layout.ts'
import { wasmKernel } from './kernel/wasm.ts'
import type { SievePlan } from './plan.ts'
import { type RangeEnd, type RangeSink, scanRange } from './range.ts'
import type { RangeTask, ScannedRange } from './ranges.ts'
import { isByteEncoded, type ScannedFile, scannedEncoding } from './scanned-file.ts'
import { fits, Scratch } from './scratch.ts'
import { fileBytes, transcodedBytes } from './source.ts'
import { SubjectTable, type TableHandle } from './subject-table.ts'

interface Seat {
  readonly table: SubjectTable
  readonly scratch: Scratch
  readonly kernel: Kernel
}

/** The seats at the tables of late: a run replaces its table when the subjects outgrow it. */
const seats = new Map<number, Seat>()
const MOST_SEATS = 2

/** The place of this thread in its pool; 0 outside one. */
const placeInPool = (): number => (workerData as ThreadData | null)?.place ?? 0

/** The thread's place in the memory of a table. */
export function seatAt(handle: TableHandle): Seat {
  const known = seats.get(handle.id)
  if (known) return known
  const table = SubjectTable.open(handle)
  const kernel =
    handle.memory instanceof SharedArrayBuffer ? javascriptKernel(handle.memory) : wasmKernel(handle.memory)
  const seat = { table, scratch: Scratch.at(table.buffer, handle.shape, placeInPool()), kernel }
  seats.set(handle.id, seat)
  for (const oldest of seats.keys()) if (seats.size > MOST_SEATS) seats.delete(oldest)
  return seat
}

export interface RangeCounts {
  /** Rows that the kernel has judged and not kept: data rows that stand. */
  readonly judged: number
  readonly suspects: number
}

/** What a range's kept records are for. */
export interface RangeReader {
  /** Reads what the scratch area holds. */
  drain(scratch: Scratch, kept: KeptRecords): void
  /** The last record of the file, from 0, from the beginning of the range. */
  tail(record: number, cells: readonly string[], insideQuotes: boolean): void
}

/** Scans one range of a file. */
export function scanFileRange(
  { scratch, kernel }: Seat,
  file: ScannedFile,
  task: RangeTask,
  plan: SievePlan,
  shape: TableHandle['shape'],
  reader: RangeReader,
): ScannedRange & RangeCounts {
  const fd = openSync(file.path, 'r')
  try {
    const begin = task.begin ?? firstRecord(fd, task)
    const nothing = { records: 0, judged: 0, suspects: 0 }
    if (begin === undefined) return { end: task.to, ...nothing }
    if (!fits(plan)) return { begin, end: begin, ...nothing, trouble: 'wide' }
    scratch.configure(plan, shape, task.head)
    const kept = new KeptRecords(scannedEncoding(file), file.delimiter)
    let tails = 0
    const sink: RangeSink = {
      drain: area => reader.drain(area, kept),
      tail: record => {
        const { cells, insideQuotes } = kept.last(record)
        reader.tail(scratch.word(PLAN.records), cells, insideQuotes)
        tails = 1
      },
    }
    const source = isByteEncoded(file)
      ? fileBytes(fd, begin)
      : transcodedBytes(fd, begin, file.encoding, file.newline)
    const { length, trouble } = troubled(() =>
      scanRange(kernel, scratch, source, task.to - begin, scannedEncoding(file), plan.delimiter, sink),
    )
    return {
      begin,
      end: begin + length,
      records: scratch.word(PLAN.records) + tails,
      judged: scratch.word(PLAN.judged),
      suspects: scratch.word(PLAN.suspects),
      ...(trouble === undefined ? {} : { trouble }),
    }
  } finally {
    closeSync(fd)
  }
}

/** What only the exact reader can deal with, or explain, is trouble and no failure. */
function troubled(scan: () => RangeEnd): RangeEnd {
  try {
    return scan()
  } catch (error) {
    if (error instanceof CutMismatch) return { length: 0, trouble: 'cut' }
    if (error instanceof OverlongRecord) return { length: 0, trouble: 'long' }
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return { length: 0, trouble: 'encoding' }
    throw error
  }
}

const LF = 10

/** Behind the first line end in the range: a record begins there, unless quotes are open. */
function firstRecord(fd: number, { from, to }: RangeTask): number | undefined {
  const block = Buffer.allocUnsafe(64 * 1024)
  for (let at = from - 1; at < to; ) {
    const length = readSync(fd, block, 0, Math.min(block.length, to - at), at)
    if (length === 0) return undefined
    const lineEnd = block.subarray(0, length).indexOf(LF)
    // A record that begins at `to` is the next range's.
    if (lineEnd >= 0) return at + lineEnd + 1 < to ? at + lineEnd + 1 : undefined
    at += length
  }
  return undefined
}
