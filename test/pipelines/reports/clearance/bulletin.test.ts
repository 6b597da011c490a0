import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulletin } from '../../../../pipelines/reports/clearance/bulletin.ts'
import { bulletinCsv } from '../../../../pipelines/reports/clearance/bulletin-files.ts'
import { dayAfter } from '../../../../pipelines/reports/clearance/days.ts'
import { ClearanceRefused } from '../../../../pipelines/reports/clearance/disagreement.ts'
import { openLedger } from '../../../../pipelines/reports/clearance/ledger.ts'
import { DAYS, FIRST, historyOf, type Kind, randomHistory } from './histories.ts'

const COUNTIES = [
  { code: '530102', name: '五华区' },
  { code: '530128', name: '禄劝县' },
  { code: '530129', name: '寻甸县' },
]
const of = (county: string, clazz: Kind['class'] = 'error'): Kind => ({
  object: 'household',
  class: clazz,
  county,
})

const made = (
  history: Parameters<typeof openLedger>[0],
  more: Partial<Parameters<typeof bulletin>[0]> = {},
  day = '2017-11-20',
) =>
  bulletin({
    ledger: openLedger(history, day),
    day,
    provisional: false,
    counties: COUNTIES,
    keyCounties: ['530129'],
    stalledDays: 7,
    only: [],
    ...more,
  })

const { problems, events } = historyOf(
  { a: of('530129'), b: of('530129', 'suspected'), c: of('530129'), d: of('530128'), e: of('530128') },
  [
    ['a', 1, 'raised'],
    ['b', 1, 'raised'],
    ['d', 1, 'raised'],
    ['e', 1, 'raised'],
    ['d', 5, 'corrected'],
    ['c', 8, 'raised'],
    ['b', 12, 'verified'],
    ['a', 14, 'changed'],
    ['e', 19, 'changed'],
    ['c', 21, 'corrected'],
  ],
)
const history = { problems, events, closed: [] }

describe('The bulletin', () => {
  it('ranks the counties by what they cleared, with what moved in the fortnight and where they stood before it', () => {
    const { from, ranking } = made(history)
    expect(from).toBe('2017-11-07')
    expect(
      ranking.map(each => [
        each.name,
        each.rank,
        each.rankBefore,
        each.before,
        each.raised,
        each.corrected + each.verified,
        each.open,
      ]),
    ).toEqual([
      ['禄劝县', 1, 1, 1, 0, 0, 1],
      ['寻甸县', 2, 2, 2, 1, 1, 2],
      ['五华区', undefined, undefined, 0, 0, 0, 0],
    ])
  })

  it('leaves out what came after its day', () => {
    expect(made(history, {}, '2017-11-21').ranking.map(({ open }) => open)).toEqual([1, 1, 0])
  })

  it('says what stalls, oldest first, counting from the last movement of any kind', () => {
    const stalling = (days: number) =>
      made(history, { stalledDays: days }).stalling.map(each => [each.problem.key, each.lastMoved])
    expect(stalling(6)).toEqual([
      ['a', '2017-11-14'],
      ['c', '2017-11-08'],
    ])
    expect(stalling(7)).toEqual([['c', '2017-11-08']])
    expect(stalling(1)).toEqual([
      ['e', '2017-11-19'],
      ['a', '2017-11-14'],
      ['c', '2017-11-08'],
    ])
  })

  it('follows the key counties down to their townships, and those alone', () => {
    expect(made(history).townships.map(each => [each.county, each.township, each.class, each.open])).toEqual([
      ['寻甸县', '某镇', 'error', 2],
      ['寻甸县', '某镇', 'suspected', 0],
    ])
  })

  it('of some counties shows those, with their ranks among all', () => {
    const { ranking, townships, stalling } = made(history, { only: ['530128'], stalledDays: 1 })
    expect([ranking.map(({ code, rank }) => [code, rank]), townships, stalling.length]).toEqual([
      [['530128', 1]],
      [],
      1,
    ])
  })

  it('adds townships up to their county whatever happened', () => {
    const day = dayAfter(FIRST, DAYS - 1)
    fc.assert(
      fc.property(randomHistory, random => {
        fc.pre(random.events.length > 0)
        const { ranking, townships } = made(
          { ...random, closed: [] },
          { keyCounties: ['530129', '530128'] },
          day,
        )
        for (const county of ranking.filter(({ code }) => code !== '530113')) {
          const own = townships.filter(each => each.county === county.name)
          expect(own.reduce((sum, { open }) => sum + open, 0)).toBe(county.open)
          expect(county.before + county.raised + county.reopened - county.corrected - county.verified).toBe(
            county.open,
          )
        }
      }),
    )
  })

  it('is refused where the history does not agree', () => {
    expect(() => made({ ...history, events: events.slice(0, -1) })).toThrow(ClearanceRefused)
  })

  it('as CSV is the ranking, one county a line', () => {
    const lines = [...bulletinCsv(made(history))].join('').trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/^2017-11-20,1,530128,禄劝县,1,0,0,0,0,1,2,50\.00%,50\.00%,持平,0,2017-11-01,/)
  })
})
