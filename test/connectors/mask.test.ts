import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskId, maskText } from '../../connectors/mask.ts'
import { idNumber, validIds } from './persons.ts'

const ID = idNumber(123)
const MASKED = `530129********${ID.slice(-4)}`

describe('a masked ID', () => {
  it.each([
    [ID, MASKED],
    [` ${ID.slice(0, 6)} ${ID.slice(6)}`, MASKED],
    [`="${ID}"`, MASKED],
    [`${ID}41`, `530129**********${`${ID}41`.slice(-4)}`],
    ['53012990', '53012990'],
    ['5301299003', '5301299003'],
    ['53012990030', '530129*0030'],
    ['', ''],
  ])('%j shows %j', (text, shown) => expect(maskId(text)).toBe(shown))
})

describe('free text', () => {
  it.each([
    ['an ID', `身份证号${ID}有误`, `身份证号${MASKED}有误`],
    ['15 digits', '530129900307123', '530129*****7123'],
    ['a mistyped O', `${ID.slice(0, 10)}O${ID.slice(11)}。`, `${MASKED}。`],
    ['grouped digits', `${ID.slice(0, 6)} ${ID.slice(6, 14)} ${ID.slice(14)}`, MASKED],
    ['an ID with letters around it', `ABCDE${ID}`, `ABCDE${MASKED}`],
    ['zero-width characters inside', `${ID.slice(0, 9)}\u200b${ID.slice(9)}`, MASKED],
    ['a date and a number stay', '2017-09-30 120345 行', '2017-09-30 120345 行'],
    ['a plate stays', '云A12345 K33', '云A12345 K33'],
  ])('%s', (_, text, shown) => expect(maskText(text)).toBe(shown))

  it('never shows an ID, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        validIds,
        fc.string({ unit: 'grapheme' }),
        (before, id, after) => {
          expect(maskText(before + id + after)).not.toContain(id)
        },
      ),
      { numRuns: 500 },
    )
  })
})
