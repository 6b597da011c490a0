import type pg from 'pg'
import type { Bilingual } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import type { ThreadPool } from '../threads/pool.ts'

/** What steps are done with. */
export interface FlowServices {
  readonly pool: pg.Pool
  /** What a thread connects with. */
  readonly connection: pg.ClientConfig
  readonly threads: ThreadPool
  readonly archive: Archive
  /** As the ledger names this process. */
  readonly worker: string
  /** Whether no other process takes steps of the same runs. */
  readonly alone: boolean
  /** Bytes of a stretch of a large file, where they are not as usual. */
  readonly stretchBytes?: number
  /** The folder of a run's results. */
  readonly outOf: (run: string) => string
  /** How many threads evaluate; otherwise as many as are worth starting. */
  readonly evaluators?: number
}

/** Told how far a step is: rows or households, and bytes. */
export type TellProgress = (rows: number, bytes: number) => void

/** What a step is done under. */
export interface StepTask {
  readonly progress: TellProgress
  readonly signal: AbortSignal
  /** Deliveries that are held because earlier attempts failed at them, by id, with the reason. */
  readonly unreadable?: ReadonlyMap<string, Bilingual>
}
