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

/** A delivery that counts for nothing in this run: held, refused or not to be read. */
export interface WithheldDelivery extends Covering {
  /** Unknown where its bytes cannot be had. */
  readonly id?: string
}

/** A delivery that an earlier run accepted, whatever has become of it since. */
export interface EarlierDelivery extends Covering {
  readonly id: string
}

/**
 * What had replaced a delivery already, where something of its feed is withheld: then what earlier runs accepted goes on
 * beside what this run accepts, and the newest replaces as ever, also where it is itself what is withheld now. Otherwise the
 * older one would count again, as if the newer had never been there.
 */
export const replacedBefore = <E extends EarlierDelivery>(
  delivery: EarlierDelivery,
  withheld: readonly WithheldDelivery[],
  earlier: readonly E[],
): E | undefined => {
  const isWithheld = (old: E) =>
    withheld.some(other =>
      other.id === undefined
        ? other.asOf === old.asOf && sameCounties(other.counties, old.counties)
        : other.id === old.id,
    )
  // Of equal cut-offs the later in the manifest is the newer one; of earlier runs nobody knows, but of what is withheld.
  const isNewer = (old: E) => old.asOf > delivery.asOf || (old.asOf === delivery.asOf && isWithheld(old))
  return withheld.length === 0
    ? undefined
    : earlier.find(old => old.id !== delivery.id && isNewer(old) && replaces(old, delivery))
}

/** Whether an earlier run accepted something newer in the place of a delivery: its silence is no news. */
export const isOutdated = (delivery: EarlierDelivery, earlier: readonly EarlierDelivery[]): boolean =>
  earlier.some(old => old.id !== delivery.id && old.asOf > delivery.asOf && replaces(old, delivery))

export interface AcceptedDelivery extends Covering {
  readonly files: readonly SourceFile[]
  /** See {@link isOutdated}. */
  readonly outdated: boolean
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

/**
 * Whether what a feed no longer says of a county is gone: somebody speaks for the county, nobody who does is outdated, and
 * nothing that may be about it was withheld. Whatever is stale clears no lead.
 */
export function lastWord(
  accepted: readonly AcceptedDelivery[],
  withheld: readonly Pick<Covering, 'feed' | 'counties'>[],
): (feed: FeedId, county: CountyCode) => boolean {
  const known = new Map<string, boolean>()
  return (feed, county) => {
    const question = `${feed}\n${county}`
    const before = known.get(question)
    if (before !== undefined) return before
    const speaking = accepted.filter(delivery => delivery.feed === feed && covers(delivery.counties, county))
    const isHeard = !withheld.some(
      other => other.feed === feed && (other.counties === 'unknown' || covers(other.counties, county)),
    )
    const answer = isHeard && speaking.length > 0 && !speaking.some(({ outdated }) => outdated)
    known.set(question, answer)
    return answer
  }
}
