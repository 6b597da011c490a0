import { expect, it } from 'vitest'
import { registerTableById } from '../../../connectors/register/index.ts'
import { isMinority } from '../../../pipelines/quality/nation.ts'

const stated = (cell: string) => {
  const nation = registerTableById('members').columns.nation?.read(cell) as string | undefined
  return isMinority(nation === undefined ? {} : { nation })
}

it.each([
  ['彝族', true],
  ['傈僳', true],
  ['汉族', false],
  ['汉', false],
  ['', null],
  ['不详', null],
  // 汉 in one list of codes, and another nation's number in the next: no name, no answer.
  ['01', null],
  ['８', null],
] as const)('民族 %s: a minority is %s', (cell, expected) => {
  expect(stated(cell)).toBe(expected)
})
