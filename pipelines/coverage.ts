/**
 * Coverage 覆盖区县: which accepted deliveries speak for which county, and which one replaces another.
 * Coverage decides what absence means (contract §3).
 */
import type { Counties, CountyCode, FeedId, IsoDate, SourceFile } from './types.ts'

export interface Covering {
  readonly feed: FeedId
  readonly asOf: IsoDate
  readonly counties: Counties
  /** Position in the manifest; a delivery taken over from an earlier run stands before all. */
  readonly order: number
}

/** Whether `one` covers every county that `other` covers. Unknown coverage includes nothing. */
export function includes(one: Counties, other: Counties): boolean {
  if (one === 'unknown' || other === 'unknown') return false
  if (one === 'all') return true
  return other !== 'all' && other.every(county => one.includes(county))
}

/** Whether two deliveries were made for the same counties. */
export const sameCounties = (one: Counties, other: Counties): boolean =>
  one === other || (includes(one, other) && includes(other, one))

/** Later cut-off first, then later in the manifest: the order in which deliveries may replace others. */
export const newestFirst = (one: Covering, other: Covering): number =>
  one.asOf < other.asOf ? 1 : one.asOf > other.asOf ? -1 : other.order - one.order

/**
 * Whether `newer`, accepted and before `older` in {@link newestFirst}, takes its place: both speak of the same
 * counties, and it of all that `older` speaks of. One that lists no county adds to the others.
 */
export const replaces = (newer: Covering, older: Covering): boolean =>
  newer.feed === older.feed && older.counties.length > 0 && includes(newer.counties, older.counties)

export interface AcceptedDelivery extends Covering {
  readonly files: readonly SourceFile[]
}

const covers = (counties: Counties, county: CountyCode): boolean =>
  counties === 'all' || (counties !== 'unknown' && county !== '' && counties.includes(county))

/**
 * The files of accepted deliveries that cover a county, in the order of the manifest; with `column`, only files that
 * have it. The county '' (an orphan's) is covered by `all` only.
 */
export function coveringFiles(
  accepted: readonly AcceptedDelivery[],
): (feed: FeedId, county: CountyCode, column?: string) => readonly SourceFile[] {
  const known = new Map<string, readonly SourceFile[]>()
  return (feed, county, column) => {
    const question = `${feed}\n${county}\n${column ?? ''}`
    const before = known.get(question)
    if (before) return before
    const files = accepted
      .filter(delivery => delivery.feed === feed && covers(delivery.counties, county))
      .flatMap(delivery => delivery.files)
      .filter(file => column === undefined || file.columns.has(column))
      .toSorted((one, other) => one.order - other.order || (one.path < other.path ? -1 : 1))
    known.set(question, files)
    return files
  }
}
