import { ADULT, context, household, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, ...members: readonly Record<string, string>[]) =>
  household({ cells, members: members.map(each => member({ cells: each })) })

quality('H04', [
  ['fires on three', household({ cells: { 其他致贫原因: '缺技术、缺资金，缺水' } }), 'error'],
  ['counts codes', household({ cells: { 其他致贫原因: '07,09,06' } }), 'error'],
  ['counts what cannot be read', household({ cells: { 其他致贫原因: '缺技术,懒,缺水' } }), 'error'],
  ['not on two', household({ cells: { 其他致贫原因: '缺技术,缺资金' } }), 'none'],
  [
    'not on two with a separator at the end',
    household({ cells: { 其他致贫原因: '缺技术,缺资金,' } }),
    'none',
  ],
  ['not where none is there', household(), 'none'],
  [
    'does not conclude without a limit',
    household({ cells: { 其他致贫原因: '缺技术' } }),
    'no parameter',
    context({ parameters: { 'quality.household.otherCauses': undefined } }),
  ],
])

quality('H05', [
  ['fires on the same', household({ cells: { 主要致贫原因: '01', 其他致贫原因: '缺技术,因病' } }), 'error'],
  ['not on others', household({ cells: { 主要致贫原因: '因病', 其他致贫原因: '缺技术,因残' } }), 'none'],
  ['not where there is no main one', household({ cells: { 其他致贫原因: '因病' } }), 'none'],
  ['not where there is no other', household({ cells: { 主要致贫原因: '因病' } }), 'none'],
  [
    'not where the main one cannot be read',
    household({ cells: { 主要致贫原因: '懒', 其他致贫原因: '懒' } }),
    'none',
  ],
])

const ILL = { 脱贫属性: '未脱贫', 主要致贫原因: '因病' }
quality('H06', [
  ['fires where all are healthy', of(ILL, { 健康状况: '健康' }, { 健康状况: '01' }), 'suspected'],
  ['not where one is ill', of(ILL, { 健康状况: '健康' }, { 健康状况: '长期慢性病' }), 'none'],
  ['not where one says nothing', of(ILL, { 健康状况: '健康' }, {}), 'none'],
  ['not where something else stands beside it', of(ILL, { 健康状况: '健康,体弱' }), 'none'],
  ['not once out of poverty', of({ ...ILL, 脱贫属性: '已脱贫' }, { 健康状况: '健康' }), 'none'],
  ['not on another cause', of({ ...ILL, 主要致贫原因: '因残' }, { 健康状况: '健康' }), 'none'],
  ['not without members', of(ILL), 'none'],
])

const SCHOOL = { 主要致贫原因: '因学' }
quality('H07', [
  ['fires on a pupil of year nine', of(SCHOOL, { 在校生状况: '九年级' }), 'suspected'],
  ['fires where nothing is said', of(SCHOOL, {}), 'suspected'],
  [
    'not on one of year ten',
    of(SCHOOL, { 在校生状况: '非在校生' }, { 在校生状况: '普通高中一年级' }),
    'none',
  ],
  ['not on a student', of(SCHOOL, { 在校生状况: '本科四年级' }), 'none'],
  ['not where it is another cause', of({ 主要致贫原因: '因病', 其他致贫原因: '因学' }, {}), 'none'],
  [
    'does not conclude without the column',
    household({ cells: SCHOOL, members: [member({ without: ['在校生状况'] })] }),
    'no column',
  ],
])

const DISABLED = { 主要致贫原因: '因残' }
quality('H08', [
  ['fires without one', of(DISABLED, { 健康状况: '长期慢性病', 证件类型: '居民身份证' }), 'error'],
  ['fires without members', of(DISABLED), 'error'],
  ['not by health', of(DISABLED, { 健康状况: '长期慢性病,残疾' }), 'none'],
  ['not by certificate', of(DISABLED, { 健康状况: '健康', 证件类型: '残疾人证' }), 'none'],
  [
    'not by a number of 20 characters',
    household({ cells: DISABLED, members: [member({ idText: `${ADULT}41` })] }),
    'none',
  ],
  ['not on another cause', of({ 主要致贫原因: '因病', 其他致贫原因: '因残' }, { 健康状况: '健康' }), 'none'],
  [
    'does not conclude without the column',
    household({ cells: DISABLED, members: [member({ without: ['健康状况'] })] }),
    'no column',
  ],
])

const LABOUR = { 主要致贫原因: '缺劳动力' }
quality('H09', [
  [
    'fires on three',
    of(LABOUR, { 劳动技能: '普通劳动力' }, { 劳动技能: '技能劳动力' }, { 劳动技能: '弱劳动力' }),
    'suspected',
  ],
  [
    'not on two',
    of(LABOUR, { 劳动技能: '普通劳动力' }, { 劳动技能: '普通劳动力' }, { 劳动技能: '无劳动力' }, {}),
    'none',
  ],
  [
    'not on another cause',
    of({ 主要致贫原因: '缺资金' }, ...Array.from({ length: 3 }, () => ({ 劳动技能: '普通劳动力' }))),
    'none',
  ],
  [
    'does not conclude without a limit',
    of(LABOUR),
    'no parameter',
    context({ parameters: { 'quality.household.labourers': undefined } }),
  ],
])

const GENERAL = { 贫困户属性: '一般贫困户', 人均纯收入: '3100.01', 主要致贫原因: '缺技术' }
quality('H10', [
  ['fires above the line', household({ cells: GENERAL }), 'suspected'],
  ['fires where no cause is given', household({ cells: { ...GENERAL, 主要致贫原因: '' } }), 'suspected'],
  [
    'fires where it is only another cause',
    household({ cells: { ...GENERAL, 其他致贫原因: '因病' } }),
    'suspected',
  ],
  ['not on the line', household({ cells: { ...GENERAL, 人均纯收入: '3100' } }), 'none'],
  ['not where income cannot be read', household({ cells: { ...GENERAL, 人均纯收入: '三万' } }), 'none'],
  ...['因病', '因残', '因学'].map(
    cause =>
      [
        `not where it is ${cause}`,
        household({ cells: { ...GENERAL, 主要致贫原因: cause } }),
        'none',
      ] as const,
  ),
  ['not on a household with 低保', household({ cells: { ...GENERAL, 贫困户属性: '低保贫困户' } }), 'none'],
  [
    'knows the line of the year',
    household({ cells: GENERAL }),
    'no parameter',
    context({ asOf: '2019-11-20' }),
  ],
  [
    'does not conclude without the column of causes',
    household({ cells: { 贫困户属性: '一般贫困户', 人均纯收入: '9000' }, without: ['主要致贫原因'] }),
    'no column',
  ],
])
