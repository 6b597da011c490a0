import { describe, expect, it } from 'vitest'
import { SCHOOLINGS } from '../../../connectors/register/code-sets.ts'
import { type Cells, context, household, idOf, leadsOf, member, orphans } from '../rules/dossier.ts'
import { born, person } from './person.ts'
import { quality, saidOf } from './table.ts'

quality('P04', [
  ['fires on 非在校生 without an education', person({ 在校生状况: '非在校生' }), 'error'],
  ['not with one', person({ 在校生状况: '01', 文化程度: '文盲或半文盲' }), 'none'],
  ['not where the education cannot be read', person({ 在校生状况: '01', 文化程度: '私塾' }), 'none'],
  ['not on a pupil', person({ 在校生状况: '小学' }), 'none'],
  ['not where the school status is empty', person(), 'none'],
  [
    'does not conclude without the column',
    person({ 在校生状况: '非在校生' }, { without: ['文化程度'] }),
    'no column',
  ],
])

quality('P23', [
  ['fires where both are filled', person({ 文化程度: '小学', 在校生状况: '七年级' }), 'error'],
  ['fires where both are empty', person(), 'error'],
  ['fires on nothing beside 非在校生', person({ 在校生状况: '非在校生' }), 'error'],
  ['fires on nothing beside 学龄前儿童', person({ 在校生状况: '学龄前儿童' }), 'error'],
  ['fires on a school that cannot be read', person({ 文化程度: '小学', 在校生状况: '夜校' }), 'error'],
  ['fires on an education that cannot be read', person({ 文化程度: '私塾', 在校生状况: '小学' }), 'error'],
  ['not on an education alone', person({ 文化程度: '小学' }), 'none'],
  ['not beside 非在校生', person({ 文化程度: '小学', 在校生状况: '非在校生' }), 'none'],
  ['not on a pupil alone', person({ 在校生状况: '七年级' }), 'none'],
  ['not on 学龄前儿童 in preschool', person({ 文化程度: '学龄前儿童', 在校生状况: '学前教育' }), 'none'],
  ['not on 学龄前儿童 at home', person({ 文化程度: '学龄前儿童', 在校生状况: '非在校生' }), 'none'],
  ['does not conclude without the column', person({}, { without: ['在校生状况'] }), 'no column'],
])

const OUT: Cells = { 在校生状况: '非在校生', 健康状况: '健康' }
const undefinedParameter = (name: string) =>
  context({ parameters: { [`quality.person.${name}`]: undefined } })

quality('P36', [
  ['fires on a student of 31', born('19861120', { 在校生状况: '大专及以上' }), 'suspected'],
  ['not the day before', born('19861121', { 在校生状况: '大专及以上' }), 'none'],
  ['not on 非在校生', born('19700101', { 在校生状况: '非在校生' }), 'none'],
  ['not where the school cannot be read', born('19700101', { 在校生状况: '夜校' }), 'none'],
  ['not where the age is not known', person({ 在校生状况: '小学' }, { key: '' }), 'none'],
  [
    'does not conclude without the parameter',
    born('19860101', { 在校生状况: '小学' }),
    'no parameter',
    undefinedParameter('studentToAge'),
  ],
])

quality('P37', [
  ['fires on a child of 6', born('20111120', OUT), 'suspected'],
  ['fires on one of 14', born('20021121', OUT), 'suspected'],
  ['fires with a chronic disease', born('20051120', { ...OUT, 健康状况: '长期慢性病' }), 'suspected'],
  [
    'fires on a child without a valid number',
    person({ ...OUT, 出生日期: '2007-01-01' }, { key: '' }),
    'suspected',
  ],
  ['fires on an orphan member', orphans(member({ key: idOf('20071120'), cells: OUT })), 'suspected'],
  ['not on one of 5', born('20111121', OUT), 'none'],
  ['not on one of 15', born('20021120', OUT), 'none'],
  ['not at school', born('20071120', { ...OUT, 在校生状况: '小学' }), 'none'],
  ['not with an empty school status, which P05 raises', born('20071120', { 健康状况: '健康' }), 'none'],
  ['not on a disabled child', born('20071120', { ...OUT, 健康状况: '长期慢性病、残疾' }), 'none'],
  ['not on a seriously ill one', born('20071120', { ...OUT, 健康状况: '患有大病' }), 'none'],
  ['not where the health is empty', born('20071120', { ...OUT, 健康状况: '' }), 'none'],
  ['not where the health cannot be read', born('20071120', { ...OUT, 健康状况: '尚可' }), 'none'],
  [
    'not in a household proposed for exit, where T06 speaks',
    household({ cells: { 拟退出: '是' }, members: [member({ key: idOf('20071120'), cells: OUT })] }),
    'none',
  ],
  [
    'not in one out this year',
    household({
      cells: { 脱贫属性: '已脱贫', 脱贫年度: '2017' },
      members: [member({ key: idOf('20071120'), cells: OUT })],
    }),
    'none',
  ],
  [
    'fires in one out since last year',
    household({
      cells: { 脱贫属性: '已脱贫', 脱贫年度: '2016' },
      members: [member({ key: idOf('20071120'), cells: OUT })],
    }),
    'suspected',
  ],
])

it('P37 shows the health as it was written', () => {
  expect(leadsOf('P37', born('20071120', { ...OUT, 健康状况: '01,02' }))[0]?.detail).toBe(
    '2007 年出生（满 6 岁、不超过 14 岁），非在校生，健康状况 01,02',
  )
})

quality('P38', [
  ['fires on a child of 13', born('20031121', { 在校生状况: '高一' }), 'error'],
  ['fires on one in college', born('20031121', { 在校生状况: '16' }), 'error'],
  ['not on one of 14', born('20031120', { 在校生状况: '高一' }), 'none'],
  ['not below senior secondary school', born('20031121', { 在校生状况: '九年级' }), 'none'],
  ['not where the school cannot be read', born('20101121', { 在校生状况: '高中部' }), 'none'],
])

quality('P39', [
  ['fires at 17 in primary school', born('20001120', { 在校生状况: '小学' }), 'suspected'],
  ['fires at 17 in preschool', born('20001120', { 在校生状况: '学前教育' }), 'suspected'],
  ['fires at 17 as 学龄前儿童', born('20001120', { 在校生状况: '学龄前儿童' }), 'suspected'],
  ['not at 16', born('20001121', { 在校生状况: '小学' }), 'none'],
  ['not at 17 in the seventh grade', born('20001120', { 在校生状况: '七年级' }), 'none'],
  ['not at 17 where the school status is empty', born('20001120'), 'none'],
])

/** The birth date of a person whose birthday of that age is the day of the comparison. */
const aged = (age: number): string => `${2017 - age}1120`
const USUAL: readonly (readonly [school: string, from: number | null, to: number | null])[] = [
  ['学前教育', null, 6],
  ['学龄前儿童', null, 6],
  ['小学', 6, 14],
  ['七年级', 12, 17],
  ['九年级', 12, 17],
  ['高一', 15, 20],
  ['中职三', 15, 20],
  ['高职一', 18, null],
  ['大专及以上', 18, null],
  ['硕士研究生及以上', 20, null],
]
describe('P40', () => {
  it.each(USUAL)('%s is usual from %s to %s', (school, from, to) => {
    const fires = (age: number) =>
      saidOf('P40', born(aged(age), { 在校生状况: school })).includes('suspected')
    const usual = Array.from({ length: 60 }, (_, age) => age).filter(age => !fires(age))
    expect([usual[0], usual.at(-1)]).toEqual([from ?? 0, to ?? 59])
  })
  it('says nothing of who is at no school', () => {
    expect(saidOf('P40', born(aged(50), { 在校生状况: '非在校生' }))).toEqual(['none'])
  })
  it('knows all kinds of school', () => {
    const silent = SCHOOLINGS.filter(school =>
      [1, 50].every(age => saidOf('P40', born(aged(age), { 在校生状况: school })).includes('none')),
    )
    expect(silent).toEqual(['非在校生'])
  })
  it('shows the year of birth, which stays, and the bound', () => {
    expect(leadsOf('P40', born('20021119', { 在校生状况: '小学' }))[0]?.detail).toBe(
      '2002 年出生（超过 14 岁），在校生状况 小学',
    )
  })
})
quality('P40', [
  ['fires on the day of the fifteenth birthday', born('20021120', { 在校生状况: '小学' }), 'suspected'],
  ['not on the day before', born('20021121', { 在校生状况: '小学' }), 'none'],
  ['not where the school cannot be read', born('20021120', { 在校生状况: '夜校' }), 'none'],
  [
    'fires by the bound that the policy has',
    born('20021120', { 在校生状况: '小学' }),
    'suspected',
    undefinedParameter('primaryFromAge'),
  ],
  [
    'does not conclude where the other decides',
    born('20071120', { 在校生状况: '小学' }),
    'no parameter',
    undefinedParameter('primaryFromAge'),
  ],
])

quality('P41', [
  ['fires at 16', born('20011120', { 文化程度: '小学' }), 'suspected'],
  ['fires at 22', born('19941121', { 文化程度: '文盲或半文盲' }), 'suspected'],
  ['fires on 学龄前儿童', born('20001120', { 文化程度: '学龄前儿童' }), 'suspected'],
  ['not at 15', born('20011121', { 文化程度: '小学' }), 'none'],
  ['not at 23', born('19941120', { 文化程度: '小学' }), 'none'],
  ['not with 初中', born('20001120', { 文化程度: '初中' }), 'none'],
  ['not where the education is empty', born('20001120'), 'none'],
  ['not where it cannot be read', born('20001120', { 文化程度: '私塾' }), 'none'],
])
