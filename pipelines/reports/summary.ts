/** summary.json: the run in numbers, complete enough to be printed again without the run. */

import { maskText } from '../../connectors/id-number.ts'
import { sortedEntries } from './code-point.ts'
import type {
  Bilingual,
  Counties,
  CountyName,
  DeliveryStatus,
  Direction,
  FeedStatus,
  IsoDate,
  NotConcluded,
  Outcome,
  PublishedRule,
  RunStamp,
} from './model.ts'
import { byParts, type Counts, crossFootTally, type LeadTally, requireRules } from './tally.ts'

/** What the summary is made from. */
export interface SummarySnapshot {
  readonly run: RunStamp
  /** The program's own version. */
  readonly program: string
  readonly leads: LeadTally
  /** Exempt findings by rule (X05): counted, never leads. */
  readonly exempt: Counts
  readonly notConcluded: readonly NotConcluded[]
  /** In the order in which they are to be shown. */
  readonly feeds: readonly FeedStatus[]
  readonly register: readonly FeedStatus[]
  readonly rules: readonly PublishedRule[]
  readonly counties: readonly CountyName[]
  /** Seconds by stage, in the order of the stages. */
  readonly seconds: Readonly<Record<string, number>>
  /** Review items after the run, by state. */
  readonly items?: Readonly<Record<'new' | 'open' | 'changed' | 'gone', number>>
  readonly clearance?: ClearanceSummary
}

/** What the register's export did to the problems to be cleared. Only a `counted` one moves any. */
export interface ClearanceSummary {
  readonly outcome: 'counted' | 'older' | 'future'
  /** The day on which it was booked. */
  readonly day: IsoDate
  readonly moved: Counts
}

export interface SourceSummary {
  readonly title: Bilingual
  readonly department: string
  readonly rows: number
  readonly accepted: number
  readonly rejectedRows: number
  /** Good rows of deliveries that were held, rejected or replaced: rows = accepted + rejectedRows + heldBack. */
  readonly heldBack: number
  /** Lines of rejects.csv by reason. */
  readonly rejects: Counts
  readonly skipped: Counts
  readonly subjectRows: number
  readonly suspectPrecision: number
  readonly deliveries: readonly DeliverySummary[]
}

export interface DeliverySummary {
  readonly files: readonly string[]
  readonly asOf: IsoDate
  readonly counties: Counties
  readonly outcome: Outcome
  readonly carriedForward: boolean
  readonly reasons: readonly Bilingual[]
  readonly notices: readonly Bilingual[]
  readonly rows: number
  readonly rejectedRows: number
  readonly statedRows?: number
  readonly authorisation?: string
}

export interface RunSummary {
  readonly run: RunStamp
  readonly total: number
  readonly byDirection: Counts
  readonly byClass: Counts
  readonly bySeverity: Counts
  readonly byRule: Counts
  readonly byCounty: Counts
  readonly byCountyAndRule: Readonly<Record<string, Counts>>
  readonly byCountyAndDirection: Readonly<Record<string, Counts>>
  readonly items?: Counts
  readonly clearance?: ClearanceSummary
  readonly exempt: Counts
  readonly notConcluded: readonly NotConcluded[]
  readonly feeds: Readonly<Record<string, SourceSummary>>
  readonly register: Readonly<Record<string, SourceSummary>>
  readonly unusable: readonly {
    readonly feed: string
    readonly column: string
    readonly value: string
    readonly count: number
  }[]
  readonly digests: readonly { readonly feed: string; readonly file: string; readonly sha256: string }[]
  readonly versions: {
    readonly program: string
    readonly policy: string
    readonly rules: Readonly<Record<string, number>>
  }
  readonly seconds: Readonly<Record<string, number>>
  /** What the codes above are called. */
  readonly names: {
    readonly rules: Readonly<Record<string, Bilingual>>
    /** The direction of each rule. */
    readonly directions: Readonly<Record<string, Direction>>
    readonly counties: Readonly<Record<string, string>>
  }
}

/**
 * The summary of a run. Keys are in a fixed order: equal snapshots give equal text.
 * @throws CrossFootError where the leads counted along different axes disagree
 */
export function buildSummary(snapshot: SummarySnapshot): RunSummary {
  const { run, leads } = snapshot
  crossFootTally({ zh: `比对 ${run.runId} 的疑点`, en: `leads of run ${run.runId}` }, leads)
  requireRules(
    snapshot.rules.map(rule => rule.id),
    leads.byRule,
  )
  const sources = [...snapshot.feeds, ...snapshot.register]
  const rules = [...snapshot.rules].sort(byParts(rule => rule.id))
  return {
    run: stampOf(run),
    total: leads.total,
    byDirection: leads.byDirection,
    byClass: leads.byClass,
    bySeverity: leads.bySeverity,
    byRule: leads.byRule,
    byCounty: leads.byCounty,
    byCountyAndRule: leads.byCountyAndRule,
    byCountyAndDirection: leads.byCountyAndDirection,
    ...(snapshot.items ? { items: itemsOf(snapshot.items) } : {}),
    ...(snapshot.clearance ? { clearance: clearanceOf(snapshot.clearance) } : {}),
    exempt: Object.fromEntries(sortedEntries(snapshot.exempt)),
    notConcluded: notConcludedOf(snapshot.notConcluded),
    feeds: Object.fromEntries(snapshot.feeds.map(feed => [feed.feed, sourceOf(feed)])),
    register: Object.fromEntries(snapshot.register.map(table => [table.feed, sourceOf(table)])),
    unusable: sources.flatMap(source => unusableOf(source, run.masked)),
    digests: sources.flatMap(source =>
      source.deliveries.flatMap(({ files }) =>
        files.map(file => ({ feed: source.feed, file: file.path, sha256: file.digest })),
      ),
    ),
    versions: {
      program: snapshot.program,
      policy: run.policy,
      rules: Object.fromEntries(rules.map(rule => [rule.id, rule.version])),
    },
    seconds: snapshot.seconds,
    names: {
      rules: Object.fromEntries(rules.map(rule => [rule.id, rule.title])),
      directions: Object.fromEntries(rules.map(rule => [rule.id, rule.direction])),
      counties: Object.fromEntries(
        [...snapshot.counties].sort(byParts(county => county.code)).map(({ code, name }) => [code, name]),
      ),
    },
  }
}

/** summary.json as text: two spaces, a line feed at the end. */
export const summaryJson = (summary: RunSummary): string => `${JSON.stringify(summary, null, 2)}\n`

const stampOf = (run: RunStamp): RunStamp => ({
  runId: run.runId,
  startedAt: run.startedAt,
  user: run.user,
  purpose: run.purpose,
  ...(run.authorisation === undefined ? {} : { authorisation: run.authorisation }),
  asOf: run.asOf,
  policy: run.policy,
  masked: run.masked,
})

const itemsOf = (items: Readonly<Record<'new' | 'open' | 'changed' | 'gone', number>>): Counts => ({
  new: items.new,
  open: items.open,
  changed: items.changed,
  gone: items.gone,
})

const clearanceOf = ({ outcome, day, moved }: ClearanceSummary): ClearanceSummary => ({
  outcome,
  day,
  moved: Object.fromEntries(sortedEntries(moved)),
})

const notConcludedOf = (entries: readonly NotConcluded[]): readonly NotConcluded[] =>
  entries
    .map(({ rule, county, feed, reason, count }) => ({ rule, county, feed, reason, count }))
    .sort(
      byParts(
        entry => entry.rule,
        entry => entry.county,
        entry => entry.feed,
        entry => entry.reason,
      ),
    )

/** Sums counts by key over several parts, keys by code point. */
export function addCounts(parts: readonly Readonly<Partial<Record<string, number>>>[]): Counts {
  const sums = new Map<string, number>()
  for (const part of parts) {
    for (const [key, count] of Object.entries(part)) {
      if (count) sums.set(key, (sums.get(key) ?? 0) + count)
    }
  }
  return Object.fromEntries(sortedEntries(sums))
}

const total = (deliveries: readonly DeliveryStatus[], count: (delivery: DeliveryStatus) => number): number =>
  deliveries.reduce((sum, delivery) => sum + count(delivery), 0)

/** Whether a delivery is evidence and coverage of the run. */
export const stands = ({ outcome }: Pick<DeliveryStatus, 'outcome'>): boolean =>
  outcome === 'accepted' || outcome === 'unchanged'

function sourceOf({ title, department, deliveries }: FeedStatus): SourceSummary {
  const rows = total(deliveries, delivery => delivery.dataRows)
  const rejectedRows = total(deliveries, delivery => delivery.rejectedRows)
  // Only the rows of deliveries that concluded something are accepted; those of a held one are read and kept out.
  const standing = deliveries.filter(stands)
  const accepted = total(standing, delivery => delivery.dataRows - delivery.rejectedRows)
  return {
    title,
    department,
    rows,
    accepted,
    rejectedRows,
    heldBack: rows - accepted - rejectedRows,
    rejects: addCounts(deliveries.map(delivery => delivery.rejects)),
    skipped: addCounts(deliveries.map(delivery => delivery.skipped)),
    subjectRows: total(standing, delivery => delivery.subjectRows),
    suspectPrecision: total(deliveries, delivery => delivery.suspectPrecision),
    deliveries: deliveries.map(deliveryOf),
  }
}

const deliveryOf = (delivery: DeliveryStatus): DeliverySummary => ({
  files: delivery.files.map(file => file.path),
  asOf: delivery.asOf,
  counties: delivery.counties,
  outcome: delivery.outcome,
  carriedForward: delivery.carriedForward,
  reasons: delivery.reasons,
  notices: delivery.notices,
  rows: delivery.dataRows,
  rejectedRows: delivery.rejectedRows,
  ...(delivery.statedRows === undefined ? {} : { statedRows: delivery.statedRows }),
  ...(delivery.authorisation === undefined ? {} : { authorisation: delivery.authorisation }),
})

/** Unusable values of a source over its deliveries, most frequent first; values masked like free text. */
export function unusableOf(
  source: FeedStatus,
  masked: boolean,
): { feed: string; column: string; value: string; count: number }[] {
  const sums = new Map<string, { feed: string; column: string; value: string; count: number }>()
  for (const { column, value, count } of source.deliveries.flatMap(delivery => delivery.unusable)) {
    const shown = masked ? maskText(value) : value
    const key = `${column}\n${shown}`
    const entry = sums.get(key) ?? { feed: source.feed, column, value: shown, count: 0 }
    entry.count += count
    sums.set(key, entry)
  }
  return [...sums.values()].sort(
    (a, b) =>
      b.count - a.count ||
      byParts<{ column: string; value: string }>(
        entry => entry.column,
        entry => entry.value,
      )(a, b),
  )
}
