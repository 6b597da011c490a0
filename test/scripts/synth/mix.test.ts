import { describe, expect, test } from 'vitest'
import type { QualityCase } from '../../../scripts/synth/cases/quality/case.ts'
import { QUALITY_CASES } from '../../../scripts/synth/cases/quality/index.ts'
import { QualityPlan } from '../../../scripts/synth/cases/quality/plan.ts'
import { classOf } from '../../../scripts/synth/truth.ts'

/** The rules that a register can break: P57 counts and never raises anything. */
const RULES = [
  ...Array.from({ length: 56 }, (_, i) => `P${String(i + 1).padStart(2, '0')}`),
  ...Array.from({ length: 68 }, (_, i) => `H${String(i + 1).padStart(2, '0')}`),
]

function deal(households: number): readonly (QualityCase | undefined)[] {
  const plan = new QualityPlan()
  return Array.from({ length: households }, () => plan.next())
}

/** How many leads of each object and class the cases of so many households plant. */
function mixOf(households: number) {
  const counts = { H: { error: 0, suspected: 0 }, P: { error: 0, suspected: 0 } }
  for (const one of deal(households)) {
    for (const [at, rule] of (one?.rules ?? []).entries())
      counts[rule[0] as 'H' | 'P'][(at === 0 && one?.class) || classOf(rule)]++
  }
  const { H, P } = counts
  const [households_, persons] = [H.error + H.suspected, P.error + P.suspected]
  return {
    perHousehold: households_ / households,
    personsToHouseholds: persons / households_,
    suspectedHouseholds: H.suspected / households_,
    suspectedPersons: P.suspected / persons,
  }
}

describe('The cases of data quality', () => {
  test('are of every rule', () => {
    const rules = new Set(QUALITY_CASES.flatMap(one => one.rules))
    expect(RULES.filter(rule => !rules.has(rule))).toEqual([])
  })

  test('are there with every rule in 300 households, and at least twice in 3000', () => {
    const planted = (households: number): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (const rule of deal(households).flatMap(one => one?.rules ?? []))
        counts[rule] = (counts[rule] ?? 0) + 1
      return counts
    }
    expect(RULES.filter(rule => !planted(300)[rule])).toEqual([])
    expect(RULES.filter(rule => (planted(3000)[rule] ?? 0) < 2)).toEqual([])
  })

  test("come to the work plan's figures in 20 000 households", () => {
    const mix = mixOf(20_000)
    // 0.19 problems for each household, of which 83.8 % of households and 8.9 % of persons
    expect(mix.perHousehold).toBeCloseTo(0.19 * 0.838, 2)
    expect(mix.personsToHouseholds).toBeCloseTo(0.089 / 0.838, 2)
    expect(mix.suspectedHouseholds).toBeCloseTo(0.602, 2)
    // one of each rule twice is more than so few persons would have
    expect(mix.suspectedPersons).toBeLessThan(0.2)
  })

  test('and have the share of suspected persons, too, in 100 000', () => {
    const mix = mixOf(100_000)
    expect(mix.perHousehold).toBeCloseTo(0.19 * 0.838, 2)
    expect(mix.personsToHouseholds).toBeCloseTo(0.089 / 0.838, 2)
    expect(mix.suspectedHouseholds).toBeCloseTo(0.602, 2)
    expect(mix.suspectedPersons).toBeCloseTo(0.108, 2)
  })

  test('are dealt to the same households however many there are', () => {
    expect(deal(2000).slice(0, 700)).toEqual(deal(700))
  })
})
