/** How the deliveries of a feed are read: what is asked of their rows, and where they go. */
import type { PoolClient } from 'pg'
import type { DeliveryReading, ReadableDelivery, ReadingProgress } from '../reading/delivery.ts'
import type { RejectWriter } from '../reading/sinks.ts'

/** Where a delivery's rows go while it is read: on a client that is inside a transaction. */
export interface ReadingTarget {
  readonly client: PoolClient
  /** The scan that evidence is stored in; without it the rows are only looked at. */
  readonly scan?: string
  /** Absent where rejects were stored when the delivery was decided upon. */
  readonly rejects?: RejectWriter
}

/** How a feed's deliveries are read. */
export interface FeedReading {
  /** Under which evidence is stored; without it the rows are only looked at. */
  readonly scope?: string
  readonly read: (
    delivery: ReadableDelivery,
    target: ReadingTarget,
    progress: ReadingProgress,
    signal: AbortSignal | undefined,
  ) => Promise<ScannedDelivery>
}

/** A delivery's reading, and the candidates that it brings up (workers/store/candidates.ts). */
export interface ScannedDelivery extends DeliveryReading {
  readonly candidates?: Uint8Array
}
