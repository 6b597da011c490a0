/** How far the counties are: 清零率 and rank. */
import type { Counted } from './model.ts'

/** Problems that were ever found, and those of them that are not open. */
export interface Progress {
  readonly found: number
  readonly cleared: number
}

export const progressOf = ({ allRaised, closing }: Pick<Counted, 'allRaised' | 'closing'>): Progress => ({
  found: allRaised,
  cleared: allRaised - closing,
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
