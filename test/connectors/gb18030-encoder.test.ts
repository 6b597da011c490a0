import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGb18030 } from '../../connectors/gb18030.ts'

const decoder = new TextDecoder('gb18030', { fatal: true })

const roundTrip = (text: string): string => {
  const bytes = new Uint8Array(text.length * 4)
  return decoder.decode(bytes.subarray(0, encodeGb18030(text, bytes)))
}

test('rare names survive: two, four and four bytes beyond the basic plane', () => {
  expect(roundTrip('张三·㛃𬭎𡐓䶮 €（甲）')).toBe('张三·㛃𬭎𡐓䶮 €（甲）')
})

test('common Han take two bytes, extension A and B four', () => {
  const bytes = new Uint8Array(16)
  expect(encodeGb18030('中', bytes)).toBe(2)
  expect([...bytes.subarray(0, 2)]).toEqual([0xd6, 0xd0])
  expect(encodeGb18030('㛃', bytes)).toBe(4)
  expect(encodeGb18030('𬭎', bytes)).toBe(4)
})

test('whatever is Han or full-width comes back as it went', () => {
  const han = fc.oneof(
    fc.integer({ min: 0x3400, max: 0x4dbf }),
    fc.integer({ min: 0x4e00, max: 0x9fa5 }),
    fc.integer({ min: 0x20000, max: 0x2a6df }),
    fc.integer({ min: 0xff01, max: 0xff5e }),
    fc.integer({ min: 0x20, max: 0x7e }),
  )
  fc.assert(
    fc.property(fc.array(han), points => {
      const text = String.fromCodePoint(...points)
      expect(roundTrip(text)).toBe(text)
    }),
  )
})

test('a lone surrogate is refused, not written as something else', () => {
  expect(() => encodeGb18030('\ud800', new Uint8Array(8))).toThrow(RangeError)
})
