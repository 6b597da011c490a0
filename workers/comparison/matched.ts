/** Matching 匹配: what a run rests on when all deliveries have been read. */
import type { AcceptedDelivery, Covering } from '../../pipelines/coverage.ts'
import type { SourceFile } from '../../pipelines/types.ts'
import type { StoredScan } from '../store/deliveries.ts'
import type { PinnedScan } from '../store/evidence.ts'
import type { FeedIntake, TakenDelivery } from './intake.ts'

export interface Matched {
  /** In the order of the catalogue. */
  readonly intakes: readonly FeedIntake[]
  /** In the same order. */
  readonly scans: readonly PinnedScan[]
  /** The deliveries that the run rests on, with the files of their scans. */
  readonly accepted: readonly AcceptedDelivery[]
  /** Feeds and counties of which something was held or refused. */
  readonly withheld: readonly Pick<Covering, 'feed' | 'counties'>[]
  /** What was kept, by delivery. */
  readonly kept: ReadonlyMap<string, StoredScan['counts']>
}

/**
 * @param intakes in the order of the catalogue
 * @param scans of the deliveries that were taken, in any order
 */
export function matchedOf(
  intakes: readonly FeedIntake[],
  scans: readonly (StoredScan & { readonly delivery: string })[],
): Matched {
  const scanOf = new Map(scans.map(scan => [scan.delivery, scan]))
  const taken = intakes
    .flatMap(intake => intake.taken)
    .map(delivery => {
      const scan = scanOf.get(delivery.id)
      if (!scan) throw new Error(`Delivery ${delivery.id} was taken, but not scanned`)
      return { delivery, scan, files: sourceFiles(delivery) }
    })
  return {
    intakes,
    scans: taken.map(({ delivery, scan, files }) => ({
      id: scan.id,
      delivery: delivery.id,
      feed: delivery.feed,
      files,
    })),
    accepted: taken.map(({ delivery, files }) => ({ ...covering(delivery), files })),
    withheld: intakes.flatMap(({ feed, withheld }) => withheld.map(counties => ({ feed, counties }))),
    kept: new Map(taken.map(({ delivery, scan }) => [delivery.id, scan.counts])),
  }
}

/** What stands in for a held delivery is evidence, and nothing follows from its silence. */
const covering = ({
  feed,
  asOf,
  counties,
  order,
  carriedForward,
  outdated,
}: TakenDelivery): Omit<AcceptedDelivery, 'files'> => ({
  ...{ feed, asOf, order, outdated },
  counties: carriedForward ? 'unknown' : counties,
})

/** The files of a delivery as the run refers to them. */
const sourceFiles = (delivery: TakenDelivery): readonly SourceFile[] =>
  delivery.stored.map((file, at) => ({
    source: delivery.feed,
    path: file.path,
    digest: file.digest,
    order: delivery.order * 1000 + at,
    columns: new Set(file.columns),
  }))
