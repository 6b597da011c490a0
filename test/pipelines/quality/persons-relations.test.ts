import { describe, expect, it } from 'vitest'
import { RELATIONS } from '../../../connectors/register/code-sets.ts'
import { type Cells, context, household, idOf, leadsOf, member, orphans } from '../rules/dossier.ts'
import { person } from './person.ts'
import { quality, saidOf } from './table.ts'

quality('P19', [
  ['fires on a female son', person({ 与户主关系: '之子', 性别: '女' }), 'error'],
  ['fires on a male mother', person({ 与户主关系: '12', 性别: '男' }), 'error'],
  ['fires on a later relation', person({ 与户主关系: '之侄儿', 性别: '女' }), 'error'],
  ['not on a son', person({ 与户主关系: '之子', 性别: '男' }), 'none'],
  ['not on a daughter', person({ 与户主关系: '之女', 性别: '女' }), 'none'],
  ['not on a spouse, of either sex', person({ 与户主关系: '配偶', 性别: '女' }), 'none'],
  ['not where 性别 is empty', person({ 与户主关系: '之子', 性别: '' }), 'none'],
  ['not where 性别 cannot be read', person({ 与户主关系: '之子', 性别: '儿' }), 'none'],
  ['not where the relation cannot be read', person({ 与户主关系: '儿子们', 性别: '女' }), 'none'],
])
it('P19 knows the sex that each relation implies', () => {
  const wrong = (sex: string) =>
    RELATIONS.filter(relation => saidOf('P19', person({ 与户主关系: relation, 性别: sex })).includes('error'))
  expect(wrong('女').join(' ')).toBe(
    '之子 之女婿 之孙子 之外孙子 之父 之岳父 之公公 之祖父 之外祖父 之曾孙子 之侄儿 之叔伯',
  )
  expect(wrong('男').join(' ')).toBe(
    '之女 之儿媳 之孙女 之外孙女 之母 之岳母 之婆婆 之祖母 之外祖母 之曾孙女 之侄女 之兄弟媳妇',
  )
})

/** A head and a relative. */
const couple = (head: Cells, other: Cells) => [
  member({ cells: { 与户主关系: '本人或户主', ...head } }),
  member({ key: idOf('19720101', '124'), cells: { 人编号: '02', 与户主关系: '配偶', ...other } }),
]

quality('P20', [
  ['fires on two men', household({ members: couple({ 性别: '男' }, { 性别: '男' }) }), 'error'],
  ['fires in an orphan household', orphans(...couple({ 性别: '女' }, { 性别: '女' })), 'error'],
  ['not on man and woman', household({ members: couple({ 性别: '男' }, { 性别: '女' }) }), 'none'],
  ['not where the head’s is empty', household({ members: couple({ 性别: '' }, { 性别: '女' }) }), 'none'],
  ['not where both are empty', household({ members: couple({ 性别: '' }, { 性别: '' }) }), 'none'],
  ['not where both cannot be read', household({ members: couple({ 性别: '妇' }, { 性别: '妇' }) }), 'none'],
  ['not without a head', person({ 与户主关系: '配偶', 性别: '女' }), 'none'],
  [
    'not on another relative',
    household({ members: couple({ 性别: '男' }, { 性别: '男', 与户主关系: '之子' }) }),
    'none',
  ],
])
it('P20 is about the spouse and rests on both rows', () => {
  const leads = leadsOf('P20', household({ members: couple({ 性别: '男' }, { 性别: '男' }) }))
  expect(leads.map(({ subject, evidence }) => [subject, evidence.length])).toEqual([['02', 2]])
})

quality('P21', [
  ['fires on a relation outside the set', person({ 与户主关系: '房东' }), 'error'],
  ['fires on a code outside it', person({ 与户主关系: '22' }), 'error'],
  ['fires where it is empty', person(), 'error'],
  ['not on a label', person({ 与户主关系: '之外孙女' }), 'none'],
  ['not on a code without its zero', person({ 与户主关系: '1' }), 'none'],
  ['not on a later relation', person({ 与户主关系: '之兄弟媳妇' }), 'none'],
  ['does not conclude without the column', person({}, { without: ['与户主关系'] }), 'no column'],
])

const SETS: Cells = { 文化程度: '小学', 在校生状况: '非在校生', 劳动技能: '普通劳动力' }
quality('P22', [
  ['fires on an education outside the set', person({ ...SETS, 文化程度: '私塾' }), 'error'],
  ['fires on a school status outside it', person({ ...SETS, 在校生状况: '夜校' }), 'error'],
  ['fires on a labour skill outside it', person({ ...SETS, 劳动技能: '强' }), 'error'],
  ['fires where the labour skill is empty', person({ ...SETS, 劳动技能: '' }), 'error'],
  ['not where all are of their sets', person(SETS), 'none'],
  ['not on an empty education or school status', person({ 劳动技能: '4' }), 'none'],
  ['not on the half labour of 2018', person({ 劳动技能: '弱劳动力或半劳动力' }), 'none'],
  ['does not conclude without the column', person({}, { without: ['劳动技能'] }), 'no column'],
  [
    'fires on another of them without that column',
    person({ 文化程度: '私塾' }, { without: ['劳动技能'] }),
    'error',
  ],
])
it('P22 says everything that is wrong in one lead', () => {
  const [lead, ...others] = leadsOf('P22', person({ 文化程度: '私塾', 在校生状况: '夜校' }))
  expect([lead?.detail, others]).toEqual([
    '文化程度 「私塾」（无法识别），在校生状况 「夜校」（无法识别），劳动技能 未填，不在代码表中',
    [],
  ])
})

quality('P24', [
  ['fires on a status outside the set', person({ 政治面貌: '村民' }), 'suspected'],
  ['fires where it is empty', person(), 'suspected'],
  ['not on a label', person({ 政治面貌: '群众' }), 'none'],
  ['not on a code', person({ 政治面貌: '13' }), 'none'],
  ['not on a shorter name of 12', person({ 政治面貌: '无党派' }), 'none'],
  ['does not conclude without the column', person({}, { without: ['政治面貌'] }), 'no column'],
])

type Relative = readonly [relation: string, birth: string, sex: '男' | '女' | '']
const family = (...relatives: readonly Relative[]) =>
  household({
    members: relatives.map(([与户主关系, birth, 性别], at) =>
      member({
        key: '',
        idText: '',
        cells: { 人编号: `0${at + 1}`, 与户主关系, 出生日期: birth, 性别 },
      }),
    ),
  })
const without = (name: string) => context({ parameters: { [`quality.person.${name}`]: undefined } })
const FATHER: Relative = ['户主', '1970-06-15', '男']
const MOTHER: Relative = ['户主', '1970-06-15', '女']

quality('P55', [
  ['fires on a mother of 13', family(MOTHER, ['之子', '1984-06-14', '男']), 'suspected'],
  ['not on one of 14 on the day', family(MOTHER, ['之子', '1984-06-15', '男']), 'none'],
  ['fires on a mother of 56', family(MOTHER, ['之女', '2026-06-15', '女']), 'suspected'],
  ['not on one of 55', family(MOTHER, ['之女', '2026-06-14', '女']), 'none'],
  ['fires on a father of 14', family(FATHER, ['之女', '1985-06-14', '女']), 'suspected'],
  ['not on one of 15', family(FATHER, ['之女', '1985-06-15', '女']), 'none'],
  [
    'fires on a father of 81',
    family(['户主', '1920-01-01', '男'], ['之子', '2001-01-01', '男']),
    'suspected',
  ],
  ['not on one of 80', family(['户主', '1920-01-02', '男'], ['之子', '2001-01-01', '男']), 'none'],
  ['fires on the head’s mother', family(FATHER, ['之母', '1957-01-01', '女']), 'suspected'],
  ['not on one older', family(FATHER, ['之母', '1950-01-01', '女']), 'none'],
  [
    'fires on the spouse of the head, as a mother',
    family(FATHER, ['配偶', '1980-01-01', '女'], ['之子', '1993-01-01', '男']),
    'suspected',
  ],
  [
    'not on the sister of the head',
    family(FATHER, ['其他', '1980-01-01', '女'], ['之子', '1993-01-01', '男']),
    'none',
  ],
  [
    'fires on the father-in-law, beside the spouse',
    family(FATHER, ['配偶', '1970-01-01', '女'], ['之岳父', '1956-01-01', '男']),
    'suspected',
  ],
  ['not on a father-in-law beside the head alone', family(FATHER, ['之岳父', '1969-01-01', '男']), 'none'],
  ['fires on a grandparent of 29', family(FATHER, ['之孙女', '2000-06-14', '女']), 'suspected'],
  ['not on one of 30', family(FATHER, ['之孙女', '2000-06-15', '女']), 'none'],
  ['fires on a grandfather of the head', family(FATHER, ['之祖父', '1941-01-01', '男']), 'suspected'],
  [
    'fires on a father whom only the relation calls so',
    family(FATHER, ['之父', '1960-01-01', '']),
    'suspected',
  ],
  [
    'fires on a mother whom only the relation calls so',
    family(FATHER, ['之母', '1957-01-01', '']),
    'suspected',
  ],
  ['not on a mother of 14 by it', family(FATHER, ['之母', '1956-06-15', '']), 'none'],
  ['not on an old one', family(FATHER, ['之祖父', '1920-01-01', '男']), 'none'],
  ['fires on spouses 26 years apart', family(FATHER, ['配偶', '1996-06-15', '女']), 'suspected'],
  ['fires on them where the spouse is older', family(FATHER, ['配偶', '1944-06-15', '女']), 'suspected'],
  ['not on 25 years and a day less than 26', family(FATHER, ['配偶', '1996-06-14', '女']), 'none'],
  [
    'fires on a child older than a head of unknown sex',
    family(['户主', '1970-06-15', ''], ['之子', '1970-06-14', '男']),
    'suspected',
  ],
  ['not on a younger one', family(['户主', '1970-06-15', ''], ['之子', '1971-06-14', '男']), 'none'],
  ['not where a birth date is missing', family(['户主', '', '女'], ['之子', '1984-06-14', '男']), 'none'],
  ['not where one cannot be read', family(['户主', '七零年', '女'], ['之子', '1984-06-14', '男']), 'none'],
  ['not on a daughter-in-law', family(MOTHER, ['之儿媳', '1970-06-15', '女']), 'none'],
  ['not on a relative without a birth date', family(MOTHER, ['之子', '', '男']), 'none'],
  [
    'does not conclude where the policy lacks a bound that could decide',
    family(MOTHER, ['之子', '2000-01-01', '男']),
    'no parameter',
    without('motherToAge'),
  ],
  [
    'fires by the bound that it has',
    family(MOTHER, ['之子', '1984-06-14', '男']),
    'suspected',
    without('motherToAge'),
  ],
  [
    'needs no bound of fathers for a mother',
    family(MOTHER, ['之子', '2000-01-01', '男']),
    'none',
    without('fatherFromAge'),
  ],
  [
    'needs none to see that a child is older',
    family(MOTHER, ['之子', '1970-06-14', '男']),
    'suspected',
    without('motherFromAge'),
  ],
])
describe('P55', () => {
  it('takes births and sex from the ID number where there is a valid one', () => {
    const head = member({ key: idOf('19700615', '124'), cells: { 与户主关系: '户主' } })
    const son = member({ key: idOf('19840614'), cells: { 与户主关系: '之子', 出生日期: '1995-01-01' } })
    expect(leadsOf('P55', household({ members: [head, son] })).map(({ detail }) => detail)).toEqual([
      '之子（1984 年出生）与户主（1970 年出生）相差 13 岁，少于 14 岁',
    ])
  })
  it('is one lead about the child, with the rows of both parents', () => {
    const son: Relative = ['之子', '1971-01-01', '男']
    const leads = leadsOf('P55', family(FATHER, ['配偶', '1972-01-01', '女'], son))
    expect(leads.map(({ subject, detail, evidence }) => [subject, detail, evidence.length])).toEqual([
      [
        '03',
        '之子（1971 年出生）与户主配偶（1972 年出生）长幼颠倒；之子（1971 年出生）与户主（1970 年出生）相差 0 岁，少于 15 岁',
        3,
      ],
    ])
  })
})
