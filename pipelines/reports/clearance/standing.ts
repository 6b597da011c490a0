/** How far the counties are: 清零率 and rank. */
import type { Counted } from './model.ts'

/** What was ever to be cleared (found, and found again), and what of it was cleared. */
export interface Progress {
  readonly found: number
  readonly cleared: number
}

/** found − cleared = closing, also where a problem came back or went from one class to the other. */
export const progressOf = ({
  allRaised,
  allReopened,
  allCorrected,
  allVerified,
}: Pick<Counted, 'allRaised' | 'allReopened' | 'allCorrected' | 'allVerified'>): Progress => ({
  found: allRaised + allReopened,
  cleared: allCorrected + allVerified,
})

/** 清零率 as text, e.g. 98.76%: never 100% while a problem is open; — where there never was one. */
export function rateText({ found, cleared }: Progress): string {
  if (found === 0) return '—'
  return `${(Math.floor((cleared * 10_000) / found) / 100).toFixed(2)}%`
}

/** Whether the first is further than the other: by the exact quotients. Without problems there is no progress to compare. */
const isFurther = (one: Progress, other: Progress): boolean =>
  one.cleared * other.found > other.cleared * one.found

/** Ranks by 清零率; equal ones share a rank, and the next comes behind all of them. Absent where there never was a problem. */
export function ranksOf<K>(progress: ReadonlyMap<K, Progress>): ReadonlyMap<K, number> {
  const ranked = [...progress].filter(([, { found }]) => found > 0)
  return new Map(
    ranked.map(([key, own]) => [key, 1 + ranked.filter(([, other]) => isFurther(other, own)).length]),
  )
}
