/** What the steps about a feed come to, as JSON: what was taken, what was kept. */
import type { FeedId } from '../../pipelines/types.ts'
import type { FeedIntake, TakenDelivery } from '../comparison/intake.ts'
import type { StoredScan } from '../store/deliveries.ts'

/** A taken delivery without the way to its bytes. */
type Recorded = Omit<TakenDelivery, 'locate'>

export interface RecordedIntake extends Omit<FeedIntake, 'taken'> {
  readonly taken: readonly Recorded[]
}

export interface RecordedScan extends StoredScan {
  readonly delivery: string
  readonly feed: FeedId
}

/** Of `candidates/FEED` and `evidence/FEED`; residents are taken in a step of their own. */
export interface FeedResult {
  readonly intake?: RecordedIntake
  readonly scans: readonly RecordedScan[]
}

export const recordIntake = ({ taken, ...intake }: FeedIntake): RecordedIntake => ({
  ...intake,
  taken: taken.map(({ locate: _, ...delivery }) => delivery),
})

/** @param locate the way to the bytes of a delivery's files */
export const openIntake = (
  { taken, ...intake }: RecordedIntake,
  locate: (delivery: Recorded) => TakenDelivery['locate'],
): FeedIntake => ({
  ...intake,
  taken: taken.map(delivery => ({ ...delivery, locate: locate(delivery) })),
})
