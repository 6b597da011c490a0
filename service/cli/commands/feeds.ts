/** `bidui feeds`: the catalogue of feeds and register tables. */
import { type ColumnDescription, describe } from '../../../connectors/catalogue.ts'
import type { AnyDefinition } from '../../../connectors/definition.ts'
import { tableId } from '../../../connectors/table-reader.ts'
import type { Command, Context } from '../command.ts'
import { entries, table } from '../layout.ts'
import { FEED_TABLES, REGISTER, tableNamed } from '../tables.ts'

const SENSITIVE = {
  health: { zh: '健康信息', en: 'health data' },
  children: { zh: '未成年人信息', en: "children's data" },
} as const

export const feeds: Command = {
  usage: {
    summary: { zh: '部门数据目录：列名、别名、取值', en: 'the catalogue of feeds: columns, aliases, values' },
    synopsis: ['', 'ID…'],
    about: [
      {
        zh: '不带参数时列出全部部门数据和建档立卡表；给出编号时逐列说明：列名、是否必填、可写的内容、也接受的列名。',
        en: 'Without an ID it lists all feeds and register tables; with one it explains every column: its header, whether it is required, what may be written, what else it may be called.',
      },
    ],
    options: {},
    operands: { least: 0, most: 25 },
    examples: [
      { call: 'feeds', what: { zh: '全部', en: 'all of them' } },
      {
        call: 'feeds public-security.vehicles',
        what: { zh: '车管数据的各列', en: 'the columns of the vehicles' },
      },
      { call: 'feeds register.members', what: { zh: '建档立卡的成员表', en: 'the members of the register' } },
    ],
  },
  async run(call, context) {
    const { terminal } = context
    if (call.operands.length === 0) terminal.out(list(context))
    else terminal.out(call.operands.map(word => detail(tableNamed(word), context)).join('\n'))
    return 0
  },
}

function list({ say, lang }: Context): string {
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const columns = [
    { head: both('编号', 'ID') },
    { head: both('列', 'columns'), right: true as const },
    { head: both('必填', 'required'), right: true as const },
    { head: both('名称', 'title') },
  ]
  const row = (definition: AnyDefinition) => {
    const all = Object.values(definition.columns)
    return [
      tableId(definition),
      String(all.length),
      String(all.filter(column => column.required).length),
      say(definition.title),
    ]
  }
  const rows = [...FEED_TABLES.map(row), ...REGISTER.map(row)]
  const [head = '', ...lines] = table(columns, rows)
  return `${[
    head,
    ...lines.slice(0, FEED_TABLES.length),
    '',
    ...lines.slice(FEED_TABLES.length),
    '',
    both('各列的说明：bidui feeds 编号', 'The columns of one: bidui feeds ID'),
  ].join('\n')}\n`
}

function detail(definition: AnyDefinition, { say, lang, terminal }: Context): string {
  const both = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const described = describe(definition)
  const marks =
    definition.kind === 'feed' && definition.sensitive ? [say(SENSITIVE[definition.sensitive])] : []
  const meaning = (column: ColumnDescription): string =>
    [
      column.required ? both('【必填】', '[required] ') : '',
      say(column.accepts),
      column.aliases.length > 0
        ? both(`；也接受：${column.aliases.join('、')}`, `; also called: ${column.aliases.join('、')}`)
        : '',
    ].join('')
  return `${[
    [described.id, say(described.title), ...marks].join('  '),
    '',
    ...entries(
      described.columns.map(column => [
        column.header + (column.unit ? ` (${column.unit})` : ''),
        meaning(column),
      ]),
      terminal.width,
    ),
    '',
    both(`空白模板：bidui template ${described.id}`, `An empty file: bidui template ${described.id}`),
  ].join('\n')}\n`
}
