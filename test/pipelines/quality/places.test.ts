import { hamlet, totals, villageOf } from '../rules/dossier.ts'
import { quality } from './table.ts'

quality('V01', [
  ['fires on 0 households', villageOf({ rows: [{ 总户数: '0' }] }), 'error'],
  ['fires where nothing is written', villageOf(), 'error'],
  ['not on one', villageOf({ rows: [{ 总户数: '1' }] }), 'none'],
  ['does not conclude without the column', villageOf({ without: ['总户数'] }), 'no column'],
])

quality('N02', [
  ['fires on 0 people', villageOf({ hamlets: [hamlet({ 总户数: '3', 总人口: '0' })] }), 'error'],
  ['not on a single one', villageOf({ hamlets: [hamlet({ 总户数: '1', 总人口: '1' }, totals())] }), 'none'],
])
