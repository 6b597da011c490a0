import { expect, it } from 'vitest'
import { context, leadsOf } from '../rules/dossier.ts'
import { born, person } from './person.ts'
import { quality } from './table.ts'

quality('P25', [
  ['fires on 13 months', person({ 务工时间: '13' }), 'error'],
  ['fires on a little more than 12', person({ 务工时间: '12.5' }), 'error'],
  ['fires on words', person({ 务工时间: '半年' }), 'error'],
  ['not on 12', person({ 务工时间: '12' }), 'none'],
  ['not on 0', person({ 务工时间: '0' }), 'none'],
  ['not where it is empty', person(), 'none'],
])

quality('P26', [
  ['fires on a month without a place', person({ 务工时间: '1' }), 'suspected'],
  ['not with a place', person({ 务工时间: '1', 务工所在地: '昆明' }), 'none'],
  ['not on 0 months', person({ 务工时间: '0' }), 'none'],
  ['not on months that cannot be read', person({ 务工时间: '半年' }), 'none'],
  [
    'does not conclude without the column',
    person({ 务工时间: '1' }, { without: ['务工所在地'] }),
    'no column',
  ],
])

quality('P27', [
  ['fires on a month without an employer', person({ 务工时间: '1', 务工企业名称: '无' }), 'suspected'],
  ['not with one', person({ 务工时间: '1', 务工企业名称: '某公司' }), 'none'],
  ['not on 0 months', person({ 务工时间: '0' }), 'none'],
  ['not on empty months', person(), 'none'],
  [
    'does not conclude without the column',
    person({ 务工时间: '1' }, { without: ['务工企业名称'] }),
    'no column',
  ],
])

quality('P28', [
  ['fires on a place and 0 months', person({ 务工所在地: '昆明', 务工时间: '0' }), 'suspected'],
  ['not on a month', person({ 务工所在地: '昆明', 务工时间: '1' }), 'none'],
  ['not on empty months', person({ 务工所在地: '昆明' }), 'none'],
  ['not on months that cannot be read', person({ 务工所在地: '昆明', 务工时间: '零' }), 'none'],
  ['not without a place', person({ 务工所在地: '无', 务工时间: '0' }), 'none'],
])

quality('P48', [
  ['fires on 10 digits', person({ 务工时间: '3', 成员联系电话: '1380013800' }), 'suspected'],
  ['fires on 12', person({ 务工时间: '3', 成员联系电话: '138001380000' }), 'suspected'],
  [
    'fires on a number that begins with 12',
    person({ 务工时间: '3', 成员联系电话: '12800138000' }),
    'suspected',
  ],
  ['fires on a fixed line', person({ 务工时间: '3', 成员联系电话: '0871-63101234' }), 'suspected'],
  ['fires where it is empty', person({ 务工时间: '3' }), 'suspected'],
  ['not on a mobile number', person({ 务工时间: '3', 成员联系电话: '13800138000' }), 'none'],
  ['not on a full-width one', person({ 务工时间: '3', 成员联系电话: '１９９００１３８０００' }), 'none'],
  ['not on who does not work', person({ 务工时间: '0', 成员联系电话: '123' }), 'none'],
  ['not where the months are empty', person({ 成员联系电话: '123' }), 'none'],
  [
    'does not conclude without the column',
    person({ 务工时间: '3' }, { without: ['成员联系电话'] }),
    'no column',
  ],
])

const PHONE = { 成员联系电话: '13800138000' }
quality('P49', [
  [
    'fires where one other household has it',
    person(PHONE, { samePhone: { households: 1, first: ['5301290002'] } }),
    'suspected',
  ],
  ['not where none has', person(PHONE), 'none'],
])
it('P49 says in how many households, and the first of them, with the number masked', () => {
  const detail = (households: number) =>
    leadsOf('P49', person(PHONE, { samePhone: { households, first: ['5301290002', '5301290003'] } }))[0]
      ?.detail
  expect([detail(2), detail(7)]).toEqual([
    '成员联系电话 138001*8000，也登记在另外 2 户（户编号 5301290002、5301290003）',
    '成员联系电话 138001*8000，也登记在另外 7 户（户编号 5301290002、5301290003 等）',
  ])
})

const POST = { 公益性岗位类型: '护林员' }
quality('P52', [
  ['fires at 15', born('20011121', POST), 'suspected'],
  ['fires at 70', born('19471120', POST), 'suspected'],
  ['fires on a post outside any set', born('19300101', { 公益性岗位类型: '其他岗位' }), 'suspected'],
  ['not at 16', born('20011120', POST), 'none'],
  ['not at 69', born('19471121', POST), 'none'],
  ['not without a post', born('19300101', { 公益性岗位类型: '无' }), 'none'],
  ['not where the answer is 否', born('19300101', { 公益性岗位类型: ' 否' }), 'none'],
  ['not where it is the code of 否', born('19300101', { 公益性岗位类型: '0' }), 'none'],
  [
    'fires by the bound that the policy has',
    born('19300101', POST),
    'suspected',
    context({ parameters: { 'quality.person.workFromAge': undefined } }),
  ],
  [
    'does not conclude where the other decides',
    born('19900101', POST),
    'no parameter',
    context({ parameters: { 'quality.person.workFromAge': undefined } }),
  ],
])
