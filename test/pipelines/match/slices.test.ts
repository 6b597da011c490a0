import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketsOf, countyOfSlice, Slicing } from '../../../pipelines/match/slices.ts'

const codes = (count: number) =>
  Array.from({ length: count }, (_, n) => `5301290${String(n).padStart(6, '0')}`)
const slicing = (households: number) => new Slicing(new Map([['530129', households]]))

describe('Slices', () => {
  it.each([
    [0, 1],
    [1000, 1],
    [1001, 2],
    [6000, 8],
    [100_000, 128],
    [5_000_000, 512],
  ])('of a county of %i households are %i', (households, buckets) => {
    expect(bucketsOf(households)).toBe(buckets)
  })

  it('hold about as many households each, although 户编号 run in sequence', () => {
    const sizes = Map.groupBy(codes(6000), code => slicing(6000).sliceOf('530129', code))
    expect(sizes.size).toBe(8)
    for (const { length } of sizes.values()) {
      expect(length).toBeGreaterThan(600)
      expect(length).toBeLessThan(900)
    }
  })

  it('stay what they are while the register changes a little, and are split in two when it doubles', () => {
    for (const code of codes(500)) {
      expect(slicing(6500).sliceOf('530129', code)).toBe(slicing(6000).sliceOf('530129', code))
      const [before, after] = [slicing(6000), slicing(12_000)].map(cut => cut.sliceOf('530129', code) % 1000)
      expect((after ?? 0) % 8).toBe(before)
    }
  })

  it('tell their county, and leave households without one, and orphans, in several', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.string(), (county, code) => {
        const name = String(county).padStart(6, '0')
        expect(countyOfSlice(new Slicing(new Map([[name, 9999]])).sliceOf(name, code))).toBe(name)
      }),
    )
    const orphans = new Set(codes(2000).map(code => slicing(100).sliceOf('', code)))
    expect([...orphans].map(countyOfSlice)).toEqual(Array.from({ length: 16 }, () => ''))
  })
})
