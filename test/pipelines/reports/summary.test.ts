import { describe, expect, test } from 'vitest'
import { buildSummary, type SummarySnapshot, summaryJson } from '../../../pipelines/reports/summary.ts'
import { CrossFootError, crossFoot, crossFootTally, tallyLeads } from '../../../pipelines/reports/tally.ts'
import {
  COUNTIES,
  delivery,
  FEEDS,
  feed,
  key,
  LIST,
  lead,
  NOT_CONCLUDED,
  REGISTER,
  RULES,
  RUN,
} from './snapshot.ts'

const LEADS = [...LIST.households.flatMap(household => household.leads), ...LIST.outside]

const SNAPSHOT: SummarySnapshot = {
  run: RUN,
  program: '0.1.0',
  leads: tallyLeads(LEADS),
  exempt: { X05: 2 },
  notConcluded: NOT_CONCLUDED,
  feeds: FEEDS,
  register: REGISTER,
  rules: RULES,
  counties: COUNTIES,
  seconds: { read: 1.5, rules: 0.25 },
  items: { new: 2, open: 1, changed: 1, gone: 0 },
}

describe('counts of leads', () => {
  test('along every axis', () => {
    const { total, byRule, byCounty, byClass, byDirection, bySeverity } = buildSummary(SNAPSHOT)
    expect({ total, byRule, byCounty, byClass, byDirection, bySeverity }).toEqual({
      total: 4,
      byRule: { I01: 1, T07: 1, X01: 1, X06: 1 },
      byCounty: { '530129': 4 },
      byClass: { error: 1, suspected: 3 },
      byDirection: { exclusion: 2, inclusion: 1, exit: 1, measures: 0, quality: 0 },
      bySeverity: { A: 4, B: 0, C: 0 },
    })
  })

  test('a lead without a county is counted under the empty one', () => {
    const { byCounty, byCountyAndRule } = tallyLeads([lead(), lead({ county: '' })])
    expect(byCounty).toEqual({ '': 1, '530129': 1 })
    expect(byCountyAndRule).toEqual({ '': { X01: 1 }, '530129': { X01: 1 } })
  })

  test('that disagree are refused, with the numbers', () => {
    const wrong = { ...SNAPSHOT, leads: { ...SNAPSHOT.leads, byClass: { error: 1, suspected: 2 } } }
    expect(() => buildSummary(wrong)).toThrow(CrossFootError)
    expect(() => buildSummary(wrong)).toThrow(
      'total = 4, byRule = 4, byCounty = 4, byClass = 3, byDirection = 4',
    )
  })

  test.each(['byRule', 'byCounty', 'byDirection', 'bySeverity'] as const)('%s is one of the axes', axis => {
    const tally = { ...SNAPSHOT.leads, [axis]: { ...SNAPSHOT.leads[axis], A: 9 } }
    expect(() => crossFootTally({ zh: '测试', en: 'test' }, tally)).toThrow(CrossFootError)
  })

  test('of a rule that the run does not have are refused', () => {
    expect(() => buildSummary({ ...SNAPSHOT, rules: RULES.slice(1) })).toThrow(
      'Leads of rules that the run does not have: X01',
    )
  })

  test('cross-footing returns the number that all agree on', () => {
    expect(crossFoot({ zh: '测试', en: 'test' }, { a: 3, b: 3 })).toBe(3)
  })
})

describe('counts of rows', () => {
  test('rows = accepted + rejected + held back', () => {
    const rows = Object.entries(buildSummary(SNAPSHOT).feeds).map(([id, source]) => [
      id,
      source.rows,
      source.accepted,
      source.rejectedRows,
      source.heldBack,
    ])
    expect(rows).toEqual([
      ['public-security.vehicles', 100, 98, 2, 0],
      ['health.insurance', 98, 0, 0, 98],
      ['education.enrolment', 0, 0, 0, 0],
    ])
  })

  test('deliveries of one feed add up', () => {
    const vehicles = feed('public-security.vehicles', '公安·车管', [
      delivery(),
      delivery({ rejects: { date: 4 } }),
    ])
    const { rejects, skipped, subjectRows } = buildSummary({ ...SNAPSHOT, feeds: [vehicles] }).feeds[
      'public-security.vehicles'
    ] ?? { rejects: {} }
    expect({ rejects, skipped, subjectRows }).toEqual({
      rejects: { check_digit: 2, date: 4, scientific: 1 },
      skipped: { blank: 6, subtotal: 2 },
      subjectRows: 14,
    })
  })

  test('unusable values: most frequent first, ID numbers masked', () => {
    const id = key('53012919900307123')
    const unusable = [{ column: '状态', value: id, count: 1 }, ...delivery().unusable]
    const feeds = [feed('public-security.vehicles', '公安·车管', [delivery({ unusable })])]
    expect(buildSummary({ ...SNAPSHOT, feeds }).unusable).toEqual([
      { feed: 'public-security.vehicles', column: '购置价', value: '三万', count: 5 },
      { feed: 'public-security.vehicles', column: '机动车状态', value: '不明', count: 3 },
      { feed: 'public-security.vehicles', column: '状态', value: '530129********1238', count: 1 },
    ])
  })
})

test('what was not concluded stands on top level, by rule and county', () => {
  expect(buildSummary(SNAPSHOT).notConcluded).toEqual([
    { rule: 'T07', county: '530128', feed: 'health.insurance', reason: 'no coverage', count: 20 },
    { rule: 'T07', county: '530129', feed: 'health.insurance', reason: 'no coverage', count: 35 },
  ])
})

test('versions and digests pin what was compared', () => {
  const { versions, digests } = buildSummary(SNAPSHOT)
  expect(versions).toEqual({
    program: '0.1.0',
    policy: 'kunming-2017',
    rules: { I01: 1, T07: 1, X01: 1, X06: 1 },
  })
  expect(digests.map(({ feed: id, file, sha256 }) => [id, file, sha256.slice(0, 8), sha256.length])).toEqual([
    ['public-security.vehicles', 'feeds/public-security.vehicles/2017-11.csv', 'a1b2c3d4', 64],
    ['health.insurance', 'feeds/health.insurance/2017.xlsx', '01234567', 64],
    ['register.members', 'register/members.csv', 'ffeeddcc', 64],
  ])
})

test('the text does not depend on the order in which leads, rules and counties came', () => {
  const reversed = {
    ...SNAPSHOT,
    leads: tallyLeads(LEADS.toReversed()),
    rules: RULES.toReversed(),
    counties: COUNTIES.toReversed(),
    notConcluded: NOT_CONCLUDED.toReversed(),
  }
  expect(summaryJson(buildSummary(reversed))).toBe(summaryJson(buildSummary(SNAPSHOT)))
})
