/**
 * Stretches 分段: large files are scanned in pieces that different workers take. What a piece gives is stored until the
 * step of its feed puts the pieces together, in the order of the file, as if it had scanned them itself.
 */
import { newestFirst, replaces } from '../coverage.ts'
import type { InboxPlan, PlannedDelivery } from '../manifest.ts'
import type { FeedId } from '../types.ts'

/** Bytes of a stretch: some seconds of work. */
export const STRETCH_BYTES = 64 * 1024 * 1024
/** Files of which the bytes may be scanned where they lie; of a workbook nobody can say where a row begins. */
const PLAIN = /\.(?:csv|txt)$/i

export interface Stretch {
  readonly feed: FeedId
  /** Below the inbox. */
  readonly path: string
  /** Bytes of the file from here … */
  readonly from: number
  /** … to before here. */
  readonly to: number
}

/**
 * Whether nothing of a delivery is wanted unless a newer one comes to nothing; who takes it then can do without stretches.
 */
const isReplaced = (delivery: PlannedDelivery, all: readonly PlannedDelivery[]): boolean =>
  all.some(other => newestFirst(other, delivery) < 0 && replaces(other, delivery))

/** The stretches of an inbox by feed; files that are not known, or smaller than two of them, have none. */
export function stretchesOf(
  { deliveries }: Pick<InboxPlan, 'deliveries'>,
  known: ReadonlyMap<string, { readonly bytes: number }>,
  stretchBytes = STRETCH_BYTES,
): ReadonlyMap<FeedId, readonly Stretch[]> {
  const found = new Map<FeedId, Stretch[]>()
  const wanted = deliveries.filter(delivery => !isReplaced(delivery, deliveries))
  for (const { feed, files } of wanted)
    for (const path of files) {
      const bytes = known.get(path)?.bytes ?? 0
      if (bytes < 2 * stretchBytes || !PLAIN.test(path)) continue
      const own = found.get(feed) ?? []
      found.set(feed, own)
      for (let from = 0; from < bytes; from += stretchBytes)
        own.push({ feed, path, from, to: Math.min(from + stretchBytes, bytes) })
    }
  return found
}
