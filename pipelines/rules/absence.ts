/** Concluding from silence: only where an accepted delivery covers the county (contract §3). */
import type { CountyCode, EvidenceRef, FeedId, RuleContext, Withheld } from '../types.ts'
import { nothingIn } from './evidence.ts'

export type Absence = { readonly covered: true; readonly evidence: readonly EvidenceRef[] } | NotCovered
interface NotCovered {
  readonly covered: false
  readonly withheld: Withheld
}

/**
 * That a feed is silent about somebody in `county`: the covering files as evidence, or why nothing follows from the
 * silence. With `column`, only files that have it are asked.
 */
export function silenceOf(feed: FeedId, county: CountyCode, context: RuleContext, column?: string): Absence {
  const files = context.covering(feed, county, column)
  if (files.length > 0) return { covered: true, evidence: files.map(nothingIn) }
  const lacksColumn = column !== undefined && context.covering(feed, county).length > 0
  const reason = lacksColumn ? 'no column' : 'no coverage'
  return { covered: false, withheld: { outcome: 'withheld', county, feed, reason } }
}
