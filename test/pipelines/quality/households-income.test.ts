import { context, household, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, ...members: readonly Record<string, string>[]) =>
  household({ cells, members: members.map(each => member({ cells: each })) })
const without = (name: string) => context({ parameters: { [name]: undefined } })

const KINDS = [
  ['H30', '工资性收入'],
  ['H31', '生产经营性收入'],
  ['H32', '财产性收入'],
] as const
for (const [id, header] of KINDS)
  quality(id, [
    ['is an error where it is empty', of({}), 'error'],
    ['suspects too little', of({ [header]: '99.99' }), 'suspected'],
    ['not on the limit', of({ [header]: '100' }), 'none'],
    ['not on 0', of({ [header]: '0' }), 'none'],
    ['not where it cannot be read', of({ [header]: '三万' }), 'none'],
    ['does not conclude without the column', household({ without: [header] }), 'no column'],
    [
      'does not conclude without a limit',
      of({ [header]: '5' }),
      'no parameter',
      without('quality.household.leastIncome'),
    ],
    ['needs no limit to see nothing there', of({}), 'error', without('quality.household.leastIncome')],
  ])

quality('H33', [
  ['fires where nobody worked', of({ 工资性收入: '1' }, { 务工时间: '0' }, {}), 'suspected'],
  ['fires where months cannot be read', of({ 工资性收入: '1' }, { 务工时间: '半年' }), 'suspected'],
  ['not where one did', of({ 工资性收入: '1' }, { 务工时间: '0.5' }, {}), 'none'],
  ['not without wages', of({ 工资性收入: '0' }, {}), 'none'],
  [
    'does not conclude without the column',
    household({ cells: { 工资性收入: '1' }, members: [member({ without: ['务工时间'] })] }),
    'no column',
  ],
])

quality('H34', [
  ['fires on 100', of({ 工资性收入: '100' }, { 务工时间: '1' }), 'suspected'],
  ['fires on 0', of({ 工资性收入: '0' }, { 务工时间: '1' }), 'suspected'],
  ['not above', of({ 工资性收入: '100.01' }, { 务工时间: '1' }), 'none'],
  ['not where nobody worked', of({ 工资性收入: '0' }, { 务工时间: '0' }), 'none'],
  ['not where wages are empty', of({}, { 务工时间: '1' }), 'none'],
])

quality('H35', [
  ['fires where costs are empty', of({ 生产经营性收入: '1' }), 'suspected'],
  ['fires below 1', of({ 生产经营性收入: '1', 生产经营性支出: '0.99' }), 'suspected'],
  ['not on 1', of({ 生产经营性收入: '1', 生产经营性支出: '1' }), 'none'],
  ['not where costs cannot be read', of({ 生产经营性收入: '1', 生产经营性支出: '很少' }), 'none'],
  ['not without income', of({ 生产经营性收入: '0' }), 'none'],
  [
    'does not conclude without the column',
    household({ cells: { 生产经营性收入: '1' }, without: ['生产经营性支出'] }),
    'no column',
  ],
])

quality('H36', [
  ['fires above three times', of({ 生产经营性收入: '100', 生产经营性支出: '300.01' }), 'suspected'],
  ['fires on costs of nothing', of({ 生产经营性收入: '0', 生产经营性支出: '1' }), 'suspected'],
  ['not on three times', of({ 生产经营性收入: '100', 生产经营性支出: '300' }), 'none'],
  ['not on three times with cents', of({ 生产经营性收入: '33.3', 生产经营性支出: '99.9' }), 'none'],
  ['not where income is empty', of({ 生产经营性支出: '300' }), 'none'],
])

quality('H37', [
  ['fires on 500', of({ 人均纯收入: '500' }), 'suspected'],
  ['fires above 30 000', of({ 人均纯收入: '30000.01' }), 'suspected'],
  ['not above 500', of({ 人均纯收入: '500.01' }), 'none'],
  ['not on 30 000', of({ 人均纯收入: '30000' }), 'none'],
  ['not where it is empty', of({}), 'none'],
  [
    'does not conclude where one of the marks is unknown',
    of({ 人均纯收入: '9000' }),
    'no parameter',
    without('quality.household.mostPerHead'),
  ],
])

quality('H38', [
  ['fires above 20 000', of({ 脱贫属性: '未脱贫', 人均纯收入: '20000.01' }), 'suspected'],
  ['not on it', of({ 脱贫属性: '未脱贫', 人均纯收入: '20000' }), 'none'],
  ['not once out', of({ 脱贫属性: '已脱贫', 人均纯收入: '25000' }), 'none'],
  ['not on 返贫', of({ 脱贫属性: '返贫', 人均纯收入: '25000' }), 'none'],
])

quality('H39', [
  ['fires below the line', of({ 脱贫属性: '已脱贫', 人均纯收入: '3099.99' }), 'error'],
  ['fires on 稳定脱贫', of({ 脱贫属性: '稳定脱贫', 人均纯收入: '3099' }), 'error'],
  ['not on the line', of({ 脱贫属性: '已脱贫', 人均纯收入: '3100' }), 'none'],
  ['not in poverty', of({ 脱贫属性: '未脱贫', 人均纯收入: '2000' }), 'none'],
  ['not where income cannot be read', of({ 脱贫属性: '已脱贫', 人均纯收入: '两千' }), 'none'],
  [
    'takes the line of the year',
    of({ 脱贫属性: '已脱贫', 人均纯收入: '2855' }),
    'none',
    context({ asOf: '2016-11-20' }),
  ],
  [
    'does not conclude for a year without a line',
    of({ 脱贫属性: '已脱贫', 人均纯收入: '2000' }),
    'no parameter',
    context({ asOf: '2014-11-20' }),
  ],
])

const TRANSFERS = {
  计划生育金: '10.1',
  低保金: '20.2',
  五保金: '0',
  养老保险金: '30.3',
  生态补偿金: '40.4',
  其他转移性收入: '100',
}
/** Σ 10 201, less 1 000. */
const PARTS = {
  ...TRANSFERS,
  工资性收入: '5000',
  生产经营性收入: '4000',
  财产性收入: '1000',
  生产经营性支出: '1000',
}
const TRUE = { ...PARTS, 纯收入: '9201', 人均纯收入: '2300.25', 家庭人口数: '4' }
quality('H40', [
  ['fires where 纯收入 is more than 1 off', of({ ...TRUE, 纯收入: '9202.01', 人均纯收入: '' }), 'error'],
  ['fires where 纯收入 is more than 1 short', of({ ...TRUE, 纯收入: '9199.99', 人均纯收入: '' }), 'error'],
  ['fires where 人均 is more than 1 off', of({ ...TRUE, 人均纯收入: '2301.26' }), 'error'],
  ['fires on both as one', of({ ...TRUE, 纯收入: '8000' }), 'error'],
  ['not where all adds up', of(TRUE), 'none'],
  ['not where 纯收入 is 1 off', of({ ...TRUE, 纯收入: '9202', 人均纯收入: '' }), 'none'],
  ['not where 人均 is 1 off', of({ ...TRUE, 人均纯收入: '2301.25' }), 'none'],
  ['not where a part is missing', of({ ...TRUE, 纯收入: '8000', 人均纯收入: '2000', 低保金: '' }), 'none'],
  [
    'not where a part cannot be read',
    of({ ...TRUE, 纯收入: '8000', 人均纯收入: '', 财产性收入: '一千' }),
    'none',
  ],
  ['but compares 人均 all the same', of({ ...TRUE, 低保金: '', 人均纯收入: '2000' }), 'error'],
  ['not by a household of none', of({ ...TRUE, 人均纯收入: '7', 家庭人口数: '0' }), 'none'],
  [
    'does not conclude without a tolerance',
    of(TRUE),
    'no parameter',
    without('quality.household.incomeTolerance'),
  ],
])

quality('H41', [
  ['fires where it is more than 1 off', of({ ...TRANSFERS, 转移性收入: '202.01' }), 'error'],
  ['not where it is 1 off', of({ ...TRANSFERS, 转移性收入: '202' }), 'none'],
  ['not where it adds up', of({ ...TRANSFERS, 转移性收入: '201' }), 'none'],
  ['not where a part is missing', of({ ...TRANSFERS, 转移性收入: '500', 五保金: '' }), 'none'],
  ['not where it is empty itself', of(TRANSFERS), 'none'],
])
