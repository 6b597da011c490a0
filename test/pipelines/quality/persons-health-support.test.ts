import { expect, it } from 'vitest'
import { ADULT, type Cells, household, leadsOf, member, orphans } from '../rules/dossier.ts'
import { born, numbered, person } from './person.ts'
import { quality } from './table.ts'

quality('P42', [
  ['fires on a disabled person with an ID card', person({ 健康状况: '残疾' }), 'suspected'],
  ['fires where another state stands beside', person({ 健康状况: '03,04' }), 'suspected'],
  ['fires without a number', numbered('', { 健康状况: '残疾' }), 'suspected'],
  ['not with a certificate of 20', person({ 健康状况: '残疾' }, { idText: `${ADULT}43` }), 'none'],
  ['not with one of 22', person({ 健康状况: '残疾' }, { idText: `${ADULT}43B1` }), 'none'],
  ['not on a healthy person', person({ 健康状况: '健康' }), 'none'],
  ['not where the health is empty', person(), 'none'],
])

quality('P43', [
  [
    'fires on a healthy person with a certificate',
    person({ 证件类型: '残疾人证', 健康状况: '健康' }),
    'error',
  ],
  ['not on a disabled one', person({ 证件类型: '残疾人证', 健康状况: '残疾' }), 'none'],
  ['not where 残疾 stands beside', person({ 证件类型: '残疾人证', 健康状况: '健康,残疾' }), 'none'],
  ['not with an ID card', person({ 证件类型: '居民身份证', 健康状况: '健康' }), 'none'],
  ['not where the health is empty', person({ 证件类型: '残疾人证' }), 'none'],
  ['not where the kind is empty', person({ 健康状况: '健康' }), 'none'],
])

const COMMON: Cells = { 劳动技能: '普通劳动力' }
quality('P44', [
  ['fires on limbs of level 1', person(COMMON, { idText: `${ADULT}41` }), 'suspected'],
  ['fires on level 2 in a reissued certificate', person(COMMON, { idText: `${ADULT}42B1` }), 'suspected'],
  ['not on level 3', person(COMMON, { idText: `${ADULT}43` }), 'none'],
  ['not on sight', person(COMMON, { idText: `${ADULT}11` }), 'none'],
  ['not on an ID card that ends 41', numbered('530129197003120041', COMMON), 'none'],
  ['not on half labour', person({ 劳动技能: '弱劳动力或半劳动力' }, { idText: `${ADULT}41` }), 'none'],
  ['not where the labour skill is empty', person({}, { idText: `${ADULT}41` }), 'none'],
])

const exiting = (cells: Cells) => household({ cells: { 拟退出: '是' }, members: [member({ cells })] })
quality('P45', [
  ['fires on 否 twice', person({ 居民医保: '否', 职工医保: '否' }), 'error'],
  ['fires on nothing twice', person(), 'error'],
  ['fires on 否 and nothing', person({ 居民医保: '否' }), 'error'],
  ['fires on an orphan member', orphans(member()), 'error'],
  ['is a suspicion on both', person({ 居民医保: '是', 职工医保: '是' }), 'suspected'],
  ['is one too in a household proposed for exit', exiting({ 居民医保: '是', 职工医保: '是' }), 'suspected'],
  ['not on none in such a household, where T07 speaks', exiting({ 居民医保: '否' }), 'none'],
  ['not on one', person({ 居民医保: '是', 职工医保: '否' }), 'none'],
  ['not on the other', person({ 职工医保: '是' }), 'none'],
  ['not on something that cannot be read', person({ 居民医保: '办理中', 职工医保: '否' }), 'none'],
  ['does not conclude without a column', person({ 居民医保: '否' }, { without: ['职工医保'] }), 'no column'],
  [
    'not without a column where the other says 是',
    person({ 居民医保: '是' }, { without: ['职工医保'] }),
    'none',
  ],
])

quality('P46', [
  [
    'fires on 否 twice with aid',
    person({ 居民医保: '否', 职工医保: '否', 是否接受大病医疗救助: '是' }),
    'suspected',
  ],
  ['fires on nothing with aid', person({ 是否接受大病医疗救助: '是' }), 'suspected'],
  ['not without aid', person({ 居民医保: '否', 职工医保: '否', 是否接受大病医疗救助: '否' }), 'none'],
  ['not where the aid is empty', person({ 居民医保: '否', 职工医保: '否' }), 'none'],
  ['not insured', person({ 居民医保: '是', 职工医保: '否', 是否接受大病医疗救助: '是' }), 'none'],
  ['not where it cannot be read', person({ 居民医保: '办理中', 是否接受大病医疗救助: '是' }), 'none'],
  [
    'does not conclude without a column',
    person({ 是否接受大病医疗救助: '是' }, { without: ['居民医保'] }),
    'no column',
  ],
])

quality('P47', [
  ['fires on 因病 and healthy', person({ 失学或辍学原因: '因病', 健康状况: '健康' }), 'error'],
  ['fires on a list with 因残', person({ 失学或辍学原因: '厌学、因残', 健康状况: '01' }), 'error'],
  ['not on a disabled person', person({ 失学或辍学原因: '因残', 健康状况: '残疾' }), 'none'],
  ['not on 厌学', person({ 失学或辍学原因: '厌学', 健康状况: '健康' }), 'none'],
  ['not where the reason is empty', person({ 健康状况: '健康' }), 'none'],
  ['not where the health is empty', person({ 失学或辍学原因: '因病' }), 'none'],
])

const TEKUN: Cells = { 是否特困供养人员: '是', 健康状况: '健康', 在校生状况: '非在校生' }
quality('P50', [
  ['fires at 18', born('19991120', TEKUN), 'suspected'],
  ['fires at 59', born('19571121', TEKUN), 'suspected'],
  ['fires where the school status is empty', born('19800101', { ...TEKUN, 在校生状况: '' }), 'suspected'],
  ['not at 17', born('19991121', TEKUN), 'none'],
  ['not at 60', born('19571120', TEKUN), 'none'],
  ['not on a student', born('19990101', { ...TEKUN, 在校生状况: '大专及以上' }), 'none'],
  ['not with a chronic disease', born('19800101', { ...TEKUN, 健康状况: '长期慢性病' }), 'none'],
  ['not where the health is empty', born('19800101', { ...TEKUN, 健康状况: '' }), 'none'],
  ['not outside 特困供养', born('19800101', { ...TEKUN, 是否特困供养人员: '' }), 'none'],
  [
    'does not conclude without the column',
    born('19800101', { ...TEKUN, 在校生状况: '' }, { without: ['在校生状况'] }),
    'no column',
  ],
])

quality('P51', [
  ['fires on a month of work', person({ 是否特困供养人员: '是', 务工时间: '1' }), 'suspected'],
  ['not on 0', person({ 是否特困供养人员: '是', 务工时间: '0' }), 'none'],
  ['not on months that cannot be read', person({ 是否特困供养人员: '是', 务工时间: '半年' }), 'none'],
  ['not outside 特困供养', person({ 是否特困供养人员: '否', 务工时间: '1' }), 'none'],
])

it('P44 says the level of the certificate, not its number', () => {
  expect(leadsOf('P44', person(COMMON, { idText: `${ADULT}42B1` }))[0]?.detail).toBe(
    '残疾人证为肢体二级，劳动技能 普通劳动力',
  )
})
