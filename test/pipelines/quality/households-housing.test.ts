import { context, household } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, without: readonly string[] = []) => household({ cells, without })

quality('H49', [
  ['is an error where it is empty', of({}), 'error'],
  ['suspects more than 2', of({ 与村主干路距离: '2.01' }), 'suspected'],
  ['not on 2', of({ 与村主干路距离: '2' }), 'none'],
  ['not where it cannot be read', of({ 与村主干路距离: '两里' }), 'none'],
  ['does not conclude without the column', of({}, ['与村主干路距离']), 'no column'],
])

quality('H51', [
  ['is an error where it is empty', of({}), 'error'],
  ['suspects 500', of({ 住房面积: '500' }), 'suspected'],
  ['not below', of({ 住房面积: '499.9' }), 'none'],
  ['does not conclude without the column', of({}, ['住房面积']), 'no column'],
  [
    'does not conclude without a limit',
    of({ 住房面积: '900' }),
    'no parameter',
    context({ parameters: { 'quality.household.largeHousing': undefined } }),
  ],
])

quality('H52', [
  ['fires below 10', of({ 脱贫属性: '已脱贫', 住房面积: '9.9' }), 'suspected'],
  ['fires on 稳定脱贫', of({ 脱贫属性: '稳定脱贫', 住房面积: '0' }), 'suspected'],
  ['not on 10', of({ 脱贫属性: '已脱贫', 住房面积: '10' }), 'none'],
  ['not in poverty', of({ 脱贫属性: '未脱贫', 住房面积: '5' }), 'none'],
  ['not where it is empty', of({ 脱贫属性: '已脱贫' }), 'none'],
])

quality('H53', [
  ['fires without a grade', of({ 危房户: '是' }), 'error'],
  ['not with one', of({ 危房户: '是', 危房级别: 'C级' }), 'none'],
  ['not with one that cannot be read', of({ 危房户: '是', 危房级别: '很危险' }), 'none'],
  ['not on a safe house', of({ 危房户: '否' }), 'none'],
  ['does not conclude without the column', of({ 危房户: '是' }, ['危房级别']), 'no column'],
])

quality('H54', [
  ['fires on C', of({ 危房户: '否', 危房级别: 'C' }), 'error'],
  ['fires on D', of({ 危房户: '否', 危房级别: 'D级' }), 'error'],
  ['fires on what cannot be read', of({ 危房户: '否', 危房级别: '三级' }), 'error'],
  ['not on A', of({ 危房户: '否', 危房级别: 'A级' }), 'none'],
  ['not on B', of({ 危房户: '否', 危房级别: 'B' }), 'none'],
  ['not without a grade', of({ 危房户: '否' }), 'none'],
  ['not where 危房户 is not stated', of({ 危房级别: 'D' }), 'none'],
])

const OUT = { 脱贫属性: '已脱贫', 脱贫年度: '2016' }
const CANDIDATES = [
  ['of this year', { 脱贫年度: '2017' }],
  ['proposed', { 拟退出: '是' }],
] as const

quality('H55', [
  ['fires on who is out', of({ ...OUT, 危房户: '是' }), 'error'],
  ['fires on 稳定脱贫', of({ 脱贫属性: '4', 脱贫年度: '2017', 危房户: '是' }), 'error'],
  ['not on a safe house', of({ ...OUT, 危房户: '否', 危房级别: 'D' }), 'none'],
  ['not in poverty', of({ 脱贫属性: '未脱贫', 危房户: '是' }), 'none'],
  ...CANDIDATES.map(
    ([what, cells]) => [`leaves one ${what} to T02`, of({ ...OUT, ...cells, 危房户: '是' }), 'none'] as const,
  ),
])

quality('H56', [
  ['fires on 饮水困难', of({ ...OUT, 饮水困难: '是', 饮水安全: '是' }), 'error'],
  ['fires on unsafe water', of({ ...OUT, 饮水安全: '否' }), 'error'],
  ['not on safe water', of({ ...OUT, 饮水困难: '否', 饮水安全: '是' }), 'none'],
  ['not where nothing is said', of(OUT), 'none'],
  ['not in poverty', of({ 脱贫属性: '返贫', 饮水安全: '否' }), 'none'],
  ...CANDIDATES.map(
    ([what, cells]) =>
      [`leaves one ${what} to T05`, of({ ...OUT, ...cells, 饮水安全: '否' }), 'none'] as const,
  ),
])

quality('H57', [
  ['fires without electricity', of({ ...OUT, 通生活用电: '否' }), 'error'],
  ['fires on a candidate too', of({ ...OUT, 拟退出: '是', 通生活用电: '否' }), 'error'],
  ['not with it', of({ ...OUT, 通生活用电: '是' }), 'none'],
  ['not where nothing is said', of(OUT), 'none'],
  ['not in poverty', of({ 脱贫属性: '未脱贫', 通生活用电: '否' }), 'none'],
])

quality('H58', [
  ['fires on both', of({ 饮水困难: '是', 饮水安全: '是' }), 'suspected'],
  ['not on one', of({ 饮水困难: '是', 饮水安全: '否' }), 'none'],
  ['not where one is not stated', of({ 饮水安全: '是' }), 'none'],
])

const MOVED = { 易地搬迁户: '是', 搬迁方式: '集中', 安置方式: '行政村内就近集中', 是否入住: '否' }
quality('H62', [
  ...(['搬迁方式', '安置方式', '是否入住'] as const).map(
    header => [`fires without ${header}`, of({ ...MOVED, [header]: '' }), 'error'] as const,
  ),
  ['not where all is stated', of(MOVED), 'none'],
  ['not where nobody moved', of({ 易地搬迁户: '否' }), 'none'],
  [
    'does not conclude without the columns',
    of({ 易地搬迁户: '是' }, ['搬迁方式', '安置方式', '是否入住']),
    'no column',
  ],
])
