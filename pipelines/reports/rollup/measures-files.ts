/** 措施汇总 as a workbook, and its villages as CSV. */
import type { WriteSheet } from 'hucre/xlsx'
import { BOM, csvLine } from '../csv.ts'
import { type GroupedColumn, groupedSheet } from '../grouped-sheet.ts'
import { sectionSheet } from '../section-sheet.ts'
import type { SheetHead } from '../sheet-frame.ts'
import { watermark, workbook } from '../workbook.ts'
import { COUNTY, VILLAGE } from './area-columns.ts'
import { foundText } from './areas.ts'
import { leadListSheet } from './lead-list.ts'
import { MEASURE_RULES, type MeasuresRollup, type MeasuresRow } from './measures-rollup.ts'
import { unconcludedSection } from './unconcluded-section.ts'

type Head = Omit<SheetHead, 'name' | 'title'>

/** The workbook's bytes; equal roll-ups give equal bytes. */
export function measuresWorkbook(
  rollup: MeasuresRollup,
  feedTitle: (feed: string) => string,
): Promise<Uint8Array> {
  const { run } = rollup.snapshot
  const head: Head = { mark: watermark(run), foot: `措施汇总　${run.runId}　操作人 ${run.user}` }
  return workbook(run, '措施汇总', [
    areaSheet(head, '分村', rollup.villages, VILLAGE),
    leadListSheet({
      head,
      title: `部门数据未能印证的措施 户清单（${rollup.leads.length} 条）：须核实`,
      snapshot: rollup.snapshot,
      leads: rollup.leads,
      classes: true,
      matter: {
        head: '措施',
        of: ({ rule }) => MEASURE_RULES.find(each => each.rule === rule)?.title ?? rule,
      },
    }),
    areaSheet(head, '分县', rollup.counties, COUNTY),
    notes(head, rollup, feedTitle),
  ])
}

const FIGURES: readonly GroupedColumn<MeasuresRow>[] = [
  { head: '登记户数', width: 9, kind: 'number', value: row => row.area.households.length },
  ...MEASURE_RULES.flatMap(({ rule, title, measure }): readonly GroupedColumn<MeasuresRow>[] => {
    const group = `${title}（${rule}）`
    const found: GroupedColumn<MeasuresRow> = {
      head: '疑点户',
      group,
      width: 12,
      kind: 'number',
      value: row => foundText(row.found.get(rule) ?? 0, row.unconcluded.has(rule)),
    }
    return measure === undefined
      ? [found]
      : [
          { head: '登记措施的户', group, width: 10, kind: 'number', value: row => row.registered.get(rule) },
          found,
        ]
  }),
  {
    head: '有疑点的户',
    width: 12,
    kind: 'number',
    value: row => foundText(row.withLeads, row.unconcluded.size > 0),
  },
]

const areaSheet = (
  head: Head,
  name: string,
  rows: readonly MeasuresRow[],
  place: readonly GroupedColumn<MeasuresRow>[],
): WriteSheet =>
  groupedSheet({
    ...head,
    name,
    title: `措施汇总（${name}）：登记的措施，部门数据未能印证的`,
    columns: [...place, ...FIGURES],
    rows,
    empty: '没有登记的户。',
    frozenColumns: place.length,
    filter: true,
  })

const notes = (head: Head, { snapshot }: MeasuresRollup, feedTitle: (feed: string) => string): WriteSheet =>
  sectionSheet({
    ...head,
    name: '说明',
    title: '措施汇总 说明',
    widths: [18, 24, 34, 30, 12],
    sections: [
      unconcludedSection(snapshot, '一、未下结论：没有数据，既不能说有，也不能说没有', feedTitle),
      {
        title: '二、口径',
        heads: ['项目', '含义'],
        rows: [
          ['登记措施的户', '户措施表中有该类措施的户，不论年度'],
          ['疑点户', '登记了措施而部门没有记录的户；易地搬迁、危房改造也含部门有记录而没有登记措施的户'],
          ['本年没有措施', '未脱贫或返贫，而没有本年的措施'],
          ['疑点', '核查线索：可能是部门漏报、证件号码有误，以核实为准'],
        ],
        empty: '',
      },
    ],
  })

/** The villages. */
export function* measuresCsv({ villages }: MeasuresRollup): Generator<string> {
  const columns = [...VILLAGE, ...FIGURES]
  yield BOM + csvLine(columns.map(({ head, group }) => (group ? `${group}${head}` : head)))
  for (const row of villages) yield csvLine(columns.map(({ value }) => String(value?.(row) ?? '')))
}
