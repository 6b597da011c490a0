import { expect, it } from 'vitest'
import { type Cells, context, hamlet, leadsOf, totals, VILLAGE, villageOf } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Cells, registered = totals()) => villageOf({ rows: [cells], registered })
const without = (...headers: readonly string[]) => villageOf({ without: headers })

quality('V01', [
  ['fires on 0 households', of({ 总户数: '0' }), 'error'],
  ['fires where nothing is written', of({}), 'error'],
  ['not on one', of({ 总户数: '1' }), 'none'],
  ['not where it cannot be read', of({ 总户数: '三百' }), 'none'],
  ['does not conclude without the column', without('总户数'), 'no column'],
])

quality('V02', [
  ['fires on 0 people', of({ 总人口数: '0' }), 'error'],
  ['not on one', of({ 总人口数: '1' }), 'none'],
  ['not where nothing is written', of({}), 'none'],
])

quality('V03', [
  ['fires on fewer people than households', of({ 总户数: '100', 总人口数: '99' }), 'suspected'],
  ['fires on fewer than 1.5 a household', of({ 总户数: '100', 总人口数: '149' }), 'suspected'],
  ['not on 1.5', of({ 总户数: '100', 总人口数: '150' }), 'none'],
  ['not on 7', of({ 总户数: '100', 总人口数: '700' }), 'none'],
  ['fires on more than 7', of({ 总户数: '100', 总人口数: '701' }), 'suspected'],
  ['not where there are no households', of({ 总户数: '0', 总人口数: '10' }), 'none'],
  ['not where one is missing', of({ 总户数: '100' }), 'none'],
  [
    'does not conclude without limits',
    of({ 总户数: '100', 总人口数: '300' }),
    'no parameter',
    context({ parameters: { 'quality.village.mostPerHousehold': undefined } }),
  ],
  [
    'fires below one limit where the other is unknown',
    of({ 总户数: '100', 总人口数: '149' }),
    'suspected',
    context({ parameters: { 'quality.village.mostPerHousehold': undefined } }),
  ],
])

const THREE = totals({ households: 3, members: 10 })
quality('V04', [
  ['fires on another number of households', of({ 贫困户数: '4', 贫困人口: '10' }, THREE), 'error'],
  ['fires on another number of people', of({ 贫困户数: '3', 贫困人口: '9' }, THREE), 'error'],
  ['fires on 0 where some are registered', of({ 贫困户数: '0' }, THREE), 'error'],
  ['not where both agree', of({ 贫困户数: '3', 贫困人口: '10' }, THREE), 'none'],
  ['not where nothing is written', of({}, THREE), 'none'],
  ['not where it cannot be read', of({ 贫困户数: '三户' }, THREE), 'none'],
])

quality('V05', [
  ['fires on more 贫困户 than households', of({ 贫困户数: '11', 总户数: '10' }), 'error'],
  ['fires on more 贫困人口 than people', of({ 贫困人口: '31', 总人口数: '30' }), 'error'],
  ['fires on more 乡村人口 than people', of({ 乡村人口: '31', 总人口数: '30' }), 'error'],
  [
    'not on as many',
    of({ 贫困户数: '10', 总户数: '10', 贫困人口: '30', 乡村人口: '30', 总人口数: '30' }),
    'none',
  ],
  ['not where the total is missing', of({ 贫困户数: '11' }), 'none'],
])

const DELISTED = { 是否出列: '是' }
quality('V06', [
  ['fires on a delisted village without 低保人口数', of({ ...DELISTED, 低保户数: '3' }), 'error'],
  ['fires on one without 低保户数', of({ ...DELISTED, 低保人口数: '3' }), 'error'],
  ['not on 0', of({ ...DELISTED, 低保户数: '0', 低保人口数: '0' }), 'none'],
  ['not on a village that stays on the list', of({ 是否出列: '否' }), 'none'],
  ['not where 是否出列 is empty', of({}), 'none'],
  [
    'does not conclude without the columns',
    villageOf({ rows: [DELISTED], without: ['低保户数', '低保人口数'] }),
    'no column',
  ],
])

const POOR = { 低保贫困户数: '3', 五保贫困户数: '2' }
quality('V07', [
  ['fires on more than 低保户', of({ ...POOR, 低保户数: '2' }), 'error'],
  ['fires on more than 贫困户', of({ ...POOR, 贫困户数: '2' }), 'error'],
  ['fires on more 五保 than 特困供养户', of({ ...POOR, 特困供养户数: '1' }), 'error'],
  ['not on as many', of({ ...POOR, 低保户数: '3', 特困供养户数: '2', 贫困户数: '3' }), 'none'],
  ['not where nothing else is written', of(POOR), 'none'],
])

const KINDS = { 一般贫困户数: '5', 低保贫困户数: '3', 五保贫困户数: '2' }
quality('V08', [
  ['fires on a sum that is short', of({ ...KINDS, 贫困户数: '11' }), 'error'],
  ['fires on a sum that is over', of({ ...KINDS, 贫困户数: '9' }), 'error'],
  ['not where it agrees', of({ ...KINDS, 贫困户数: '10' }), 'none'],
  ['not where one kind is missing', of({ 一般贫困户数: '5', 低保贫困户数: '3', 贫困户数: '10' }), 'none'],
])

quality('V09', [
  ['fires without 残疾人口数', of({ 特困供养人口数: '2' }), 'error'],
  ['fires without 特困供养人口数', of({ 残疾人口数: '2' }), 'error'],
  ['not on 0', of({ 特困供养人口数: '0', 残疾人口数: '0' }), 'none'],
  [
    'says what the file can say',
    villageOf({ rows: [{ 特困供养人口数: '0' }], without: ['残疾人口数'] }),
    'no column',
  ],
])

quality('V10', [
  ['fires on fewer than are registered', of({ 残疾人口数: '4' }, totals({ disabled: 5 })), 'error'],
  ['not on as many', of({ 残疾人口数: '5' }, totals({ disabled: 5 })), 'none'],
  ['not where nothing is written', of({}, totals({ disabled: 5 })), 'none'],
])

quality('V11', [
  ['fires on too many without safe water', of({ 未实现饮水安全户数: '11', 总户数: '10' }), 'error'],
  ['fires on too many 危房户', of({ 危房户数: '11', 总户数: '10' }), 'error'],
  [
    'fires on too many of both together',
    of({ 未实现饮水安全户数: '6', 危房户数: '5', 总户数: '10' }),
    'error',
  ],
  ['not on as many', of({ 未实现饮水安全户数: '5', 危房户数: '5', 总户数: '10' }), 'none'],
  [
    'not together where one cannot be read',
    of({ 未实现饮水安全户数: '6', 危房户数: '五户', 总户数: '10' }),
    'none',
  ],
])

quality('V12', [
  ['fires on fewer than are registered', of({ 危房户数: '1' }, totals({ dilapidated: 2 })), 'error'],
  ['not on as many', of({ 危房户数: '2' }, totals({ dilapidated: 2 })), 'none'],
  ['not where nothing is written', of({}, totals({ dilapidated: 2 })), 'none'],
])

const ROAD = '到乡镇是否通沥青(水泥)路'
quality('V13', [
  ['fires on a delisted village without a paved road', of({ ...DELISTED, [ROAD]: '否' }), 'error'],
  ['not with one', of({ ...DELISTED, [ROAD]: '是' }), 'none'],
  ['not where nothing is written', of(DELISTED), 'none'],
  ['not on a village that stays on the list', of({ 是否出列: '否', [ROAD]: '否' }), 'none'],
])

quality('V14', [
  ['fires on 0', of({ ...DELISTED, 村级集体经济收入: '0' }), 'suspected'],
  ['fires on nothing', of(DELISTED), 'suspected'],
  ['not on a little', of({ ...DELISTED, 村级集体经济收入: '0.1' }), 'none'],
  ['not where it cannot be read', of({ ...DELISTED, 村级集体经济收入: '三万' }), 'none'],
  ['not on a village that stays on the list', of({ 是否出列: '否' }), 'none'],
  [
    'does not conclude without the column',
    villageOf({ rows: [DELISTED], without: ['村级集体经济收入'] }),
    'no column',
  ],
])

const SERVICES = {
  行政村卫生室个数: '1',
  '行政村执业(助理)医师': '0',
  行政村公共卫生厕所个数: '0',
  行政村生产生活垃圾集中堆放点个数: '0',
  '行政村文化(图书)室个数': '1',
  村小学: '0',
  是否通客运班车: '否',
}
quality('V15', [
  ['fires where nothing is written', of({}), 'error'],
  ...Object.keys(SERVICES).map(
    header => [`fires without ${header}`, of({ ...SERVICES, [header]: '' }), 'error'] as const,
  ),
  ['not where 0 and 否 are written', of(SERVICES), 'none'],
  [
    'does not conclude without the column',
    villageOf({ rows: [{ ...SERVICES, 村小学: '' }], without: ['村小学'] }),
    'no column',
  ],
])

quality('V16', [
  ['fires on more in 新农合', of({ 参加新农合人数: '31', 总人口数: '30' }), 'error'],
  ['fires on more with a pension', of({ 参加城乡居民基本养老保险人数: '31', 总人口数: '30' }), 'error'],
  [
    'not on as many',
    of({ 参加新农合人数: '30', 参加城乡居民基本养老保险人数: '30', 总人口数: '30' }),
    'none',
  ],
  ['not where 总人口 is missing', of({ 参加新农合人数: '31' }), 'none'],
])

const LANDS = ['耕地面积', '有效灌溉面积', '林地面积', '退耕还林面积', '林果面积', '牧草地面积', '水面面积']
const TENTHS = totals({
  land: { arable: 0.1 + 0.2, irrigated: 1, forest: 1, reforested: 1, orchard: 1, pasture: 1, water: 1 },
})
quality('V17', [
  ...LANDS.map(header => [`fires on less ${header}`, of({ [header]: '0.29' }, TENTHS), 'suspected'] as const),
  ['not on as much, however it was added', of({ 耕地面积: '0.3', 水面面积: '1' }, TENTHS), 'none'],
  ['not where nothing is written', of({}, TENTHS), 'none'],
])

quality('V18', [
  ['fires on more irrigated than arable', of({ 有效灌溉面积: '10.1', 耕地面积: '10' }), 'error'],
  ['not on as much', of({ 有效灌溉面积: '10', 耕地面积: '10' }), 'none'],
  ['not where one is missing', of({ 有效灌溉面积: '10' }), 'none'],
])

quality('V19', [
  ['fires on more labourers than people', of({ 劳动力人数: '31', 总人口数: '30' }), 'error'],
  ['fires on more migrants than labourers', of({ 外出务工人数: '21', 劳动力人数: '20' }), 'error'],
  ['not on as many', of({ 外出务工人数: '20', 劳动力人数: '20', 总人口数: '20' }), 'none'],
  ['not where labourers are missing', of({ 外出务工人数: '31', 总人口数: '30' }), 'none'],
])

quality('V20', [
  ['fires above 3 %', of({ ...DELISTED, 贫困发生率: '3.01%' }), 'error'],
  ['not on 3 %', of({ ...DELISTED, 贫困发生率: '3' }), 'none'],
  ['not where nothing is written', of(DELISTED), 'none'],
  ['not on a village that stays on the list', of({ 是否出列: '否', 贫困发生率: '9' }), 'none'],
  [
    'does not conclude without a limit',
    of({ ...DELISTED, 贫困发生率: '9' }),
    'no parameter',
    context({ parameters: { 'quality.village.povertyRate': undefined } }),
  ],
])

const TWO = [hamlet({ 编码: `${VILLAGE}001` }), hamlet({ 编码: `${VILLAGE}002` })]
quality('V21', [
  ['fires on fewer', villageOf({ rows: [{ 自然村数: '1' }], hamlets: TWO }), 'error'],
  ['fires where the table has none', of({ 自然村数: '1' }), 'error'],
  ['not on as many', villageOf({ rows: [{ 自然村数: '2' }], hamlets: TWO }), 'none'],
  ['not where nothing is written', villageOf({ hamlets: TWO }), 'none'],
  [
    'does not conclude where no hamlets were given',
    of({ 自然村数: '1' }),
    'no table',
    context({ tables: ['households', 'members', 'villages'] }),
  ],
])

quality('V22', [
  ['fires on more than a fifth more people', of({ 总人口数: '121', 上年总人口数: '100' }), 'suspected'],
  ['fires on more than a fifth fewer households', of({ 总户数: '79', 上年总户数: '100' }), 'suspected'],
  ['fires on more arable land', of({ 耕地面积: '120.1', 上年耕地面积: '100' }), 'suspected'],
  ['fires on something where nothing was', of({ 总户数: '1', 上年总户数: '0' }), 'suspected'],
  [
    'not on a fifth, however it is divided',
    of({
      ...{ 总人口数: '3.6', 上年总人口数: '3', 总户数: '80', 上年总户数: '100' },
      ...{ 耕地面积: '1.2', 上年耕地面积: '1' },
    }),
    'none',
  ],
  ['not on nothing after nothing', of({ 总户数: '0', 上年总户数: '0', 总人口数: '1' }), 'none', context()],
  ['not where last year is missing', of({ 总人口数: '121' }), 'none'],
  [
    'does not conclude without a limit',
    of({ 总户数: '101', 上年总户数: '100' }),
    'no parameter',
    context({ parameters: { 'quality.village.yearlyChange': undefined } }),
  ],
])

const REACHED = { 负责人: '张某', 联系电话: '13808710000' }
quality('V23', [
  ['fires without a leader', of({ ...REACHED, 负责人: '' }), 'suspected'],
  ['fires without a number', of({ ...REACHED, 联系电话: '' }), 'suspected'],
  ['fires on ten digits', of({ ...REACHED, 联系电话: '1380871000' }), 'suspected'],
  ['fires on a mobile number that nobody has', of({ ...REACHED, 联系电话: '12808710000' }), 'suspected'],
  ['not on a mobile number', of(REACHED), 'none'],
  ['not on a landline with an area code', of({ ...REACHED, 联系电话: '0871-68410000' }), 'none'],
  ['not on one in brackets', of({ ...REACHED, 联系电话: '（0871）68410000' }), 'none'],
  ['not on one without', of({ ...REACHED, 联系电话: '6841000' }), 'none'],
  ['does not conclude without the columns', without('负责人', '联系电话'), 'no column'],
])

it('a repeated code makes one lead of what either row says', () => {
  const twice = villageOf({ rows: [{ 总户数: '0' }, { 总户数: '' }] })
  expect(
    leadsOf('V01', twice).map(({ subject, county, evidence }) => [subject, county, evidence.length]),
  ).toEqual([[VILLAGE, '530129', 2]])
})

it('a number in the wrong column that could be of a person is masked', () => {
  const [lead] = leadsOf('V23', of({ ...REACHED, 联系电话: '530129197003121234' }))
  expect(lead?.detail).toContain('530129********1234')
})
