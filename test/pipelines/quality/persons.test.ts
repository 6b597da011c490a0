import { describe, expect, it } from 'vitest'
import { PERSON_RULES } from '../../../pipelines/quality/persons/index.ts'
import { household, leadsOf, member, orphans } from '../rules/dossier.ts'
import { person } from './person.ts'
import { quality, saidOf } from './table.ts'

describe('rules about persons', () => {
  it('are P01 to P57, in that order', () => {
    const ids = Array.from({ length: 57 }, (_, at) => `P${String(at + 1).padStart(2, '0')}`)
    expect(PERSON_RULES.map(({ id }) => id)).toEqual(ids)
  })
  it('speak of orphan members too', () => {
    expect(saidOf('P02', orphans(member()))).toEqual(['error'])
  })
  it('name the 人编号 as the subject, and the text of the cell where there is no valid number', () => {
    const lead = leadsOf('P02', person({ 人编号: '530129000101' }, { key: '', idText: '53012919' }))[0]
    expect([lead?.subject, lead?.idNumber]).toEqual(['530129000101', '53012919'])
  })
  it('raise nothing on an empty household', () => {
    const empty = household({ members: [] })
    expect(PERSON_RULES.filter(({ id }) => saidOf(id, empty).join() !== 'none')).toEqual([])
  })
})

quality('P01', [
  ['fires where 性别 is empty', household({ members: [member({ cells: { 性别: '' } })] }), 'error'],
  [
    'fires where it is said to be not known',
    household({ members: [member({ cells: { 性别: '0' } })] }),
    'error',
  ],
  ['fires on a member without a valid ID', household({ members: [member({ key: '' })] }), 'error'],
  ['not where it is written', household({ members: [member({ cells: { 性别: '女' } })] }), 'none'],
  [
    'does not conclude without the column',
    household({ members: [member({ without: ['性别'] })] }),
    'no column',
  ],
])

/** Rules that say no more than that a cell is empty: its header, something that stands there, something unreadable. */
const BLANKS: readonly (readonly [id: string, header: string, value: string, strange: string])[] = [
  ['P02', '与户主关系', '02', '房东'],
  ['P03', '民族', '彝族', '某族'],
  ['P05', '在校生状况', '非在校生', '夜校'],
  ['P06', '健康状况', '健康', '尚可'],
  ['P07', '劳动技能', '普通劳动力', '很强'],
  ['P08', '现役军人', '否', '退役'],
  ['P09', '大病保险', '否', '办理中'],
  ['P10', '是否享受低保', '否', '申请中'],
]
for (const [id, header, value, strange] of BLANKS)
  quality(id, [
    [`fires where ${header} is empty`, person({ [header]: '' }), 'error'],
    ['fires where it says that there is none', person({ [header]: '不详' }), 'error'],
    ['not where it is written', person({ [header]: value }), 'none'],
    ['not where something stands that cannot be read', person({ [header]: strange }), 'none'],
    ['does not conclude without the column', person({}, { without: [header] }), 'no column'],
  ])
