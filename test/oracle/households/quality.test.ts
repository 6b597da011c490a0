/**
 * The program's rules about households, villages and hamlets against the oracle: another reading of the same pages.
 * `node test/oracle/households/seeds.ts FROM COUNT` runs as many more seeds as one likes.
 */
import { describe, expect, it } from 'vitest'
import { disagreements } from './compare.ts'
import { HOUSEHOLD_RULES } from './households.ts'
import { HAMLET_RULES, VILLAGE_RULES } from './places.ts'

describe('Program and oracle say the same of random registers', () => {
  const tally = new Map<string, number>()
  it.each([1, 81, 161])('seeds from %i', { timeout: 60_000 }, from => {
    const found = Array.from({ length: 80 }, (_, at) => disagreements(from + at, tally)).flat()
    expect(found).toEqual([])
  })
  it('every rule fired, and kept silent', () => {
    const rules = [HOUSEHOLD_RULES, VILLAGE_RULES, HAMLET_RULES].flatMap(Object.keys).concat('N03')
    expect(rules.length).toBe(68 + 23 + 12)
    const fired = (rule: string) => (tally.get(`${rule} error`) ?? 0) + (tally.get(`${rule} suspected`) ?? 0)
    expect(rules.filter(rule => fired(rule) === 0 || !tally.has(`${rule} none`))).toEqual([])
  })
})
