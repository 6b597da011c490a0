import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDays, sumCells } from '../../../../pipelines/reports/clearance/day-counts.ts'
import { dayAfter } from '../../../../pipelines/reports/clearance/days.ts'
import { ClearanceRefused } from '../../../../pipelines/reports/clearance/disagreement.ts'
import {
  type ClearanceHistory,
  daysToClose,
  openLedger,
} from '../../../../pipelines/reports/clearance/ledger.ts'
import type {
  ClosedDay,
  DayCount,
  Problem,
  ProblemEvent,
} from '../../../../pipelines/reports/clearance/model.ts'
import { digestOf, readFigures } from '../../../../pipelines/reports/clearance/stored-figures.ts'
import { DAYS, FIRST, historyOf, type Kind, type Row, randomHistory } from './histories.ts'

const LAST = dayAfter(FIRST, DAYS - 1)
const FACTS = {
  sourceOf: () => ({ run: 'r1', register: 'abcd1234' }),
  counties: [{ code: '530129', name: '寻甸县' }],
}

const household = (clazz: Kind['class']): Kind => ({ object: 'household', class: clazz, county: '530129' })

const numbersOf = (day: DayCount | undefined) =>
  (day?.cells ?? []).map(cell => [
    cell.class,
    cell.baseline,
    cell.opening,
    cell.raised,
    cell.reopened,
    cell.corrected,
    cell.verified,
    cell.closing,
  ])

describe('The figures of a day', () => {
  const rows: readonly Row[] = [
    ['a', 1, 'raised'],
    ['b', 1, 'raised'],
    ['s', 1, 'raised'],
    ['a', 2, 'corrected'],
    ['s', 2, 'verified'],
    ['c', 2, 'raised'],
    ['b', 3, 'changed'],
    ['a', 3, 'reopened'],
    ['s', 4, 'reopened'],
    ['c', 4, 'corrected'],
  ]
  const { problems, events } = historyOf(
    { a: household('error'), b: household('error'), c: household('error'), s: household('suspected') },
    rows,
  )

  it.each<[number, (string | number)[][]]>([
    // class, baseline, opening, raised, reopened, corrected, verified, closing
    [
      1,
      [
        ['error', 2, 0, 2, 0, 0, 0, 2],
        ['suspected', 1, 0, 1, 0, 0, 0, 1],
      ],
    ],
    [
      2,
      [
        ['error', 2, 2, 1, 0, 1, 0, 2],
        ['suspected', 1, 1, 0, 0, 0, 1, 0],
      ],
    ],
    [
      3,
      [
        ['error', 2, 2, 0, 1, 0, 0, 3],
        ['suspected', 1, 0, 0, 0, 0, 0, 0],
      ],
    ],
    [
      4,
      [
        ['error', 2, 3, 0, 0, 1, 0, 2],
        ['suspected', 1, 0, 0, 1, 0, 0, 1],
      ],
    ],
    [
      5,
      [
        ['error', 2, 2, 0, 0, 0, 0, 2],
        ['suspected', 1, 1, 0, 0, 0, 0, 1],
      ],
    ],
  ])('of day %i are counted from the events', (day, expected) => {
    expect(numbersOf(countDays(problems, events, dayAfter(FIRST, 4))[day - 1])).toEqual(expected)
  })

  it('count a problem that changes its class out of the one and into the other', () => {
    const moved = historyOf({ a: household('error') }, [
      ['a', 1, 'raised'],
      ['a', 2, 'corrected'],
      ['a', 2, 'reopened', { class: 'suspected' }],
    ])
    expect(numbersOf(openLedger({ ...moved, closed: [] }, FIRST).days[1])).toEqual([
      ['error', 1, 1, 0, 0, 1, 0, 0],
      ['suspected', 0, 0, 0, 1, 0, 0, 1],
    ])
  })

  it('are none before anything happened', () => {
    expect(countDays(problems, events, '2017-10-31')).toEqual([])
    expect(countDays([], [], LAST)).toEqual([])
  })
})

describe('Over any history of twelve days', () => {
  const closedOf = (history: Pick<ClearanceHistory, 'problems' | 'events'>): readonly ClosedDay[] =>
    daysToClose(openLedger({ ...history, closed: [] }, LAST), LAST, FACTS)

  it('each day cross-foots, opens with what the day before closed with, and the movements make the difference of the ends', () => {
    fc.assert(
      fc.property(randomHistory, history => {
        const { days } = openLedger({ ...history, closed: [] }, LAST)
        const sums = days.map(({ cells }) => sumCells(cells))
        sums.forEach((sum, place) => {
          expect(sum.opening).toBe(sums[place - 1]?.closing ?? 0)
          expect(sum.opening + sum.raised + sum.reopened - sum.corrected - sum.verified).toBe(sum.closing)
        })
        const moved = sums.reduce(
          (all, sum) => all + sum.raised + sum.reopened - sum.corrected - sum.verified,
          0,
        )
        expect(moved).toBe(sums.at(-1)?.closing ?? 0)
        expect(sums.at(-1)?.closing ?? 0).toBe(
          history.problems.filter(({ state }) => state === 'open').length,
        )
      }),
    )
  })

  it('closing all at once or day by day stores the same figures, and what is stored is read back the same', () => {
    fc.assert(
      fc.property(randomHistory, history => {
        const atOnce = closedOf(history)
        let closed: readonly ClosedDay[] = []
        for (const { figures } of atOnce)
          closed = [
            ...closed,
            ...daysToClose(openLedger({ ...history, closed }, figures.day), figures.day, FACTS),
          ]
        expect(closed).toEqual(atOnce)
        for (const { figures, digest } of closed) {
          const back = readFigures(JSON.parse(JSON.stringify(figures)))
          expect(back && digestOf(back)).toBe(digest)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('leaving out any event after the days were closed is noticed', () => {
    fc.assert(
      fc.property(randomHistory, fc.nat(), (history, pick) => {
        const { events } = history
        fc.pre(events.length > 0)
        const without = events.toSpliced(pick % events.length, 1)
        expect(() => openLedger({ ...history, events: without, closed: closedOf(history) }, LAST)).toThrow(
          ClearanceRefused,
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('A report is refused', () => {
  const rows: readonly Row[] = [
    ['a', 1, 'raised'],
    ['b', 1, 'raised'],
    ['s', 1, 'raised'],
    ['a', 2, 'corrected'],
    ['s', 3, 'verified'],
  ]
  const kinds = { a: household('error'), b: household('error'), s: household('suspected') }
  const { problems, events } = historyOf(kinds, rows)
  const closed = daysToClose(openLedger({ problems, events, closed: [] }, LAST), '2017-11-03', FACTS)

  const refusal = (history: Partial<ClearanceHistory>): string => {
    try {
      openLedger({ problems, events, closed, ...history }, LAST)
    } catch (error) {
      if (error instanceof ClearanceRefused) return error.text.zh
      throw error
    }
    return 'not refused'
  }
  const problem = (key: string, change: Partial<Problem>) =>
    problems.map(each => (each.key === key ? { ...each, ...change } : each))
  const event = (id: number, change: Partial<ProblemEvent>) =>
    events.map(each => (each.id === id ? { ...each, ...change } : each))
  const day = (place: number, change: (day: ClosedDay) => ClosedDay) =>
    closed.map((each, at) => (at === place ? change(each) : each))

  it('not where nothing was touched', () => {
    expect(refusal({})).toBe('not refused')
  })

  it.each<[string, Partial<ClearanceHistory>, string]>([
    [
      'a problem that says it is open',
      { problems: problem('a', { state: 'open' }) },
      '530129 贫困户 错误 剩余：按变动记录 1 ≠ 按问题现状 2',
    ],
    [
      'a problem of another class',
      { problems: problem('b', { class: 'suspected' }) },
      '按变动记录 1 ≠ 按问题现状 0',
    ],
    [
      'a problem of another object',
      { problems: problem('b', { object: 'hamlet' }) },
      '结账时 2 ≠ 现在重算 1',
    ],
    ['a problem that is gone', { problems: problems.slice(1) }, '问题 a'],
    ['an event on another day', { events: event(4, { day: '2017-11-03' }) }, '2017-11-02'],
    ['an event of another kind', { events: event(5, { kind: 'corrected' }) }, '问题 s'],
    ['an event that says something else', { events: event(2, { said: 'x' }) }, '变动记录的摘要'],
    ['an event twice', { events: [...events, { ...events[3], id: 9 } as ProblemEvent] }, '问题 a'],
    ['proof for an error', { events: event(4, { kind: 'verified' }) }, '问题 a 2017-11-02'],
    [
      'a number of a closed day',
      { closed: day(1, ({ figures, digest }) => ({ figures: { ...figures, events: 9 }, digest })) },
      '2017-11-02 变动条数：结账时 9 ≠ 现在重算 4',
    ],
    [
      'a number of a closed day with its digest made anew',
      {
        closed: day(1, ({ figures }) => {
          const cells = figures.cells.map(cell => ({ ...cell, closing: cell.closing + 1 }))
          return { figures: { ...figures, cells }, digest: digestOf({ ...figures, cells }) }
        }),
      },
      '530129 贫困户 错误 期末剩余：结账时 2 ≠ 现在重算 1',
    ],
    ['a day that is gone', { closed: closed.toSpliced(1, 1) }, '2017-11-03 前一日的摘要'],
    [
      'the digest of a day',
      { closed: day(2, each => ({ ...each, digest: '0'.repeat(64) })) },
      '2017-11-03 数字的摘要：结账时 00000000',
    ],
  ])('where the database was made to say %s', (_, history, said) => {
    expect(refusal(history)).toContain(said)
  })
})
