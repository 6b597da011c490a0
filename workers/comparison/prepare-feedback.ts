/** Feedback is made in a thread of its own: nothing else of a run needs it, and it needs nothing but the deliveries. */
import type pg from 'pg'
import type { FeedStatus, RunStamp } from '../../pipelines/reports/model.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import type { FeedbackInput } from './feedback-task.ts'
import type { Matched } from './matched.ts'
import { type FilePiece, filesOfPieces, type PreparedFile } from './prepared-files.ts'
import { countyNames, feedStatuses, registerStatuses } from './sources.ts'

export interface FeedbackRequest {
  readonly pool: pg.Pool
  /** What a thread connects with. */
  readonly connection: pg.ClientConfig
  readonly threads: ThreadPool
  readonly signal: AbortSignal
  readonly run: RunStamp
  /** Whether the run was about a part of the register only. */
  readonly partial: boolean
  readonly matched: Matched
  readonly register: RegisterSnapshot
}

export interface PreparedFeedback {
  readonly files: readonly PreparedFile[]
  /** The pieces of all files, packed. */
  readonly packed: readonly Uint8Array[]
}

const FEEDBACK = taskAt<FeedbackInput, FilePiece, void>(new URL('./feedback-task.ts', import.meta.url))

export async function prepareFeedback(request: FeedbackRequest): Promise<PreparedFeedback> {
  const { pool, connection, threads, signal, run, partial, matched, register } = request
  const sources = [...feedStatuses(matched), ...registerStatuses(register, run.asOf)]
  const departments = Map.groupBy(sources, source => source.department)
  // Feedback is about whole files, not about a county: a department has had it of the run that read them.
  if (partial)
    for (const [department, own] of departments) if (!own.some(hasNews)) departments.delete(department)
  const pieces: FilePiece[] = []
  const input: FeedbackInput = {
    ...{ connection, run, departments },
    rejects: {
      feeds: matched.intakes.map(({ feed, rejectsOf }) => ({ feed, rejectsOf })),
      register: {
        snapshot: register.id,
        paths: new Map(Array.from(register.files, ([table, { path }]) => [table, path])),
      },
    },
    counties: await countyNames(pool, register),
  }
  // The others may be evaluating, each until nothing is left to evaluate.
  await threads.runAlone(FEEDBACK, input, piece => {
    signal.throwIfAborted()
    pieces.push(piece)
  })
  return filesOfPieces(pieces)
}

const hasNews = ({ deliveries }: FeedStatus): boolean =>
  deliveries.some(
    ({ outcome, carriedForward }) => outcome !== 'unchanged' && outcome !== 'replaced' && !carriedForward,
  )
