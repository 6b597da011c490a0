/** Who of the subjects stands in a file: rows and keys, with rejects, and nothing read that is not asked for. */
import { stat } from 'node:fs/promises'
import type { FeedDefinition } from '../../connectors/definition.ts'
import { isFeedId } from '../../connectors/feeds/index.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import type { Reject } from '../../connectors/row-judge.ts'
import { openTableHead, type SkipKind } from '../../connectors/table-reader.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import type { KernelKind } from './kernel/kernel.ts'
import type { MatchedRange, MatchRange } from './match-range.ts'
import { inOrder, rangesOf, ScanTrouble } from './ranges.ts'
import { scannedFile } from './scanned-file.ts'
import type { SubjectTable } from './subject-table.ts'

export const MATCH_RANGE = taskAt<MatchRange, never, MatchedRange>(
  new URL('./match-range.ts', import.meta.url),
)

export interface MatchOptions {
  /** 数据截止日期: nobody in the file is born later. */
  readonly cutoff: IsoDate
  readonly subjects: SubjectTable
  readonly pool: ThreadPool
  readonly kernel?: KernelKind
  /** Bytes of a range. */
  readonly rangeBytes?: number
  /** `row, high, low` of matched persons, in the order of the file, some thousand at a time. */
  readonly onMatches: (triples: Uint32Array, count: number) => void
  /** In the order of the file. */
  readonly onRejects: (rejects: readonly Reject[]) => void
}

export interface MatchCounts {
  readonly records: number
  readonly dataRows: number
  readonly rejectedRows: number
  readonly skipped: Readonly<Record<SkipKind, number>>
  readonly suspectPrecision: number
}

/**
 * Scans a file for subjects.
 * @throws ScanTrouble, where only the exact reader (connectors/table-reader.ts) can read the file; InputError
 */
export async function scanForMatches(
  path: string,
  definition: FeedDefinition,
  { cutoff, subjects, pool, kernel = 'wasm', rangeBytes, onMatches, onRejects }: MatchOptions,
): Promise<MatchCounts> {
  const head = await openTableHead(path, definition, {})
  if (!head || !isFeedId(definition.id)) throw new ScanTrouble('encoding')
  const file = scannedFile(path, (await stat(path)).size, head)
  const feed = definition.id
  const table = subjects.handle
  const skipped: Record<SkipKind, number> = { title: 0, blank: 0, header: 0, subtotal: 0, note: 0 }
  const counts = { records: 0, dataRows: 0, rejectedRows: 0, suspectPrecision: 0 }
  const ranges = inOrder(rangesOf(file, rangeBytes), pool.size, range =>
    pool.run(MATCH_RANGE, { file, feed, cutoff, table, kernel, range }),
  )
  for await (const { range, firstRow } of ranges) {
    const { matches, rejects, sorted } = range
    for (let at = 0; at < matches.length; at += 3) matches[at] = (matches[at] ?? 0) + firstRow
    onMatches(matches, matches.length / 3)
    onRejects(rejects.map(reject => ({ ...reject, row: reject.row + firstRow })))
    counts.records += range.records
    counts.dataRows += range.judged + sorted.dataRows
    counts.rejectedRows += sorted.rejectedRows
    counts.suspectPrecision += range.suspects + sorted.suspectPrecision
    for (const kind of Object.keys(skipped) as SkipKind[]) skipped[kind] += sorted.skipped[kind]
  }
  return { ...counts, skipped }
}
