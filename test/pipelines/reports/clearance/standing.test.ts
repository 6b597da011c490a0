import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../../../../pipelines/reports/clearance/days.ts'
import {
  forecastOf,
  isInTime,
  neededText,
  outcomeText,
} from '../../../../pipelines/reports/clearance/forecast.ts'
import { progressOf, ranksOf, rateText } from '../../../../pipelines/reports/clearance/standing.ts'

const progress = (found: number, cleared: number) => ({ found, cleared })

describe('The rate', () => {
  it.each<[number, number, string]>([
    [0, 0, '—'],
    [3, 0, '0.00%'],
    [3, 1, '33.33%'],
    [3, 3, '100.00%'],
    [20_000, 19_999, '99.99%'],
    [1_000_000, 999_999, '99.99%'],
  ])('of %i found and %i cleared is %s', (found, cleared, text) => {
    expect(rateText(progress(found, cleared))).toBe(text)
  })

  it('counts what came back as something more to clear', () => {
    const { found, cleared } = progressOf({ allRaised: 4, allReopened: 1, allCorrected: 2, allVerified: 1 })
    expect([found, cleared, found - cleared]).toEqual([5, 3, 2])
  })
})

describe('Ranks', () => {
  it('are shared by equal rates, the next comes behind all of them, and without problems there is none', () => {
    const ranks = ranksOf(
      new Map([
        ['a', progress(10, 5)],
        ['b', progress(4, 2)],
        ['c', progress(0, 0)],
        ['d', progress(10, 9)],
        ['e', progress(10, 1)],
      ]),
    )
    expect(Object.fromEntries(ranks)).toEqual({ d: 1, a: 2, b: 2, e: 4 })
  })

  it('are by the exact quotient, however close', () => {
    const ranks = ranksOf(
      new Map([
        ['a', progress(3_000_000, 2_999_998)],
        ['b', progress(3_000_001, 2_999_999)],
      ]),
    )
    expect(Object.fromEntries(ranks)).toEqual({ b: 1, a: 2 })
  })
})

describe('The forecast', () => {
  const from = (open: readonly number[], deadline?: string) =>
    forecastOf(
      open.map((each, place) => ({ day: dayAfter('2017-11-01', place), open: each })),
      deadline,
    )

  it.each<[string, number[], string | undefined, unknown[]]>([
    // outcome, zero on, decrease, days of the pace, needed
    ['a steady pace', [100, 90, 80, 70], '2017-12-20', ['reaches zero', '2017-11-11', 30, 3, 70 / 46]],
    [
      'the last seven days alone',
      [999, 80, 75, 70, 65, 60, 55, 50, 45],
      '2017-12-20',
      ['reaches zero', '2017-11-18', 35, 7, 45 / 41],
    ],
    ['a part of a day as a whole one', [10, 7], undefined, ['reaches zero', '2017-11-05', 3, 1, undefined]],
    ['nothing that moved', [10, 10], '2017-12-20', ['not at this pace', undefined, 0, 1, 10 / 48]],
    ['more than before', [10, 12], '2017-12-20', ['not at this pace', undefined, -2, 1, 12 / 48]],
    ['the first day', [10], '2017-12-20', ['no pace yet', undefined, 0, 0, 10 / 49]],
    ['nothing that is open', [10, 0], '2017-12-20', ['cleared', undefined, 10, 1, 0]],
    ['a deadline that has passed', [10, 8], '2017-11-02', ['reaches zero', '2017-11-06', 2, 1, undefined]],
  ])('for %s', (_, open, deadline, expected) => {
    const { outcome, zeroOn, decrease, paceDays, needed } = from(open, deadline)
    expect([outcome, zeroOn, decrease, paceDays, needed]).toEqual(expected)
  })

  it.each<[number[], string | undefined, boolean | undefined, string]>([
    [[10, 9], '2017-11-11', true, '按此速度 2017-11-11 清零'],
    [[10, 9], '2017-11-10', false, '按此速度 2017-11-11 清零，晚于期限'],
    [[10, 10], '2017-11-11', false, '按此速度不能清零'],
    [[10], '2017-11-11', undefined, '第一天，尚无速度'],
    [[10, 0], '2017-11-01', true, '已清零'],
    [[10, 9], undefined, undefined, '按此速度 2017-11-11 清零'],
  ])('%j until %s is in time: %s', (open, deadline, inTime, text) => {
    const forecast = from(open, deadline)
    expect([isInTime(forecast), outcomeText(forecast).zh]).toEqual([inTime, text])
  })

  it.each([
    [0.01, '0.1'],
    [1.70001, '1.8'],
    [1.7, '1.7'],
    [12, '12'],
  ])('of a need of %d a day says %s: enough', (needed, text) => {
    expect(neededText(needed)).toBe(text)
  })

  it('names the first day on which the pace has used everything up', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 2, maxLength: 20 }), open => {
        const { outcome, zeroOn, decrease, paceDays } = from(open)
        const last = open.at(-1) ?? 0
        if (outcome !== 'reaches zero' || zeroOn === undefined) return
        const days = (Date.parse(zeroOn) - Date.parse(dayAfter('2017-11-01', open.length - 1))) / 86_400_000
        expect(last * paceDays - days * decrease).toBeLessThanOrEqual(0)
        expect(last * paceDays - (days - 1) * decrease).toBeGreaterThan(0)
      }),
    )
  })
})
