import { household } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, without: readonly string[] = []) => household({ cells, without })

quality('H11', [
  ...['1', '4'].flatMap(state => [
    ...['01', '04', '06', '07', ''].map(
      kind => [`fires on ${state} with ${kind}`, of({ 脱贫属性: state, 贫困户属性: kind }), 'error'] as const,
    ),
    ...['02', '03', '05', '08'].map(
      kind => [`not on ${state} with ${kind}`, of({ 脱贫属性: state, 贫困户属性: kind }), 'none'] as const,
    ),
  ]),
  ...['0', '3'].flatMap(state => [
    ...['02', '03', '05', '08', '贫困'].map(
      kind => [`fires on ${state} with ${kind}`, of({ 脱贫属性: state, 贫困户属性: kind }), 'error'] as const,
    ),
    ...['01', '04', '06', '07'].map(
      kind => [`not on ${state} with ${kind}`, of({ 脱贫属性: state, 贫困户属性: kind }), 'none'] as const,
    ),
  ]),
  ['not where the state is not stated', of({ 贫困户属性: '01' }), 'none'],
  ['does not conclude without the column', of({ 脱贫属性: '0' }, ['贫困户属性']), 'no column'],
])

quality('H63', [
  ['fires where somebody out has no year', of({ 脱贫属性: '已脱贫' }), 'error'],
  ['fires on 稳定脱贫', of({ 脱贫属性: '稳定脱贫' }), 'error'],
  ['fires where somebody in poverty has one', of({ 脱贫属性: '未脱贫', 脱贫年度: '2017' }), 'error'],
  ['fires on one that cannot be read', of({ 脱贫属性: '未脱贫', 脱贫年度: '明年' }), 'error'],
  ['not with a year', of({ 脱贫属性: '已脱贫', 脱贫年度: '2016' }), 'none'],
  ['not with one that cannot be read', of({ 脱贫属性: '已脱贫', 脱贫年度: '去年' }), 'none'],
  ['not without one in poverty', of({ 脱贫属性: '未脱贫' }), 'none'],
  ['not on 返贫', of({ 脱贫属性: '返贫', 脱贫年度: '2015' }), 'none'],
  ['does not conclude without the column', of({ 脱贫属性: '已脱贫' }, ['脱贫年度']), 'no column'],
])

quality('H64', [
  ['fires a year after', of({ 首次识别时间: '2017-01-01', 脱贫年度: '2016' }), 'error'],
  ['not in the year itself', of({ 首次识别时间: '2016-12-31', 脱贫年度: '2016' }), 'none'],
  ['not without a year', of({ 首次识别时间: '2017-01-01' }), 'none'],
  ['not on a date that cannot be read', of({ 首次识别时间: '去年', 脱贫年度: '2016' }), 'none'],
])

quality('H65', [
  ['fires by 脱贫属性', of({ 脱贫属性: '返贫', 返贫原因: '缺技术' }), 'error'],
  ['fires by 返贫', of({ 返贫: '是', 返贫原因: '缺资金' }), 'error'],
  ['fires where no reason is given', of({ 返贫: '是' }), 'error'],
  ['not by illness', of({ 返贫: '是', 返贫原因: '缺资金,01' }), 'none'],
  ['not by disaster', of({ 脱贫属性: '返贫', 返贫原因: '因灾' }), 'none'],
  ['not where it did not fall back', of({ 脱贫属性: '已脱贫', 返贫: '否', 返贫原因: '缺资金' }), 'none'],
  ['does not conclude without the column', of({ 返贫: '是' }, ['返贫原因']), 'no column'],
])
