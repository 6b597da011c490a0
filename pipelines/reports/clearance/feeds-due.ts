/** Which data the departments owe: missing, held, or old. */
import { daysOld } from '../coverage-sheet.ts'
import { type DeliverySummary, type RunSummary, stands } from '../summary.ts'
import type { IsoDate } from './model.ts'

/** Days behind the day of the comparison from which data counts as late. */
export const LATE_DAYS = 30

export type FeedState = 'missing' | 'held' | 'late' | 'in time'

/** A feed as the newest comparison found it. */
export interface FeedDue {
  readonly feed: string
  readonly title: string
  readonly department: string
  readonly state: FeedState
  /** Cut-off of the newest data that stands; absent where none does. */
  readonly asOf?: IsoDate
  readonly daysOld?: number
  /** Of a held or rejected delivery. */
  readonly reasons: readonly string[]
  /** Counties whose newest data is this feed's; `all` where one delivery covers all. */
  readonly counties: readonly string[] | 'all' | 'unknown'
}

/** The feeds of a comparison. */
export interface FeedsOfRun {
  readonly run: string
  readonly asOf: IsoDate
  readonly feeds: readonly FeedDue[]
}

const ORDER: readonly FeedState[] = ['missing', 'held', 'late', 'in time']

export const FEED_STATES: Readonly<Record<FeedState, string>> = {
  missing: '缺',
  held: '搁置',
  late: '迟',
  'in time': '正常',
}

/**
 * The feeds of a comparison, those that are owed first.
 * @param accepted cut-off of the newest delivery of each feed that was ever accepted
 */
export function feedsDue(summary: RunSummary, accepted: ReadonlyMap<string, IsoDate>): FeedsOfRun {
  const due = Object.entries(summary.feeds).map(([feed, { title, department, deliveries }]): FeedDue => {
    const standing = deliveries.filter(stands)
    const back = deliveries.filter(({ outcome }) => outcome === 'held' || outcome === 'rejected')
    const asOf =
      standing
        .map(delivery => delivery.asOf)
        .toSorted()
        .at(-1) ?? accepted.get(feed)
    const old = asOf === undefined ? undefined : daysOld(asOf, summary.run.asOf)
    return {
      feed,
      title: title.zh,
      department,
      state:
        back.length > 0
          ? 'held'
          : standing.length === 0
            ? 'missing'
            : (old ?? 0) > LATE_DAYS
              ? 'late'
              : 'in time',
      ...(asOf === undefined ? {} : { asOf }),
      ...(old === undefined ? {} : { daysOld: old }),
      reasons: back.flatMap(({ reasons }) => reasons.map(({ zh }) => zh)),
      counties: countiesOf(standing),
    }
  })
  const feeds = due.toSorted(
    (one, other) =>
      ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
      (one.department === other.department
        ? one.feed < other.feed
          ? -1
          : 1
        : one.department < other.department
          ? -1
          : 1),
  )
  return { run: summary.run.runId, asOf: summary.run.asOf, feeds }
}

function countiesOf(standing: readonly DeliverySummary[]): FeedDue['counties'] {
  const lists = standing.map(({ counties }) => counties)
  if (lists.includes('all')) return 'all'
  if (lists.includes('unknown')) return 'unknown'
  return [...new Set(lists.flatMap(list => (typeof list === 'string' ? [] : list)))].toSorted()
}
