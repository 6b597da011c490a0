/** Which hamlet it is: its code and its name. */
import { foldName } from '../../../connectors/fold.ts'
import { textOf } from '../../../connectors/reading.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { hamletRule } from '../place-rule.ts'
import { sentence } from './comparison.ts'

export const N01 = hamletRule({
  id: 'N01',
  title: both('自然村编码重复或不属于所属行政村', 'A repeated code, or one of another village'),
  class: 'error',
  text: both(
    '自然村编码在多行出现，或前 12 位不是行政村表中的村编码，或所属行政村不是该编码的行政村',
    'The code of a hamlet stands in several rows, or its first 12 digits are no village of the table, or 所属行政村 names another village than that of the code',
  ),
  reading: both(
    '所属行政村与行政村名称都填了才比较，按全称（不计空格、全半角）；没有行政村表时只看重复',
    '所属行政村 is compared where both names are there, as a whole (without spaces and width); without a table of villages only repetition is looked at',
  ),
  tables: ['villages'],
  judge: ({ values: { code, village }, dossier: { code: prefix, hamlets, records }, context }) => {
    const rows = hamlets.filter(other => other.values.code === code).length
    const repeated = rows > 1 ? `编码 ${said(code)} 有 ${said(rows, '行')}` : undefined
    if (!context.hasTable('villages')) return repeated ?? { reason: 'no table', table: 'villages' }
    const names = records.map(({ values: { name } }) => textOf(name)).filter(name => name !== '')
    const unknown =
      records.length === 0 ? `编码 ${said(code)} 的前 12 位 ${said(prefix)} 不在行政村表中` : undefined
    const named = foldName(textOf(village))
    const elsewhere =
      named !== '' && names.length > 0 && !names.some(name => foldName(name) === named)
        ? `所属行政村「${said(village)}」不是编码所属的「${said(names[0])}」`
        : undefined
    return sentence(repeated, unknown, elsewhere)
  },
})

/** 1组, 第三村民小组, 十二队: a number instead of a name. */
const NUMBERED = /^第?(?:\d+|[一二三四五六七八九十百零〇两]+)(?:村民小组|小组|组|社|队)$/

export const N11 = hamletRule({
  id: 'N11',
  title: both('自然村名称为空、只有组号或同村重名', 'No name, only a number, or a name twice'),
  class: 'suspected',
  text: both(
    '自然村名称为空，或只是「1组」一类的编号，或与同一行政村的另一行重名',
    'The name of a hamlet is empty, or no more than a number like 1组, or stands in another row of the same village',
  ),
  reading: both(
    '名称比较不计空格、全半角和间隔号；编号：（第）数字或中文数字加组、社、队、小组、村民小组；编码相同的行也算重名',
    'Names without spaces, width and dots; a number: digits or Chinese numerals with 组, 社, 队, 小组 or 村民小组; rows of the same code have the same name, too',
  ),
  check: [
    both('对照地名普查资料，填写正式名称', 'Enter the proper name by the survey of place names'),
    both('重名的是否为同一个自然村', 'Whether the two of one name are the same hamlet'),
  ],
  innocent: [both('当地确以组号为名', 'The place is really called by its number')],
  judge: ({ hamlet, values: { name }, dossier: { hamlets } }) => {
    const folded = foldName(textOf(name))
    if (folded === '') return '自然村名称未填'
    if (NUMBERED.test(folded)) return `自然村名称「${said(name)}」只是编号`
    const twin = hamlets.find(other => other !== hamlet && foldName(textOf(other.values.name)) === folded)
    return twin === undefined
      ? undefined
      : `自然村名称「${said(name)}」与同村编码 ${said(twin.values.code)} 重名`
  },
})
