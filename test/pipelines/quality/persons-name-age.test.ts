import { expect, it } from 'vitest'
import { type Cells, context, household, idOf, leadsOf, member } from '../rules/dossier.ts'
import { born, person } from './person.ts'
import { quality } from './table.ts'

quality('P53', [
  ['fires on a digit', person({ 姓名: '张三2' }), 'suspected'],
  ['fires on a full-width digit', person({ 姓名: '张三２' }), 'suspected'],
  ['fires on a Latin letter', person({ 姓名: '张san' }), 'suspected'],
  ['fires on a full-width one', person({ 姓名: '张Ａ' }), 'suspected'],
  ['fires on white space within', person({ 姓名: '张 三' }), 'suspected'],
  ['fires on an ideographic space', person({ 姓名: '张　三' }), 'suspected'],
  ['fires on a replacement character', person({ 姓名: '张\ufffd' }), 'suspected'],
  ['fires on the question mark that an encoding leaves', person({ 姓名: '张?' }), 'suspected'],
  ['fires on one character', person({ 姓名: '张' }), 'suspected'],
  ['fires on one rare character', person({ 姓名: '𠮷' }), 'suspected'],
  ['fires on 16 characters', person({ 姓名: '阿'.repeat(16) }), 'suspected'],
  ['fires on an empty name', person({ 姓名: '' }), 'suspected'],
  ['fires on an ID number, and masks it', person({ 姓名: '530129197003121234' }), 'suspected'],
  ['not on two characters', person({ 姓名: '张𠮷' }), 'none'],
  ['not on 15', person({ 姓名: '𠮷'.repeat(15) }), 'none'],
  ['not on a dot between parts', person({ 姓名: '阿依·古丽' }), 'none'],
  ['not on its variants', person({ 姓名: '阿依•古‧丽・买．提' }), 'none'],
  ['not on white space at the ends', person({ 姓名: ' 张三　' }), 'none'],
  [
    'fires by the bound that the policy has',
    person({ 姓名: '张' }),
    'suspected',
    context({ parameters: { 'quality.person.nameMost': undefined } }),
  ],
  [
    'does not conclude where the other decides',
    person({ 姓名: '张三' }),
    'no parameter',
    context({ parameters: { 'quality.person.nameMost': undefined } }),
  ],
])

it('P53 says what is wrong with a name', () => {
  const detail = (name: string) => leadsOf('P53', person({ 姓名: name }))[0]?.detail
  expect(['', '张', '阿'.repeat(16), '张3'].map(detail)).toEqual([
    '姓名为空',
    '姓名「张」1 字，少于 2 字',
    `姓名「${'阿'.repeat(16)}」16 字，多于 15 字`,
    '姓名「张3」含数字、字母、空格或替换字符',
  ])
})

const unkeyed = (cells: Cells) => person(cells, { key: '' })
quality('P54', [
  ['suspects 101 years', born('19161120'), 'suspected'],
  [
    'suspects them by 出生日期 where there is no valid number',
    unkeyed({ 出生日期: '1916-11-20' }),
    'suspected',
  ],
  ['is an error on the day after the comparison', unkeyed({ 出生日期: '2017-11-21' }), 'error'],
  ['is one beside a valid number', person({ 出生日期: '2071-03-12' }), 'error'],
  ['not on 100 years', born('19161121'), 'none'],
  ['not on the day of the comparison', unkeyed({ 出生日期: '2017-11-20' }), 'none'],
  ['not where nothing is known', unkeyed({}), 'none'],
  ['not where it cannot be read', unkeyed({ 出生日期: '民国五年' }), 'none'],
])

type Person = readonly [relation: string, birth: string]
const people = (...of: readonly Person[]) =>
  household({
    members: of.map(([与户主关系, birth]) =>
      member({ key: birth === '' ? '' : idOf(birth), cells: { 与户主关系 } }),
    ),
  })
const CHILD: Person = ['户主', '20011121']
quality('P56', [
  ['fires on a head of 15 beside an adult', people(CHILD, ['之母', '19750101']), 'suspected'],
  ['fires beside one of 16', people(CHILD, ['其他', '20011120']), 'suspected'],
  ['fires beside somebody of unknown age', people(CHILD, ['之母', '']), 'suspected'],
  ['not on a head of 16', people(['户主', '20011120'], ['之母', '19750101']), 'none'],
  ['not on an orphan alone', people(CHILD), 'none'],
  ['not on orphans', people(CHILD, ['其他', '20100101']), 'none'],
  ['not on a child that is not the head', people(['户主', '19750101'], ['之子', '20011121']), 'none'],
  ['not where the relation cannot be read', people(['戶長', '20011121'], ['之母', '19750101']), 'none'],
])

it('ages are told by the year of birth, so that a birthday changes nothing', () => {
  const detail = (asOf: string) => leadsOf('P54', born('19100301'), context({ asOf }))[0]?.detail
  expect([detail('2017-02-28'), detail('2017-03-01')]).toEqual([
    '1910 年出生（超过 100 岁）',
    '1910 年出生（超过 100 岁）',
  ])
})
