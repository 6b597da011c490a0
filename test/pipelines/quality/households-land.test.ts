import { context, household, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>) => household({ cells })

quality('H42', [
  ['fires on 0', of({ 生态补偿金: '1', 退耕还林面积: '0' }), 'suspected'],
  ['not on some', of({ 生态补偿金: '1', 退耕还林面积: '0.1' }), 'none'],
  ['not where it is empty', of({ 生态补偿金: '1' }), 'none'],
  ['not where nothing is paid', of({ 生态补偿金: '0', 退耕还林面积: '0' }), 'none'],
])

quality('H44', [
  ['fires on 10 耕地', of({ 耕地面积: '10' }), 'suspected'],
  ['fires on 50 林地', of({ 林地面积: '50' }), 'suspected'],
  ['fires on both as one', of({ 耕地面积: '11', 林地面积: '51' }), 'suspected'],
  ['not below', of({ 耕地面积: '9.99', 林地面积: '49.99' }), 'none'],
  ['not where it cannot be read', of({ 耕地面积: '十亩' }), 'none'],
  [
    'does not conclude without a limit',
    of({ 耕地面积: '1', 林地面积: '1' }),
    'no parameter',
    context({ parameters: { 'quality.household.muchForest': undefined } }),
  ],
])

quality('H45', [
  ['fires on 50 牧草地', of({ 牧草地面积: '50' }), 'suspected'],
  ['fires on 50 水面', of({ 水面面积: '50' }), 'suspected'],
  ['fires on 50 林果', of({ 林果面积: '50' }), 'suspected'],
  ['not below', of({ 牧草地面积: '49.9', 水面面积: '49.9', 林果面积: '49.9' }), 'none'],
])

quality('H46', [
  ['fires on more', of({ 有效灌溉面积: '3.1', 耕地面积: '3' }), 'error'],
  ['not on as much', of({ 有效灌溉面积: '3', 耕地面积: '3' }), 'none'],
  ['not where one is empty', of({ 有效灌溉面积: '3' }), 'none'],
])

quality('H47', [
  ['fires on more', of({ 退耕还林面积: '5.1', 林地面积: '3', 牧草地面积: '2' }), 'suspected'],
  ['not on as much', of({ 退耕还林面积: '5', 林地面积: '3', 牧草地面积: '2' }), 'none'],
  ['not on as much of decimals', of({ 退耕还林面积: '0.8', 林地面积: '0.7', 牧草地面积: '0.1' }), 'none'],
  ['not where one is empty', of({ 退耕还林面积: '5', 林地面积: '3' }), 'none'],
])

/** Two members in a village of 1 亩 a head. */
const landless = (arable: string, options: Parameters<typeof household>[0] = {}) =>
  household({
    cells: { 主要致贫原因: '缺土地', 耕地面积: arable },
    members: [member(), member({ key: '' })],
    village: { 耕地面积: '1000', 总人口数: '1000' },
    ...options,
  })
quality('H48', [
  ['fires above the mean', landless('2.1'), 'suspected'],
  ['not on the mean', landless('2'), 'none'],
  [
    'not on a mean of decimals',
    landless('2.1', {
      members: [member(), member({ key: '' }), member({ key: '' })],
      village: { 耕地面积: '70', 总人口数: '100' },
    }),
    'none',
  ],
  ['not where its land is empty', landless(''), 'none'],
  ["not where the village's land is not known", landless('9', { village: { 总人口数: '1000' } }), 'none'],
  ['not in a village of none', landless('9', { village: { 耕地面积: '10', 总人口数: '0' } }), 'none'],
  ['not without members', landless('9', { members: [] }), 'none'],
  ['not without its village', landless('9', { village: null }), 'none'],
  ['not on another cause', landless('9', { cells: { 主要致贫原因: '缺水', 耕地面积: '9' } }), 'none'],
  [
    'does not conclude without villages',
    landless('9', { village: null }),
    'no table',
    context({ tables: ['households', 'members'] }),
  ],
])
