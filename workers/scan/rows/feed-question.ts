/** What is asked of a feed's rows, as threads are told it; and who answers it there. */
import { type FeedId, feedById } from '../../../connectors/feeds/index.ts'
import type { SharedPairs } from '../../../pipelines/match/pair-table.ts'
import { type SharedSlices, SliceIndex } from '../../../pipelines/match/slice-index.ts'
import { WholeHouses } from '../../../pipelines/match/subjects.ts'
import { encodeSpelling } from '../encode-spelling.ts'
import { seatAt } from '../in-thread.ts'
import { MODE, RULED_OUT } from '../kernel/layout.ts'
import type { ClassColumn, SievePlan } from '../plan.ts'
import { type ScannedFile, scannedEncoding } from '../scanned-file.ts'
import { tablePlan } from '../table-plan.ts'
import { FeedRows } from './feed-rows.ts'
import type { Workplace } from './row-taker.ts'

export interface FeedQuestion extends Workplace {
  readonly members: SharedSlices
  readonly houses?: SharedPairs
  readonly candidates: boolean
}

export function feedRows(feed: FeedId, question: FeedQuestion): FeedRows {
  const { houses, members, candidates, handle } = question
  return new FeedRows(feedById(feed), {
    subjects: seatAt(handle).table,
    members: new SliceIndex(members),
    candidates,
    ...(houses ? { houses: new WholeHouses(houses) } : {}),
  })
}

/** The plan of a scan for subjects, and for candidates if they are asked for. */
export function feedPlan(
  feed: FeedId,
  file: ScannedFile,
  cutoff: string,
  { candidates }: FeedQuestion,
): SievePlan {
  const definition = feedById(feed)
  const plan = tablePlan(file, definition, cutoff)
  if (!candidates || !definition.candidate) return { ...plan, mode: MODE.subjects }
  const places = new Map(file.columns)
  const encoding = scannedEncoding(file)
  const classes = Object.entries(definition.ruledOut ?? {}).flatMap(
    ([property, spellings]): ClassColumn[] => {
      const place = places.get(property)
      if (!place) return []
      const known = (spellings ?? []).map(text => ({
        bytes: encodeSpelling(text, encoding),
        code: RULED_OUT,
      }))
      return [{ column: place.index, otherwise: 0, spellings: known }]
    },
  )
  return { ...plan, classes, mode: MODE.subjects | MODE.candidates }
}
