/**
 * Reading one table file in threads: as ranges of bytes where that can be, otherwise, or when a range meets something
 * that only the exact reader can deal with or explain, as a whole and the exact way.
 */
import { stat } from 'node:fs/promises'
import type { Notice } from '../../connectors/input-error.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import type { SkipKind } from '../../connectors/row-kind.ts'
import { linesInQuotesNotice, openTableHead } from '../../connectors/table-reader.ts'
import type { TaskName, ThreadPool } from '../threads/pool.ts'
import type { Trouble } from './range.ts'
import { inOrder, type RangeTask, rangesOf, ScanTrouble } from './ranges.ts'
import { scannedFile } from './scanned-file.ts'
import {
  definitionOf,
  type FileAnswer,
  type FileCall,
  type RangeAnswer,
  type RangeCall,
  type TableId,
} from './table-calls.ts'

/** The two tasks that read a table for one question. */
export interface TableTasks<Q, P> {
  readonly range: TaskName<RangeCall<Q>, never, RangeAnswer<P>>
  readonly file: TaskName<FileCall<Q>, P, FileAnswer>
}

export interface TableCall<Q, P> {
  readonly pool: ThreadPool
  readonly tasks: TableTasks<Q, P>
  readonly table: TableId
  readonly path: string
  /** As messages name it. */
  readonly shownPath: string
  readonly cutoff: IsoDate
  readonly question: Q
  /**
   * Takes the parts in the order of the file. Rows of a part count from its `firstRow`.
   * @param rows records read since the last part
   */
  readonly take: (part: P, firstRow: number, rows: number) => Promise<void> | void
  /** What was taken so far does not count: the file is read anew, the exact way. */
  readonly restart: (trouble: Trouble) => Promise<void> | void
  /** What scanning a range of the file, begun where it seems to begin, has given elsewhere. */
  readonly scanned?: (range: RangeTask) => Promise<RangeAnswer<P> | undefined>
  /** Bytes of a range, where they are not as usual. */
  readonly rangeBytes?: number
  readonly signal?: AbortSignal
}

/** @throws InputError for what refuses the file as a whole */
export async function readTable<Q, P>(call: TableCall<Q, P>): Promise<FileAnswer> {
  const { table, path, shownPath } = call
  const head = await openTableHead(path, definitionOf(table), { shownPath })
  if (!head) return readWhole(call)
  const file = scannedFile(path, (await stat(path)).size, head)
  try {
    return await readRanges(call, file, head.header.notices)
  } catch (error) {
    if (!(error instanceof ScanTrouble)) throw error
    await call.restart(error.trouble)
    return readWhole(call)
  }
}

async function readRanges<Q, P>(
  { pool, tasks, table, cutoff, question, shownPath, take, signal, rangeBytes, scanned }: TableCall<Q, P>,
  file: ReturnType<typeof scannedFile>,
  notices: readonly Notice[],
): Promise<FileAnswer> {
  const skipped: Record<SkipKind, number> = { title: 0, blank: 0, header: 0, subtotal: 0, note: 0 }
  const counts = { dataRows: 0, rejectedRows: 0, suspectPrecision: 0 }
  const lost: { row: number; lines: number }[] = []
  let truncatedAt: number | undefined
  const scan = (range: RangeTask) => pool.run(tasks.range, { table, cutoff, question, file, range })
  const ranges = inOrder(
    rangesOf(file, rangeBytes),
    pool.size,
    scanned ? async range => (await scanned(range)) ?? (await scan(range)) : scan,
  )
  for await (const { range, firstRow } of ranges) {
    signal?.throwIfAborted()
    const { sorted } = range
    await take(range.part, firstRow, range.records)
    counts.dataRows += range.judged + sorted.dataRows
    counts.rejectedRows += sorted.rejectedRows
    counts.suspectPrecision += range.suspects + sorted.suspectPrecision
    for (const kind of Object.keys(skipped) as SkipKind[]) skipped[kind] += sorted.skipped[kind]
    for (const { row, lines } of sorted.linesInQuotes) lost.push({ row: row + firstRow, lines })
    if (range.truncatedAt !== undefined) truncatedAt = range.truncatedAt + firstRow
  }
  return {
    ...counts,
    skipped,
    columns: file.columns.map(([property]) => property),
    notices: [
      ...notices,
      ...lost
        .sort((one, other) => one.row - other.row)
        .map(({ row, lines }) => linesInQuotesNotice(shownPath, row, lines)),
    ],
    ...(truncatedAt === undefined ? {} : { truncatedAt }),
  }
}

function readWhole<Q, P>({
  pool,
  tasks,
  table,
  cutoff,
  question,
  path,
  shownPath,
  take,
  signal,
}: TableCall<Q, P>): Promise<FileAnswer> {
  return pool.runAlone(tasks.file, { table, cutoff, question, path, shownPath }, part => {
    signal?.throwIfAborted()
    return take(part, 0, 0)
  })
}
