import { context, household, member } from '../rules/dossier.ts'
import { quality } from './table.ts'

const of = (cells: Record<string, string>, ...members: readonly Record<string, string>[]) =>
  household({ cells, members: members.map(each => member({ cells: each })) })

quality('H59', [
  ['fires where it is empty', of({}), 'suspected'],
  ['fires on 10 digits', of({ 户联系电话: '1388888888' }), 'suspected'],
  ['fires on 12 digits', of({ 户联系电话: '138888888880' }), 'suspected'],
  ['fires on a letter', of({ 户联系电话: '1388888888O' }), 'suspected'],
  ['not on 11 digits', of({ 户联系电话: '138 8888 8888' }), 'none'],
  ['does not conclude without the column', household({ without: ['户联系电话'] }), 'no column'],
])

const CARD = '79927398713'
quality('H61', [
  ['fires on a wrong check digit', of({ 银行卡号: '79927398714' }), 'suspected'],
  ['fires on what is no number', of({ 银行卡号: '存折' }), 'suspected'],
  [
    'fires where other households have it',
    household({
      cells: { 银行卡号: CARD },
      sameBankCard: { households: 2, first: ['5301290002', '5301290003'] },
    }),
    'suspected',
  ],
  ['not on a right one', of({ 银行卡号: CARD }), 'none'],
  ['not where it is empty', of({}), 'none'],
])

quality('H66', [
  ['fires without labour and 低保', of({}, { 劳动技能: '无劳动力', 是否享受低保: '否' }, {}), 'suspected'],
  ['not with labour', of({}, {}, { 劳动技能: '弱劳动力' }), 'none'],
  ['not with 低保', of({}, {}, { 劳动技能: '丧失劳动力', 是否享受低保: '是' }), 'none'],
  ['not without members', of({}), 'none'],
  [
    'does not conclude without a column',
    household({ members: [member({ without: ['是否享受低保'] })] }),
    'no column',
  ],
])

const HELPED = { 帮扶责任人: '李四' }
const measured = (cells: Record<string, string>, ...years: readonly string[]) =>
  household({ cells, measures: years.map(year => ({ 措施类别: '低保', 年度: year })) })
const NO_MEASURES = context({ tables: ['households', 'members'] })
quality('H68', [
  ['fires without a helper', measured({}, '2017'), 'suspected'],
  ['fires without a measure', measured(HELPED), 'suspected'],
  ['fires on measures of other years', measured(HELPED, '2016', '2018', '去年'), 'suspected'],
  ['fires on both as one', measured({}), 'suspected'],
  ['fires on the helper where no measures were given', measured({}), 'suspected', NO_MEASURES],
  ['not with both', measured(HELPED, '2016', '2017'), 'none'],
  ['does not conclude where no measures were given', measured(HELPED), 'no table', NO_MEASURES],
  [
    'does not conclude without their years',
    household({ cells: HELPED, measures: [{ 措施类别: '低保' }], measuresWithout: ['年度'] }),
    'no column',
  ],
  [
    'does not conclude without the column of helpers',
    household({ without: ['帮扶责任人'], measures: [{ 措施类别: '低保', 年度: '2017' }] }),
    'no column',
  ],
])
