import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { PairTable } from '../../../pipelines/match/pair-table.ts'

const half = fc.integer({ min: 0, max: 0xffffffff })
const marks = (most: number) =>
  fc.array(fc.tuple(half, half, fc.integer({ min: 0, max: 127 })), { maxLength: most })

describe('A table of pairs', () => {
  it('holds what a Map holds, whatever is put in and however it grows', () => {
    fc.assert(
      fc.property(marks(400), entries => {
        const table = new PairTable()
        const map = new Map<string, number>()
        for (const [high, low, flags] of entries) {
          table.mark(high, low, flags)
          map.set(`${high}|${low}`, (map.get(`${high}|${low}`) ?? 0) | flags)
        }
        for (const [high, low] of entries) expect(table.get(high, low)).toBe(map.get(`${high}|${low}`))
        expect(table.size).toBe(map.size)
        expect(table.has(1, 0xfffffffe)).toBe(map.has(`1|${0xfffffffe}`))
      }),
    )
  })

  it('keeps the persons of a town apart', () => {
    const table = new PairTable()
    const count = 20_000
    for (let n = 0; n < count; n++) {
      const key = `53012919${50 + (n % 50)}0${1 + (n % 9)}1${n % 10}${String(Math.floor(n / 50)).padStart(3, '0')}`
      table.mark(keyHigh(key), keyLow(key), 1)
    }
    expect(table.size).toBe(count)
    expect(table.has(53_012_920, 10_101_001)).toBe(false)
  })

  it('is the same in the thread that it is shared with', () => {
    fc.assert(
      fc.property(marks(100), entries => {
        const table = new PairTable()
        for (const [high, low, flags] of entries) table.mark(high, low, flags)
        const opened = new PairTable(structuredClone(table.share()))
        for (const [high, low] of entries) expect(opened.get(high, low)).toBe(table.get(high, low))
        expect(opened.size).toBe(table.size)
      }),
    )
  })
})

describe('A key', () => {
  it('is cut after its eighth digit', () => {
    expect([keyHigh('53012919800101123X'), keyLow('53012919800101123X')]).toEqual([53012919, 800101123])
  })
})
