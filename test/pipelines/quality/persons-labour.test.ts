import { expect, it } from 'vitest'
import { type Cells, context, household, idOf, leadsOf, member, orphans } from '../rules/dossier.ts'
import { born, person } from './person.ts'
import { quality } from './table.ts'

quality('P29', [
  ['fires on 无劳动力 at work', person({ 劳动技能: '无劳动力', 务工时间: '1' }), 'error'],
  ['fires on 丧失劳动力 at work', person({ 劳动技能: '03', 务工时间: '0.5' }), 'error'],
  ['not on 0 months', person({ 劳动技能: '无劳动力', 务工时间: '0' }), 'none'],
  ['not on empty months', person({ 劳动技能: '无劳动力' }), 'none'],
  ['not on months that cannot be read', person({ 劳动技能: '无劳动力', 务工时间: '三个月' }), 'none'],
  ['not on a labourer', person({ 劳动技能: '普通劳动力', 务工时间: '6' }), 'none'],
  ['not where the labour skill is empty', person({ 务工时间: '6' }), 'none'],
])

const IDLE: Cells = { 劳动技能: '无劳动力', 健康状况: '健康', 在校生状况: '非在校生' }
quality('P30', [
  ['fires at 16', born('20011120', IDLE), 'suspected'],
  ['fires at 65', born('19511121', IDLE), 'suspected'],
  ['fires where health and school are empty', born('19800101', { 劳动技能: '无劳动力' }), 'suspected'],
  [
    'fires where they cannot be read',
    born('19800101', { ...IDLE, 健康状况: '尚可', 在校生状况: '夜校' }),
    'suspected',
  ],
  ['not at 15', born('20011121', IDLE), 'none'],
  ['not at 66', born('19511120', IDLE), 'none'],
  ['not on 丧失劳动力', born('19800101', { ...IDLE, 劳动技能: '丧失劳动力' }), 'none'],
  ['not on a student', born('20000101', { ...IDLE, 在校生状况: '高三' }), 'none'],
  ['not with a chronic disease', born('19800101', { ...IDLE, 健康状况: '02' }), 'none'],
  ['not seriously ill', born('19800101', { ...IDLE, 健康状况: '患有大病' }), 'none'],
  ['not disabled', born('19800101', { ...IDLE, 健康状况: '残疾,长期慢性病' }), 'none'],
  [
    'does not conclude without the column of health',
    born('19800101', { 劳动技能: '无劳动力' }, { without: ['健康状况'] }),
    'no column',
  ],
  [
    'does not conclude without a bound',
    born('19800101', IDLE),
    'no parameter',
    context({ parameters: { 'quality.person.workToAge': undefined } }),
  ],
  [
    'not where the other bound is enough',
    born('20100101', IDLE),
    'none',
    context({ parameters: { 'quality.person.workToAge': undefined } }),
  ],
])

quality('P31', [
  ['fires at 15', born('20011121', { 劳动技能: '普通劳动力' }), 'error'],
  ['fires where the labour skill is empty', born('20011121'), 'error'],
  ['fires where it cannot be read', born('20011121', { 劳动技能: '小' }), 'error'],
  ['fires on a new-born with a labour skill', born('20171120', { 劳动技能: '技能劳动力' }), 'error'],
  ['not at 16', born('20011120', { 劳动技能: '普通劳动力' }), 'none'],
  ['not on 无劳动力', born('20011121', { 劳动技能: '4' }), 'none'],
  ['not where the age is not known', person({ 劳动技能: '普通劳动力' }, { key: '' }), 'none'],
  ['does not conclude without the column', born('20011121', {}, { without: ['劳动技能'] }), 'no column'],
])

quality('P32', [
  ['fires on healthy and 丧失劳动力', person({ 健康状况: '健康', 劳动技能: '丧失劳动力' }), 'error'],
  ['not on 无劳动力', person({ 健康状况: '健康', 劳动技能: '无劳动力' }), 'none'],
  ['not on a disabled person', person({ 健康状况: '残疾', 劳动技能: '丧失劳动力' }), 'none'],
  [
    'not where 健康 stands beside a disease',
    person({ 健康状况: '健康、残疾', 劳动技能: '丧失劳动力' }),
    'none',
  ],
  ['not where the health is empty', person({ 劳动技能: '丧失劳动力' }), 'none'],
  ['not where the health cannot be read', person({ 健康状况: '尚可', 劳动技能: '丧失劳动力' }), 'none'],
])

quality('P33', [
  ['fires at 60', born('19571120', { 劳动技能: '普通劳动力' }), 'suspected'],
  ['fires on 技能劳动力', born('19400101', { 劳动技能: '02' }), 'suspected'],
  ['not at 59', born('19571121', { 劳动技能: '普通劳动力' }), 'none'],
  ['not on half labour', born('19400101', { 劳动技能: '弱劳动力或半劳动力' }), 'none'],
  ['not where it is empty', born('19400101'), 'none'],
  ['not where it cannot be read', born('19400101', { 劳动技能: '强' }), 'none'],
])

const OLD: Cells = { 劳动技能: '普通劳动力', 务工时间: '0' }
const farming = (income: string, birth = '19511120', cells: Cells = {}) =>
  household({
    cells: { 生产经营性收入: income },
    members: [member({ key: idOf(birth), cells: { ...OLD, ...cells } })],
  })
quality('P34', [
  ['fires at 66 on an income of 100', farming('100'), 'suspected'],
  ['fires on none', farming('0'), 'suspected'],
  ['not at 65', farming('100', '19511121'), 'none'],
  ['not on 101', farming('101'), 'none'],
  ['not on an empty income', farming(''), 'none'],
  ['not on one that cannot be read', farming('少量'), 'none'],
  ['not on a month of work', farming('0', '19511120', { 务工时间: '1' }), 'none'],
  ['not on empty months', farming('0', '19511120', { 务工时间: '' }), 'none'],
  ['not on 无劳动力', farming('0', '19511120', { 劳动技能: '无劳动力' }), 'none'],
  [
    'not on an orphan member, whose household has no income',
    orphans(member({ key: idOf('19511120'), cells: OLD })),
    'none',
  ],
  [
    'does not conclude where the policy knows no income',
    farming('0'),
    'no parameter',
    context({ parameters: { 'quality.person.smallBusinessIncome': undefined } }),
  ],
  [
    'not where the age is enough to say so',
    farming('0', '19511121'),
    'none',
    context({ parameters: { 'quality.person.smallBusinessIncome': undefined } }),
  ],
  [
    'not where the income is enough to say so',
    farming('101'),
    'none',
    context({ parameters: { 'quality.person.idleElderAge': undefined } }),
  ],
])
it('P34 rests on the rows of the person and of the household', () => {
  const sources = leadsOf('P34', farming('0'))[0]?.evidence.map(({ file }) => file.source)
  expect(sources).toEqual(['register.households', 'register.members'])
})

quality('P35', [
  [
    'fires on a student with a labour skill',
    person({ 在校生状况: '高三', 劳动技能: '普通劳动力' }),
    'suspected',
  ],
  ['fires where the labour skill is empty', person({ 在校生状况: '小学' }), 'suspected'],
  ['not on 无劳动力', person({ 在校生状况: '高三', 劳动技能: '无劳动力' }), 'none'],
  ['not on 非在校生', person({ 在校生状况: '非在校生', 劳动技能: '普通劳动力' }), 'none'],
  ['not on 学龄前儿童', person({ 在校生状况: '学龄前儿童', 劳动技能: '普通劳动力' }), 'none'],
  ['not where the school status is empty', person({ 劳动技能: '普通劳动力' }), 'none'],
  ['not where it cannot be read', person({ 在校生状况: '夜校', 劳动技能: '普通劳动力' }), 'none'],
  [
    'does not conclude without the column',
    person({ 在校生状况: '小学' }, { without: ['劳动技能'] }),
    'no column',
  ],
])
