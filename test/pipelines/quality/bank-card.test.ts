import { expect, it } from 'vitest'
import { isBankCardNumber } from '../../../pipelines/quality/bank-card.ts'

it.each([
  ['an odd number of digits', '6228480000000000125', true],
  ['an even number of digits', '6222020000000015', true],
  ['the example of the standard', '79927398713', true],
  ['another check digit', '79927398710', false],
  ['two digits swapped', '79923798713', false],
  ['a letter', '7992739871X', false],
  ['nothing', '', false],
])('knows %s', (_what, text, expected) => {
  expect(isBankCardNumber(text)).toBe(expected)
})
