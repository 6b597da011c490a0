import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { SliceIndex } from '../../../pipelines/match/slice-index.ts'

const key = fc
  .bigInt({ min: 0n, max: 99_999_999_999_999_999n })
  .map(digits => `${String(digits).padStart(17, '0')}X`)

describe('The slices of members', () => {
  it('are what a Map of sets holds, also in a table that was shared', () => {
    const few = fc.array(key, { minLength: 1, maxLength: 20 })
    const entries = few.chain(keys =>
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.integer({ min: 0, max: 999_999_999 })), {
        maxLength: 200,
      }),
    )
    fc.assert(
      fc.property(entries, key, (added, stranger) => {
        const table = new SliceIndex()
        const map = new Map<string, Set<number>>()
        for (const [member, slice] of added) {
          table.addPair(keyHigh(member), keyLow(member), slice)
          map.set(member, (map.get(member) ?? new Set()).add(slice))
        }
        const opened = new SliceIndex(structuredClone(table.share()))
        for (const each of [table, opened])
          for (const person of [...map.keys(), stranger]) {
            expect(new Set(each.ofPair(keyHigh(person), keyLow(person)))).toEqual(
              map.get(person) ?? new Set(),
            )
            expect(each.has(person)).toBe(map.has(person))
          }
        expect(opened.size).toBe([...map.values()].reduce((sum, { size }) => sum + size, 0))
      }),
    )
  })

  it('grow with a city', () => {
    const table = new SliceIndex()
    const keys = Array.from(
      { length: 20_000 },
      (_, n) => `530129${19_000_000 + n}${String(n % 1000).padStart(3, '0')}X`,
    )
    for (const [n, member] of keys.entries()) table.addPair(keyHigh(member), keyLow(member), n)
    expect(
      keys.every((member, n) => table.ofPair(keyHigh(member), keyLow(member)).join() === String(n)),
    ).toBe(true)
  })
})
