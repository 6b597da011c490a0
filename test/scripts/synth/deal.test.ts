import { describe, expect, it } from 'vitest'
import { dealOut, type Plantable, Planted, Round } from '../../../scripts/synth/places/deal.ts'

/** Rules with room for so many leads each, and the order in which they were planted. */
function rulesOf(rooms: Readonly<Record<string, number>>) {
  const planted = new Planted()
  const order: string[] = []
  const left = new Map(Object.entries(rooms))
  const rules = Object.keys(rooms).map(
    (rule): Plantable => ({
      rule,
      plant: () => {
        const room = left.get(rule) ?? 0
        if (room === 0) return false
        left.set(rule, room - 1)
        planted.add(rule)
        order.push(rule)
        return true
      },
    }),
  )
  return { rules, planted, order }
}

describe('Faults are dealt out', () => {
  it('one of every rule, whatever the quota is', () => {
    const { rules, planted, order } = rulesOf({ V01: 9, V03: 9, V22: 9 })
    dealOut(rules, { error: 0, suspected: 0 }, planted)
    expect(order).toEqual(['V01', 'V03', 'V22'])
  })

  it('not of a rule that was planted already, nor of one without a place', () => {
    const { rules, planted, order } = rulesOf({ N01: 9, N02: 9, N10: 0 })
    planted.add('N02')
    dealOut(rules, { error: 0, suspected: 0 }, planted)
    expect(order).toEqual(['N01'])
  })

  it('then in turn until there are enough of each class', () => {
    const { rules, planted, order } = rulesOf({ V01: 9, V03: 9, V04: 9, V22: 9 })
    dealOut(rules, { error: 5, suspected: 3 }, planted)
    expect(order.slice(4)).toEqual(['V01', 'V04', 'V01', 'V03'])
    expect([planted.of('error'), planted.of('suspected')]).toEqual([5, 3])
  })

  it('until no place is left, with what has places standing in for what has none', () => {
    const { rules, planted, order } = rulesOf({ V01: 1, V04: 3 })
    dealOut(rules, { error: 99, suspected: 99 }, planted)
    expect(order).toEqual(['V01', 'V04', 'V04', 'V04'])
  })
})

describe('Going round a list', () => {
  it('begins behind the last one that did', () => {
    const round = new Round([1, 2, 3, 4])
    const odd = (item: number) => item % 2 === 1
    expect([round.find(odd), round.find(odd), round.find(odd)]).toEqual([1, 3, 1])
    expect(round.find(item => item > 4)).toBeUndefined()
  })
})
