import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { QualityCase } from '../../../scripts/synth/cases/quality/case.ts'
import { QUALITY_CASES } from '../../../scripts/synth/cases/quality/index.ts'
import { QualityPlan } from '../../../scripts/synth/cases/quality/plan.ts'
import { generate } from '../../../scripts/synth/generate.ts'
import { classOf } from '../../../scripts/synth/truth.ts'

/** The rules that a register can break: P57 counts and never raises anything. */
const RULES = [
  ...Array.from({ length: 56 }, (_, i) => `P${String(i + 1).padStart(2, '0')}`),
  ...Array.from({ length: 68 }, (_, i) => `H${String(i + 1).padStart(2, '0')}`),
]

const folder = mkdtempSync(join(tmpdir(), 'bidui-mix-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

  test("come to the work plan's figures in the truth of 20 000 households", async () => {
    const inbox = join(folder, 'city')
    await generate({ out: inbox, households: 20_000, seed: '4', registerOnly: true })
    const leads = (await readFile(join(inbox, 'truth.csv'), 'utf8'))
      .split('\r\n')
      .map(line => line.split(','))
    const of = (object: string, kind?: string) =>
      leads.filter(([rule = '', , own]) => rule.startsWith(object) && (!kind || own === kind)).length
    const all = of('V') + of('H') + of('P') + of('N')
    // 0.19 problems for each household, of which 83.8 % of households, 8.9 % of persons, 4.6 % and 2.8 % of places
    expect(all / 20_000).toBeCloseTo(0.19, 2)
    expect(of('H') / all).toBeCloseTo(0.838, 2)
    expect(of('P') / all).toBeCloseTo(0.089, 2)
    expect(of('V') / all).toBeCloseTo(0.046, 2)
    expect(of('N') / all).toBeCloseTo(0.028, 2)
    expect(of('H', 'suspected') / of('H')).toBeCloseTo(0.602, 2)
    // each rule twice is more than the plan's 10.8 % of so few persons, and some follow from children without a school
    expect(of('P', 'suspected') / of('P')).toBeLessThan(0.35)
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
