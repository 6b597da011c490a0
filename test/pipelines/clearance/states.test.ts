import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BALANCE,
  correctedByHand,
  found,
  listed,
  type Moved,
  type Movement,
  notFound,
  type Problem,
  type Sighting,
  unlisted,
  verified,
} from '../../../pipelines/clearance/states.ts'

const DAY = '2017-11-20'
const NEXT = '2017-11-21'

const problem = (given: Partial<Problem>): Problem => ({
  state: 'open',
  class: 'suspected',
  county: '530129',
  value: 'a',
  seen: true,
  listed: false,
  firstDay: DAY,
  lastDay: DAY,
  ...(given.state === undefined || given.state === 'open' ? {} : { clearedDay: DAY }),
  ...given,
})
const sighting = (given: Partial<Sighting> = {}): Sighting => ({
  class: 'suspected',
  county: '530129',
  value: 'a',
  proven: false,
  ...given,
})
const kinds = ({ problem, movements }: Moved) => [problem.state, ...movements.map(({ kind }) => kind)]

describe('an export shows a problem', () => {
  it('for the first time', () => {
    expect(found(undefined, sighting(), DAY)).toEqual({
      problem: { ...problem({}) },
      movements: [{ kind: 'raised', class: 'suspected', county: '530129', value: 'a', day: DAY }],
    })
  })

  it.each([
    ['open', 'a', false, ['open']],
    ['open', 'b', false, ['open', 'changed']],
    ['open', 'b', true, ['verified', 'verified']],
    ['corrected', 'a', false, ['open', 'reopened']],
    ['corrected', 'b', false, ['open', 'reopened']],
    ['corrected', 'a', true, ['verified', 'changed']],
    ['corrected', 'b', true, ['verified', 'changed']],
    ['verified', 'a', true, ['verified']],
    ['verified', 'a', false, ['verified']],
    ['verified', 'b', true, ['verified', 'changed']],
    ['verified', 'b', false, ['open', 'reopened']],
  ] as const)('that was %s, with value %s, proven %s: %j', (state, value, proven, expected) => {
    expect(kinds(found(problem({ state }), sighting({ value, proven }), NEXT))).toEqual(expected)
  })

  it('whose class is another: it leaves the one balance and enters the other', () => {
    const { movements } = found(problem({}), sighting({ class: 'error', value: 'b' }), NEXT)
    expect(movements.map(({ kind, class: of, value }) => [kind, of, value])).toEqual([
      ['corrected', 'suspected', 'a'],
      ['reopened', 'error', 'b'],
    ])
  })

  it('that has moved to another county: there too', () => {
    const { movements } = found(problem({}), sighting({ county: '530128' }), NEXT)
    expect(movements.map(({ kind, county }) => [kind, county])).toEqual([
      ['corrected', '530129'],
      ['reopened', '530128'],
    ])
  })

  it('as an error, proof does not help', () => {
    expect(kinds(found(problem({}), sighting({ class: 'error', value: 'b', proven: true }), NEXT))).toEqual([
      'open',
      'corrected',
      'reopened',
    ])
  })

  it('books nothing before what was booked last', () => {
    const { problem: after, movements } = found(
      problem({ lastDay: '2017-11-25' }),
      sighting({ value: 'b' }),
      NEXT,
    )
    expect([after.lastDay, movements[0]?.day]).toEqual(['2017-11-25', '2017-11-25'])
  })
})

describe('an export shows a problem no longer', () => {
  it.each([
    ['open', ['corrected', 'corrected']],
    ['corrected', ['corrected']],
    ['verified', ['verified']],
  ] as const)('%s: %j', (state, expected) => {
    const moved = notFound(problem({ state }), NEXT)
    expect([kinds(moved), moved.problem.seen]).toEqual([expected, false])
  })

  it('that our rules never saw: it is not theirs to end', () => {
    expect(kinds(notFound(problem({ seen: false, listed: true }), NEXT))).toEqual(['open'])
  })
})

describe('a list', () => {
  const onList = problem({ seen: false, listed: true })
  const at = (asOf: string) => ({ asOf, day: asOf })

  it('raises what nobody knew', () => {
    const moved = listed(undefined, sighting(), at(DAY))
    expect([kinds(moved), moved.problem.seen, moved.problem.listed]).toEqual([
      ['open', 'raised'],
      false,
      true,
    ])
  })

  it('moves nothing that our rules see themselves', () => {
    const moved = listed(problem({}), sighting({ value: 'of the list' }), at(NEXT))
    expect([kinds(moved), moved.problem.value, moved.problem.listed]).toEqual([['open'], 'a', true])
  })

  it('takes up again what was corrected only if it is newer than that', () => {
    const corrected = problem({ state: 'corrected', seen: false })
    expect(kinds(listed(corrected, sighting(), at(DAY)))).toEqual(['corrected'])
    expect(kinds(listed(corrected, sighting(), at(NEXT)))).toEqual(['open', 'reopened'])
  })

  it('ends what it no longer has, unless our rules still see it', () => {
    expect(kinds(unlisted(onList, NEXT))).toEqual(['corrected', 'corrected'])
    expect(kinds(unlisted(problem({ listed: true }), NEXT))).toEqual(['open'])
  })
})

describe('a person', () => {
  it.each([
    ['verifies an open suspicion', problem({}), ['verified', 'verified']],
    ['cannot verify an error', problem({ class: 'error' }), 'error'],
    ['cannot verify what is corrected', problem({ state: 'corrected' }), 'not open'],
    ['cannot verify twice', problem({ state: 'verified' }), 'not open'],
  ])('%s', (_, before, expected) => {
    const moved = verified(before, NEXT)
    expect('refused' in moved ? moved.refused : kinds(moved)).toEqual(expected)
  })

  it.each([
    ['corrects what only a list has', problem({ seen: false, listed: true }), ['corrected', 'corrected']],
    [
      'corrects an error too',
      problem({ class: 'error', seen: false, listed: true }),
      ['corrected', 'corrected'],
    ],
    ['cannot correct what an export will end', problem({ listed: true }), 'seen'],
    ['cannot correct what no list has', problem({ seen: false }), 'not listed'],
    [
      'cannot correct what is not open',
      problem({ state: 'verified', seen: false, listed: true }),
      'not open',
    ],
  ])('%s', (_, before, expected) => {
    const moved = correctedByHand(before, NEXT)
    expect('refused' in moved ? moved.refused : kinds(moved)).toEqual(expected)
  })
})

describe('over any sequence of exports, lists and proofs', () => {
  const day = (n: number) => new Date(Date.UTC(2017, 10, 1 + n)).toISOString().slice(0, 10)
  const step = fc.oneof(
    fc.record({
      act: fc.constantFrom('found' as const, 'listed' as const),
      value: fc.constantFrom('a', 'b', 'c'),
      class: fc.constantFrom('error' as const, 'suspected' as const),
      county: fc.constantFrom('530128', '530129'),
    }),
    fc.record({
      act: fc.constantFrom('gone' as const, 'unlisted' as const, 'prove' as const, 'hand' as const),
    }),
  )

  it('the balance is the number of open problems, overall and by class and county, and no booking goes back in time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: -2, max: 2 })), { maxLength: 40 }), steps => {
        const proofs = new Set<string>()
        const booked: Movement[] = []
        let now: Problem | undefined
        steps.forEach(([one, shift], at) => {
          const on = day(at + shift + 2)
          const before = now
          const moved = perform(before, one, on, proofs)
          if (!moved) return
          now = moved.problem
          booked.push(...moved.movements)
          // The same value, once proven, never reopens by an export; an unproven other one always does.
          if (before?.state === 'verified' && one.act === 'found')
            expect(now.state).toBe(before.value === now.value || proofs.has(now.value) ? 'verified' : 'open')
          const balances = Map.groupBy(booked, ({ class: of, county }) => `${of} ${county}`)
          for (const [of, movements] of balances) {
            const sum = movements.reduce((total, { kind }) => total + BALANCE[kind], 0)
            expect([of, sum]).toEqual([
              of,
              now.state === 'open' && of === `${now.class} ${now.county}` ? 1 : 0,
            ])
          }
          expect(now.clearedDay === undefined).toBe(now.state === 'open')
        })
        const days = booked.map(({ day }) => day)
        expect(days).toEqual(days.toSorted())
      }),
      { numRuns: 500 },
    )
  })

  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
  /** The class is part of a value, as in a lead's fingerprint. */
  function perform(
    before: Problem | undefined,
    one: Step,
    on: string,
    proofs: Set<string>,
  ): Moved | undefined {
    if (one.act === 'found' || one.act === 'listed') {
      const value = `${one.value} ${one.class}`
      const shown = { class: one.class, county: one.county, value, proven: proofs.has(value) }
      return one.act === 'found' ? found(before, shown, on) : listed(before, shown, { asOf: on, day: on })
    }
    if (!before) return undefined
    if (one.act === 'gone') return notFound(before, on)
    if (one.act === 'unlisted') return unlisted(before, on)
    const moved = one.act === 'prove' ? verified(before, on) : correctedByHand(before, on)
    if ('refused' in moved) return undefined
    if (one.act === 'prove') proofs.add(before.value)
    return moved
  }
})
