import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyTable, keyHigh, keyLow } from '../../../pipelines/match/key-table.ts'
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
          table.add(member, slice)
          map.set(member, (map.get(member) ?? new Set()).add(slice))
        }
        const opened = new SliceIndex(structuredClone(table.share()))
        for (const each of [table, opened])
          for (const person of [...map.keys(), stranger]) {
            expect(new Set(each.of(person))).toEqual(map.get(person) ?? new Set())
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
    for (const [n, member] of keys.entries()) table.add(member, n)
    expect(keys.every((member, n) => table.of(member).join() === String(n))).toBe(true)
  })
})

describe('A table of keys', () => {
  it('is the same in the thread that it is shared with', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 7 })), { maxLength: 100 }), marks => {
        const table = new KeyTable()
        for (const [person, flags] of marks) table.mark(person, flags)
        const opened = new KeyTable(structuredClone(table.share()))
        for (const [person] of marks) expect(opened.get(person)).toBe(table.get(person))
        expect(opened.size).toBe(table.size)
      }),
    )
  })

  it('cuts a key after its eighth digit', () => {
    expect([keyHigh('53012919800101123X'), keyLow('53012919800101123X')]).toEqual([53012919, 800101123])
  })
})
