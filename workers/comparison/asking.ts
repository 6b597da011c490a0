/** What a run asks of the rows of its deliveries, in the order in which it can: who matters, then what they have. */
import type { SharedPairs } from '../../pipelines/match/pair-table.ts'
import type { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { type ReadableDelivery, readDelivery } from '../reading/delivery.ts'
import { FeedSink, ResidentSink } from '../reading/sinks.ts'
import type { StoredFile } from '../reading/stored-file.ts'
import type { RangeTask } from '../scan/ranges.ts'
import type { TableTasks } from '../scan/read-table.ts'
import type { FeedQuestion } from '../scan/rows/feed-question.ts'
import type { FeedPart } from '../scan/rows/feed-rows.ts'
import type { ResidentPart, ResidentQuestion } from '../scan/rows/resident-rows.ts'
import type { GrowingSubjects } from '../scan/subjects.ts'
import type { RangeAnswer } from '../scan/table-calls.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import type { FeedReading } from './feed-reading.ts'

const rowsModule = (name: string): URL => new URL(`../scan/rows/${name}.ts`, import.meta.url)

export const FEED_TASKS: TableTasks<FeedQuestion, FeedPart> = {
  range: taskAt(rowsModule('feed-range')),
  file: taskAt(rowsModule('feed-file')),
}
const RESIDENT_TASKS: TableTasks<ResidentQuestion, ResidentPart> = {
  range: taskAt(rowsModule('resident-range')),
  file: taskAt(rowsModule('resident-file')),
}

/** Who is known while rows are read. */
export interface Known {
  readonly subjects: GrowingSubjects
  readonly members: SliceIndex
}

/**
 * What is asked of a feed's rows: who is kept.
 * @param candidates whether candidate rows are kept too, for the persons they are about
 * @param houses the 户号 that matter, once they are known
 */
export const feedQuestion = (
  { subjects, members }: Known,
  candidates: boolean,
  houses?: SharedPairs,
): FeedQuestion => ({
  handle: subjects.handle,
  members: members.share(),
  candidates,
  ...(houses ? { houses } : {}),
})

/** What a range of a feed's file gives. */
export type FeedAnswer = RangeAnswer<FeedPart>

/** The answers of ranges that were scanned elsewhere, by file. */
export type ScannedElsewhere = (
  file: StoredFile,
) => ((range: RangeTask) => Promise<FeedAnswer | undefined>) | undefined

/** Rows about subjects are kept. */
export const askAboutSubjects = (
  threads: ThreadPool,
  question: FeedQuestion,
  scope: string,
  scanned?: ScannedElsewhere,
): FeedReading => ({
  scope,
  read: async (delivery, { client, scan, rejects }, progress, signal) => {
    const sink = new FeedSink(client, scan ?? '', rejects)
    const reading = await readDelivery(
      delivery,
      { threads, tasks: FEED_TASKS, question, sink, ...(scanned ? { scanned } : {}) },
      progress,
      signal,
    )
    return question.candidates ? { ...reading, candidates: sink.candidates() } : reading
  },
})

/**
 * A first look at residents: nothing is stored but rejects.
 * @param bornBy the latest birth date of an elder, ISO; '' if nobody is one
 * @param into takes the residents of each delivery, in the words of pipelines/match/residents.ts
 */
export const askAboutResidents = (
  threads: ThreadPool,
  { subjects }: Pick<Known, 'subjects'>,
  bornBy: string,
  into: (delivery: ReadableDelivery, blocks: readonly Uint32Array[]) => void,
): FeedReading => ({
  read: async (delivery, { client, rejects }, progress, signal) => {
    const blocks: Uint32Array[] = []
    const sink = new ResidentSink(blocks, client, rejects)
    const question: ResidentQuestion = { handle: subjects.handle, bornBy }
    const reading = await readDelivery(
      delivery,
      { threads, tasks: RESIDENT_TASKS, question, sink },
      progress,
      signal,
    )
    into(delivery, blocks)
    return reading
  },
})
