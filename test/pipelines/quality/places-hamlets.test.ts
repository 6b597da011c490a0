import { expect, it } from 'vitest'
import { type Cells, context, hamlet, leadsOf, totals, VILLAGE, villageOf } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Cells, registered = totals()) => villageOf({ hamlets: [hamlet(cells, registered)] })
const coded = (last: string, cells: Cells = {}) => hamlet({ 编码: `${VILLAGE}${last}`, ...cells })
const NO_VILLAGES = context({ tables: ['households', 'members', 'hamlets'] })
const NO_HAMLETS = context({ tables: ['households', 'members', 'villages'] })

quality('N01', [
  ['fires where the village is not in the table', villageOf({ rows: [], hamlets: [coded('001')] }), 'error'],
  ['fires where another village is named', of({ 所属行政村: '小村' }), 'error'],
  ['not where its own is, with a space in it', of({ 所属行政村: '大 村' }), 'none'],
  ['not where none is named', of({}), 'none'],
  [
    'not where either name of a repeated code is meant',
    villageOf({ rows: [{}, { 行政村: '小村' }], hamlets: [coded('001', { 所属行政村: '小村' })] }),
    'none',
  ],
  ['fires where the code is repeated', villageOf({ hamlets: [coded('001'), coded('001')] }), 'error'],
  ['not on another code', villageOf({ hamlets: [coded('001'), coded('002')] }), 'none'],
  ['does not conclude where no villages were given', of({}), 'no table', NO_VILLAGES],
  [
    'sees the repeated code all the same',
    villageOf({ hamlets: [coded('001'), coded('001')] }),
    'error',
    NO_VILLAGES,
  ],
])

quality('N02', [
  ['fires on 0 people', of({ 总户数: '3', 总人口: '0' }), 'error'],
  ['fires on 0 households', of({ 总户数: '0', 总人口: '3' }), 'error'],
  ['fires where one is missing', of({ 总户数: '3' }), 'error'],
  ['not on a single one', of({ 总户数: '1', 总人口: '1' }), 'none'],
  ['not where it cannot be read', of({ 总户数: '一户', 总人口: '1' }), 'none'],
])

const TWO = [coded('001', { 总户数: '3' }), coded('002', { 总户数: '4' })]
const whole = (households: string, hamlets = TWO) => villageOf({ rows: [{ 总户数: households }], hamlets })
quality('N03', [
  ['fires on one more', whole('8'), 'suspected'],
  ['fires on one fewer', whole('6'), 'suspected'],
  ['not where they add up', whole('7'), 'none'],
  ['not where one of them is missing', whole('8', [...TWO, coded('003')]), 'none'],
  ['not where one cannot be read', whole('8', [...TWO, coded('003', { 总户数: '一户' })]), 'none'],
  ['not where the village says nothing', villageOf({ hamlets: TWO }), 'none'],
  ['not on a village without hamlets', whole('8', []), 'none'],
  ['does not conclude where no hamlets were given', whole('8', []), 'no table', NO_HAMLETS],
])

it('N03 is one lead, about the village, and rests on all its hamlets', () => {
  expect(leadsOf('N03', whole('8')).map(({ subject, evidence }) => [subject, evidence.length])).toEqual([
    [VILLAGE, 3],
  ])
})

quality('N04', [
  ['fires on more 贫困户 than households', of({ 贫困户数: '4', 总户数: '3' }), 'error'],
  ['fires on more 贫困人口 than people', of({ 贫困人口: '11', 总人口: '10' }), 'error'],
  ['not on as many', of({ 贫困户数: '3', 总户数: '3', 贫困人口: '10', 总人口: '10' }), 'none'],
  ['not where the total is missing', of({ 贫困户数: '4' }), 'none'],
])

quality('N05', [
  ['fires on more than are registered', of({ 贫困户数: '3' }, totals({ households: 2 })), 'error'],
  ['fires on 0 where some are', of({ 贫困户数: '0' }, totals({ households: 2 })), 'error'],
  ['not on as many', of({ 贫困户数: '2' }, totals({ households: 2 })), 'none'],
  ['not where nothing is written', of({}, totals({ households: 2 })), 'none'],
])

const ROAD = '是否通(沥青/水泥)路'
quality('N06', [
  ['fires where it is not paved over 0 km', of({ [ROAD]: '否', 未通里程: '0' }), 'error'],
  ['fires where it is, and not over 2', of({ [ROAD]: '是', 未通里程: '2' }), 'error'],
  ['not where it is not over 2', of({ [ROAD]: '否', 未通里程: '2' }), 'none'],
  ['not where all is paved', of({ [ROAD]: '是', 未通里程: '0' }), 'none'],
  ['not where no length is written', of({ [ROAD]: '否' }), 'none'],
  ['not where only a length is written', of({ 未通里程: '0' }), 'none'],
])

quality('N07', [
  ['fires beyond 30 km', of({ 距行政村里程: '30.1' }), 'suspected'],
  ['not on 30', of({ 距行政村里程: '30' }), 'none'],
  ['not where nothing is written', of({}), 'none'],
  [
    'does not conclude without a limit',
    of({ 距行政村里程: '2' }),
    'no parameter',
    context({ parameters: { 'quality.hamlet.villageDistance': undefined } }),
  ],
])

quality('N08', [
  ['fires on more than there are', of({ 未实现饮水安全户数: '4', 总户数: '3' }), 'error'],
  ['not on as many', of({ 未实现饮水安全户数: '3', 总户数: '3' }), 'none'],
  ['not where the total is missing', of({ 未实现饮水安全户数: '4' }), 'none'],
])

quality('N09', [
  ['fires on power for production alone', of({ 是否通电: '否', 是否通生产用电: '是' }), 'error'],
  ['not where there is neither', of({ 是否通电: '否', 是否通生产用电: '否' }), 'none'],
  ['not where 通电 is empty', of({ 是否通生产用电: '是' }), 'none'],
])

quality('N10', [
  ['fires on one household', of({ 未实现饮水安全户数: '0' }, totals({ unsafeWater: 1 })), 'suspected'],
  ['not where the hamlet knows of one', of({ 未实现饮水安全户数: '1' }, totals({ unsafeWater: 2 })), 'none'],
  ['not where nothing is written', of({}, totals({ unsafeWater: 1 })), 'none'],
  ['not where all say it is safe', of({ 未实现饮水安全户数: '0' }), 'none'],
])

quality('N11', [
  ['fires without a name', of({ 自然村名称: '' }), 'suspected'],
  ['fires on a number', of({ 自然村名称: '1组' }), 'suspected'],
  ['fires on a Chinese one', of({ 自然村名称: '第十二村民小组' }), 'suspected'],
  ['fires on full-width digits', of({ 自然村名称: '３ 社' }), 'suspected'],
  ['not on a name that ends like one', of({ 自然村名称: '大河组' }), 'none'],
  [
    'not on a name of its own',
    villageOf({ hamlets: [coded('001', { 自然村名称: '上村' }), coded('002', { 自然村名称: '下村' })] }),
    'none',
  ],
])

it('N11 looks at both of two hamlets of one name, and shows no whole code', () => {
  const twins = [coded('001', { 自然村名称: '上村' }), coded('002', { 自然村名称: '上 村' })]
  const leads = leadsOf('N11', villageOf({ hamlets: [...twins, coded('003', { 自然村名称: '下村' })] }))
  expect(leads.map(({ subject }) => subject)).toEqual([`${VILLAGE}001`, `${VILLAGE}002`])
  expect(leads.filter(({ detail }) => /\d{15}/.test(detail))).toEqual([])
})

const people = (minority: number, nationStated: number) => totals({ minority, nationStated })
quality('N12', [
  ['fires on 是 with fewer than half', of({ 少数民族聚居: '是' }, people(4, 9)), 'suspected'],
  ['fires on 否 with more than half', of({ 少数民族聚居: '否' }, people(5, 9)), 'suspected'],
  ['not on 是 with half', of({ 少数民族聚居: '是' }, people(5, 10)), 'none'],
  ['not on 否 with half', of({ 少数民族聚居: '否' }, people(5, 10)), 'none'],
  ['not where nobody states one', of({ 少数民族聚居: '是' }), 'none'],
  ['not where nothing is written', of({}, people(9, 9)), 'none'],
])
