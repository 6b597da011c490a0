/** What intake goes by: the run, its inbox, the limits of the gate. */
import type { Pool } from 'pg'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual } from '../../pipelines/reports/model.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import type { Inbox } from '../reading/inbox.ts'
import type { ThreadPool } from '../threads/pool.ts'
import type { Acceptance } from './acceptance.ts'

export interface IntakeSettings {
  readonly pool: Pool
  readonly threads: ThreadPool
  readonly archive: Archive
  readonly inbox: Inbox
  readonly run: string
  readonly user: string
  readonly asOf: IsoDate
  /** From which age somebody is an elder (I07). */
  readonly eldersAge: number | undefined
  readonly rejectLimit: number
  readonly shrinkLimit: number
  readonly accept: readonly Acceptance[]
  /** Deliveries that could not be read, by id, with the reason: they are held. */
  readonly unreadable: ReadonlyMap<string, Bilingual>
  readonly progress: (delivery: PlannedDelivery, rows: number, bytes: number) => void
  readonly signal?: AbortSignal
}
