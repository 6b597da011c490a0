/** What the steps about a feed come to, as JSON: what was taken, what was kept. */
import { CANDIDATE_FEEDS, EVIDENCE_FEEDS, RESIDENTS, stepName } from '../../pipelines/flow/steps.ts'
import type { FeedId } from '../../pipelines/types.ts'
import type { FeedIntake, TakenDelivery } from '../comparison/intake.ts'
import type { StoredScan } from '../store/deliveries.ts'
import type { CountedRejects } from './ledger.ts'

/** A taken delivery without the way to its bytes. */
type Recorded = Omit<TakenDelivery, 'locate'>

export interface RecordedIntake extends Omit<FeedIntake, 'taken'> {
  readonly taken: readonly Recorded[]
}

export interface RecordedScan extends StoredScan {
  readonly delivery: string
}

/** Of `candidates/FEED` and `evidence/FEED`; residents are taken in a step of their own, and anew only if that must be. */
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
  { taken, withheld, ...intake }: RecordedIntake,
  locate: (delivery: Recorded) => TakenDelivery['locate'],
): FeedIntake => ({
  ...intake,
  // Runs of an earlier version did not record it.
  withheld: withheld ?? [],
  taken: taken.map(delivery => ({ ...delivery, locate: locate(delivery) })),
})

const FEEDS_OF = { candidates: CANDIDATE_FEEDS, evidence: EVIDENCE_FEEDS } as const

/** The results of a kind of steps about feeds, of those that are done. */
export const feedResults = (
  results: ReadonlyMap<string, unknown>,
  kind: 'candidates' | 'evidence',
): readonly FeedResult[] =>
  FEEDS_OF[kind]
    .map(part => results.get(stepName({ kind, part })) as FeedResult | undefined)
    .filter(result => result !== undefined)

/** The intake of a feed among the results of a run's steps. */
export function intakeIn(results: ReadonlyMap<string, unknown>, feed: FeedId): RecordedIntake | undefined {
  const kind = CANDIDATE_FEEDS.includes(feed) ? 'candidates' : 'evidence'
  const { intake } = (results.get(stepName({ kind, part: feed })) as FeedResult | undefined) ?? {}
  // What the later of their two steps has to say of residents is the last word.
  return intake ?? (feed === RESIDENTS ? (results.get('residents') as RecordedIntake | undefined) : undefined)
}

/** As a later run tells of it: what was accepted then is the same as before now. */
export const asBefore = (intake: RecordedIntake): RecordedIntake => ({
  ...intake,
  statuses: intake.statuses.map(({ status, ...rest }) => ({
    ...rest,
    status: status.outcome === 'accepted' ? { ...status, outcome: 'unchanged' } : status,
  })),
})

/** What was rejected of the deliveries that were read for the first time. */
export const rejectsOf = ({ feed, statuses }: FeedIntake): readonly CountedRejects[] =>
  statuses
    .filter(({ status }) => status.outcome === 'accepted' || status.outcome === 'held')
    .flatMap(({ status }) =>
      Object.entries(status.rejects).map(([reason, count]) => ({ feed, reason, count })),
    )
