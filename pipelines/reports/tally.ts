/** Counting leads, and the refusal to report counts that disagree. */
import type { Direction, Lead, LeadClass, Severity } from '../types.ts'
import { compareCodePoints, sortedEntries } from './code-point.ts'
import type { Bilingual } from './model.ts'

export type Counts = Readonly<Record<string, number>>

/** Leads counted along every axis. Keys are in the order of code points; the county '' holds those without one. */
export interface LeadTally {
  readonly total: number
  readonly byRule: Counts
  readonly byCounty: Counts
  readonly byClass: Readonly<Record<LeadClass, number>>
  readonly byDirection: Readonly<Record<Direction, number>>
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly byCountyAndRule: Readonly<Record<string, Counts>>
  readonly byCountyAndDirection: Readonly<Record<string, Counts>>
}

/** Counts that should be equal and are not: the report is refused. */
export class CrossFootError extends Error {
  readonly text: Bilingual
  /** The sums that were compared. */
  readonly sums: Counts

  constructor(where: Bilingual, sums: Counts) {
    const list = (equals: string) =>
      Object.entries(sums)
        .map(([name, sum]) => `${name}${equals}${sum}`)
        .join(', ')
    const text = {
      zh: `合计不一致，不出具报表：${where.zh}。各口径合计应当相等，实际为 ${list(' = ')}。请重新比对；若仍不一致，请报告维护人员`,
      en: `Totals do not agree, the report is refused: ${where.en}. All sums should be equal, but they are ${list(' = ')}. Run the comparison again; if it happens again, report it`,
    }
    super(text.zh)
    this.name = 'CrossFootError'
    this.text = text
    this.sums = sums
  }
}

/**
 * Checks that sums along different axes are one number, and returns it.
 * @throws CrossFootError naming every sum
 */
export function crossFoot(where: Bilingual, sums: Counts): number {
  const [first = 0, ...others] = Object.values(sums)
  if (others.some(sum => sum !== first)) throw new CrossFootError(where, sums)
  return first
}

export const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

const nestedSum = (counts: Readonly<Record<string, Counts>>): number =>
  Object.values(counts).reduce((sum, inner) => sum + sumOf(inner), 0)

/** The sums of a tally along each of its axes. */
export const sumsOf = (tally: LeadTally): Counts => ({
  total: tally.total,
  byRule: sumOf(tally.byRule),
  byCounty: sumOf(tally.byCounty),
  byClass: sumOf(tally.byClass),
  byDirection: sumOf(tally.byDirection),
  bySeverity: sumOf(tally.bySeverity),
  byCountyAndRule: nestedSum(tally.byCountyAndRule),
  byCountyAndDirection: nestedSum(tally.byCountyAndDirection),
})

/** @throws CrossFootError unless Σ by rule = Σ by county = Σ by class = Σ by direction = Σ by severity = total. */
export const crossFootTally = (where: Bilingual, tally: LeadTally): number => crossFoot(where, sumsOf(tally))

const sorted = (counts: ReadonlyMap<string, number>): Counts => Object.fromEntries(sortedEntries(counts))

/** Splits keys `county\nother` into a record of records. */
function nested(counts: ReadonlyMap<string, number>): Readonly<Record<string, Counts>> {
  const outer = new Map<string, Map<string, number>>()
  for (const [key, count] of counts) {
    const cut = key.indexOf('\n')
    const county = key.slice(0, cut)
    const inner = outer.get(county) ?? new Map<string, number>()
    outer.set(county, inner.set(key.slice(cut + 1), count))
  }
  return Object.fromEntries(sortedEntries(outer).map(([county, inner]) => [county, sorted(inner)]))
}

/** Counts leads in one pass; order does not matter. */
export function tallyLeads(leads: Iterable<Lead>): LeadTally {
  const axes = { rule: counter(), county: counter(), countyAndRule: counter(), countyAndDirection: counter() }
  const byClass = { error: 0, suspected: 0 }
  const byDirection = { exclusion: 0, inclusion: 0, exit: 0, measures: 0, quality: 0 }
  const bySeverity = { A: 0, B: 0, C: 0 }
  let total = 0
  for (const lead of leads) {
    total++
    byClass[lead.class]++
    byDirection[lead.direction]++
    bySeverity[lead.severity]++
    axes.rule.add(lead.rule)
    axes.county.add(lead.county)
    axes.countyAndRule.add(`${lead.county}\n${lead.rule}`)
    axes.countyAndDirection.add(`${lead.county}\n${lead.direction}`)
  }
  return {
    total,
    byRule: sorted(axes.rule.counts),
    byCounty: sorted(axes.county.counts),
    byClass,
    byDirection,
    bySeverity,
    byCountyAndRule: nested(axes.countyAndRule.counts),
    byCountyAndDirection: nested(axes.countyAndDirection.counts),
  }
}

function counter() {
  const counts = new Map<string, number>()
  return { counts, add: (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1) }
}

/** Compares not-concluded entries and the like by the parts of their identity. */
export const byParts =
  <T>(...parts: readonly ((entry: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const part of parts) {
      const order = compareCodePoints(part(a), part(b))
      if (order !== 0) return order
    }
    return 0
  }

/** @throws RangeError where leads were counted of a rule that is not among the rules of the run. */
export function requireRules(rules: readonly string[], byRule: Counts): void {
  const unknown = Object.keys(byRule).filter(rule => !rules.includes(rule))
  if (unknown.length > 0)
    throw new RangeError(`Leads of rules that the run does not have: ${unknown.join(', ')}`)
}
