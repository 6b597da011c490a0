/** Who of the subjects stands in a file: rows and keys, with rejects, and nothing read that is not asked for. */
import { basename } from 'node:path'
import type { FeedId } from '../../connectors/feeds/index.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import type { Reject } from '../../connectors/row-judge.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import type { Trouble } from './range.ts'
import { readTable, type TableTasks } from './read-table.ts'
import type { MatchPart } from './rows/match-rows.ts'
import type { Workplace } from './rows/row-taker.ts'
import type { SubjectTable } from './subject-table.ts'
import type { FileAnswer } from './table-calls.ts'

export const MATCH_TASKS: TableTasks<Workplace, MatchPart> = {
  range: taskAt(new URL('./rows/match-range.ts', import.meta.url)),
  file: taskAt(new URL('./rows/match-file.ts', import.meta.url)),
}

export interface MatchOptions {
  /** 数据截止日期: nobody in the file is born later. */
  readonly cutoff: IsoDate
  readonly subjects: SubjectTable
  readonly pool: ThreadPool
  /** Bytes of a range. */
  readonly rangeBytes?: number
  /** `row, high, low` of matched persons, in the order of the file, some thousand at a time. */
  readonly onMatches: (triples: Uint32Array, count: number) => void
  /** In the order of the file. */
  readonly onRejects: (rejects: readonly Reject[]) => void
  /** What was told so far does not count: the file is read anew, the exact way. */
  readonly onRestart: (trouble: Trouble) => void
}

/** Scans a file for subjects. @throws InputError for what refuses the file as a whole */
export const scanForMatches = (
  path: string,
  feed: FeedId,
  { cutoff, subjects, pool, rangeBytes, onMatches, onRejects, onRestart }: MatchOptions,
): Promise<FileAnswer> =>
  readTable({
    pool,
    tasks: MATCH_TASKS,
    table: feed,
    path,
    shownPath: basename(path),
    cutoff,
    question: { handle: subjects.handle },
    take: ({ matches, rejects }, firstRow) => {
      for (let at = 0; at < matches.length; at += 3) matches[at] = (matches[at] ?? 0) + firstRow
      onMatches(matches, matches.length / 3)
      onRejects(rejects.map(reject => ({ ...reject, row: reject.row + firstRow })))
    },
    restart: onRestart,
    ...(rangeBytes === undefined ? {} : { rangeBytes }),
  })
