/** 措施汇总: measures of the register that the departments do not confirm, by village and county. */
import type { Lead } from '../model.ts'
import { crossFoot } from '../tally.ts'
import { type Area, areasOf, leadsByHousehold, Unconcluded } from './areas.ts'
import { leadsInOrder } from './exit-rollup.ts'
import type { RollupHousehold, RollupSnapshot } from './model.ts'

export interface MeasureQuestion {
  readonly rule: string
  readonly title: string
  /** The measure of the register that the rule is about; absent: all. */
  readonly measure?: string
}

export const MEASURE_RULES: readonly MeasureQuestion[] = [
  { rule: 'M01', title: '易地搬迁', measure: '易地搬迁' },
  { rule: 'M02', title: '危房改造', measure: '危房改造' },
  { rule: 'M03', title: '低保', measure: '低保' },
  { rule: 'M04', title: '五保', measure: '五保' },
  { rule: 'M05', title: '教育资助', measure: '教育资助' },
  { rule: 'M06', title: '本年没有措施' },
]

export interface MeasuresRow {
  readonly area: Area
  /** Households with a lead, by rule. */
  readonly found: ReadonlyMap<string, number>
  /** Households for which the register has the measure, by rule. */
  readonly registered: ReadonlyMap<string, number>
  readonly unconcluded: ReadonlySet<string>
  readonly withLeads: number
}

export interface MeasuresRollup {
  readonly snapshot: RollupSnapshot
  readonly villages: readonly MeasuresRow[]
  readonly counties: readonly MeasuresRow[]
  readonly leads: readonly (readonly [RollupHousehold, Lead])[]
}

/** @throws CrossFootError where villages do not add up to counties */
export function measuresRollup(snapshot: RollupSnapshot): MeasuresRollup {
  const { leads } = snapshot
  const unconcluded = new Unconcluded(snapshot.notConcluded)
  const byRule = new Map(MEASURE_RULES.map(({ rule }) => [rule, leadsByHousehold(leads, [rule])]))
  const any = leadsByHousehold(
    leads,
    MEASURE_RULES.map(({ rule }) => rule),
  )
  const row = (area: Area): MeasuresRow => {
    const count = (holds: (household: RollupHousehold) => boolean) => area.households.filter(holds).length
    return {
      area,
      found: new Map([...byRule].map(([rule, own]) => [rule, count(({ code }) => own.has(code))])),
      registered: new Map(
        MEASURE_RULES.map(({ rule, measure }) => [
          rule,
          count(({ measures }) => measure !== undefined && measures.includes(measure)),
        ]),
      ),
      unconcluded: new Set(
        MEASURE_RULES.filter(({ rule }) => unconcluded.has(area.county, [rule])).map(({ rule }) => rule),
      ),
      withLeads: count(({ code }) => any.has(code)),
    }
  }
  const areas = areasOf(snapshot)
  const villages = areas.villages.map(row)
  const counties = areas.counties.map(row)
  const sum = (rows: readonly MeasuresRow[], number: (row: MeasuresRow) => number) =>
    rows.reduce((all, each) => all + number(each), 0)
  for (const { rule } of MEASURE_RULES)
    crossFoot(
      { zh: `措施汇总 ${rule}`, en: `measures roll-up, ${rule}` },
      {
        villages: sum(villages, each => each.found.get(rule) ?? 0),
        counties: sum(counties, each => each.found.get(rule) ?? 0),
      },
    )
  return { snapshot, villages, counties, leads: leadsInOrder(leads, areas.villages) }
}
