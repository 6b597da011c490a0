/** 退出核查汇总: which of the six criteria have leads, in how many households of how many candidates. */
import type { Lead } from '../model.ts'
import { crossFoot } from '../tally.ts'
import { type Area, areasOf, leadsByHousehold, Unconcluded } from './areas.ts'
import type { RollupHousehold, RollupSnapshot } from './model.ts'

export interface Criterion {
  readonly id: string
  readonly title: string
  /** Rules that look at it; none: no data speaks of it. */
  readonly rules: readonly string[]
}

/** The six criteria of the plan, and the rules that look at them. T08 and T10 stand beside: they are none of the six. */
export const CRITERIA: readonly Criterion[] = [
  { id: 'income', title: '收入', rules: ['T01'] },
  { id: 'food', title: '不愁吃穿', rules: [] },
  { id: 'water', title: '饮水安全', rules: ['T05'] },
  { id: 'schooling', title: '义务教育', rules: ['T06'] },
  { id: 'medical', title: '基本医疗', rules: ['T07'] },
  { id: 'housing', title: '住房安全', rules: ['T02', 'T03', 'T04'] },
]
/** Shown too, but no criterion of exit. */
export const BESIDE: readonly Criterion[] = [
  { id: 'insured twice', title: '重复参保', rules: ['T08'] },
  { id: 'fallen back', title: '返贫原因不符', rules: ['T10'] },
]
export const BLOCKING = CRITERIA.flatMap(({ rules }) => rules)

export interface ExitRow {
  readonly area: Area
  readonly candidates: number
  /** Households with a lead, by criterion. */
  readonly found: ReadonlyMap<string, number>
  /** Criteria that had no data in the county. */
  readonly unconcluded: ReadonlySet<string>
  /** Candidates with a lead on any criterion. */
  readonly withLeads: number
  /** Candidates without one: of whom it can be said only where all criteria were concluded. */
  readonly without: number
}

export interface ExitRollup {
  readonly snapshot: RollupSnapshot
  readonly villages: readonly ExitRow[]
  readonly counties: readonly ExitRow[]
  readonly leads: readonly (readonly [RollupHousehold, Lead])[]
  /** Candidates without a lead, in counties where everything was concluded. */
  readonly clear: readonly RollupHousehold[]
}

/** @throws CrossFootError where villages do not add up to counties, or leads are about households that are no candidates */
export function exitRollup(snapshot: RollupSnapshot): ExitRollup {
  const { leads } = snapshot
  const unconcluded = new Unconcluded(snapshot.notConcluded)
  const byCriterion = new Map(
    [...CRITERIA, ...BESIDE].map(({ id, rules }) => [id, leadsByHousehold(leads, rules)]),
  )
  const blocking = leadsByHousehold(leads, BLOCKING)
  const row = (area: Area): ExitRow => {
    const candidates = area.households.filter(({ candidate }) => candidate)
    const withLeads = candidates.filter(({ code }) => blocking.has(code)).length
    return {
      area,
      candidates: candidates.length,
      found: new Map(
        [...byCriterion].map(([id, own]) => [id, area.households.filter(({ code }) => own.has(code)).length]),
      ),
      unconcluded: new Set(
        [...CRITERIA, ...BESIDE]
          .filter(({ rules }) => unconcluded.has(area.county, rules))
          .map(({ id }) => id),
      ),
      withLeads,
      without: candidates.length - withLeads,
    }
  }
  const areas = areasOf(snapshot)
  const villages = areas.villages.map(row)
  const counties = areas.counties.map(row)
  checkSums(villages, counties)
  const shown = areas.counties.flatMap(({ households }) => households)
  const households = new Map(shown.map(household => [household.code, household]))
  crossFoot(
    { zh: '退出疑点所在的户', en: 'households with exit leads' },
    {
      candidates: shown.filter(({ code, candidate }) => candidate && blocking.has(code)).length,
      leads: [...blocking.keys()].filter(code => households.has(code)).length,
    },
  )
  return {
    snapshot,
    villages,
    counties,
    leads: leadsInOrder(leads, areas.villages),
    clear: areas.villages.flatMap(area =>
      unconcluded.has(area.county, BLOCKING)
        ? []
        : area.households.filter(({ candidate, code }) => candidate && !blocking.has(code)),
    ),
  }
}

function checkSums(villages: readonly ExitRow[], counties: readonly ExitRow[]): void {
  const sum = (rows: readonly ExitRow[], count: (row: ExitRow) => number) =>
    rows.reduce((all, row) => all + count(row), 0)
  const both = (name: string, count: (row: ExitRow) => number) =>
    crossFoot(
      { zh: `退出核查汇总 ${name}`, en: `exit roll-up, ${name}` },
      { villages: sum(villages, count), counties: sum(counties, count) },
    )
  both('candidates', row => row.candidates)
  both('withLeads', row => row.withLeads)
  for (const { id } of [...CRITERIA, ...BESIDE]) both(id, row => row.found.get(id) ?? 0)
}

/** Each lead with its household, village by village. */
export function leadsInOrder(
  leads: readonly Lead[],
  villages: readonly Area[],
): readonly (readonly [RollupHousehold, Lead])[] {
  const byHousehold = Map.groupBy(leads, ({ household }) => household)
  return villages.flatMap(({ households }) =>
    households.flatMap(household =>
      (byHousehold.get(household.code) ?? []).map(lead => [household, lead] as const),
    ),
  )
}
