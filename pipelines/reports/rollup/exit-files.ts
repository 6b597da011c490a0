/** 退出核查汇总 as a workbook, and its villages as CSV. */
import type { WriteSheet } from 'hucre/xlsx'
import { BOM, csvLine } from '../csv.ts'
import { type GroupedColumn, groupedSheet } from '../grouped-sheet.ts'
import { shownAs } from '../masking.ts'
import { sectionSheet } from '../section-sheet.ts'
import type { SheetHead } from '../sheet-frame.ts'
import { tableSheet } from '../table-sheet.ts'
import { watermark, workbook } from '../workbook.ts'
import { COUNTY, VILLAGE } from './area-columns.ts'
import { foundText, povertyText, UNCONCLUDED } from './areas.ts'
import { BESIDE, CRITERIA, type Criterion, type ExitRollup, type ExitRow } from './exit-rollup.ts'
import { leadListSheet, placeColumns } from './lead-list.ts'
import type { RollupHousehold } from './model.ts'
import { unconcludedSection } from './unconcluded-section.ts'

type Head = Omit<SheetHead, 'name' | 'title'>

/** No feed, no table and no rule speaks of it. */
const BY_VISIT = '入户核实'

/** The workbook's bytes; equal roll-ups give equal bytes. */
export function exitWorkbook(rollup: ExitRollup, feedTitle: (feed: string) => string): Promise<Uint8Array> {
  const { run } = rollup.snapshot
  const head: Head = { mark: watermark(run), foot: `退出核查汇总　${run.runId}　操作人 ${run.user}` }
  return workbook(run, '退出核查汇总', [
    areaSheet(head, '分村', rollup.villages, VILLAGE),
    areaSheet(head, '分县', rollup.counties, COUNTY),
    leadListSheet({
      head,
      title: `退出核查疑点 户清单（${rollup.leads.length} 条）：疑似未达条件，须核实`,
      snapshot: rollup.snapshot,
      leads: rollup.leads,
      classes: false,
      matter: { head: '条件', of: ({ rule }) => titleOfRule(rule) },
    }),
    clearSheet(head, rollup),
    notes(head, rollup, feedTitle),
  ])
}

const titleOfRule = (rule: string): string =>
  [...CRITERIA, ...BESIDE].find(({ rules }) => rules.includes(rule))?.title ?? rule

const criterionColumn = ({ id, title, rules }: Criterion, group: string): GroupedColumn<ExitRow> => ({
  head: rules.length === 0 ? title : `${title}（${rules.join(' ')}）`,
  group,
  width: 13,
  kind: 'number',
  value: row =>
    rules.length === 0
      ? row.candidates === 0
        ? 0
        : BY_VISIT
      : foundText(row.found.get(id) ?? 0, row.unconcluded.has(id)),
})

const isConcluded = ({ unconcluded }: ExitRow): boolean => CRITERIA.every(({ id }) => !unconcluded.has(id))

const FIGURES: readonly GroupedColumn<ExitRow>[] = [
  { head: '登记户数', width: 9, kind: 'number', value: row => row.area.households.length },
  { head: '退出对象户数', width: 10, kind: 'number', value: row => row.candidates },
  ...CRITERIA.map(criterion => criterionColumn(criterion, '疑似未达条件的户数（待核实）')),
  {
    head: '有疑点的户',
    width: 10,
    kind: 'number',
    value: row => foundText(row.withLeads, !isConcluded(row)),
  },
  {
    head: '各项均无疑点的户',
    width: 12,
    kind: 'number',
    value: row => (isConcluded(row) || row.candidates === 0 ? row.without : UNCONCLUDED),
  },
  ...BESIDE.map(criterion => criterionColumn(criterion, '另行核对')),
  { head: '未脱贫人口', group: '贫困发生率', width: 10, kind: 'number', value: row => row.area.poverty.poor },
  { head: '总人口', group: '贫困发生率', width: 10, kind: 'number', value: row => row.area.poverty.people },
  {
    head: '贫困发生率',
    group: '贫困发生率',
    width: 11,
    centred: true,
    value: row => povertyText(row.area.poverty),
  },
]

const areaSheet = (
  head: Head,
  name: string,
  rows: readonly ExitRow[],
  place: readonly GroupedColumn<ExitRow>[],
): WriteSheet =>
  groupedSheet({
    ...head,
    name,
    title: `退出核查汇总（${name}）：疑点仅为核查线索，不作为不能退出的认定`,
    columns: [...place, ...FIGURES],
    rows,
    empty: '没有登记的户。',
    frozenColumns: place.length,
    filter: true,
  })

function clearSheet(head: Head, { clear, snapshot }: ExitRollup): WriteSheet {
  const names = new Map(snapshot.counties.map(({ code, name }) => [code, name]))
  return tableSheet<RollupHousehold>({
    ...head,
    name: '无疑点户',
    title: `各项均无疑点的退出对象（${clear.length} 户）：比对没有发现疑点；是否愁吃穿、实际情况如何，仍须入户核实`,
    columns: placeColumns(names, household => household, shownAs(snapshot.run.masked)),
    rows: clear,
    empty: '没有：或都有疑点，或所在县有条件未下结论。',
    frozenColumns: 5,
  })
}

function notes(head: Head, { snapshot }: ExitRollup, feedTitle: (feed: string) => string): WriteSheet {
  return sectionSheet({
    ...head,
    name: '说明',
    title: '退出核查汇总 说明',
    widths: [18, 24, 34, 30, 12],
    sections: [
      unconcludedSection(snapshot, '一、未下结论：没有数据，既不能说达到，也不能说没有达到', feedTitle),
      {
        title: '二、六项条件与规则',
        heads: ['条件', '规则', '口径'],
        rows: [
          ...CRITERIA.map(({ title, rules }) => [
            title,
            rules.join('、') || '没有',
            rules.length === 0 ? '没有数据可比对，由入户核实' : '有其中任何一条疑点的退出对象计一户',
          ]),
          ...BESIDE.map(({ title, rules }) => [
            title,
            rules.join('、'),
            '不是六项条件，另行核对；返贫原因对所有户',
          ]),
        ],
        empty: '',
      },
      {
        title: '三、口径',
        heads: ['项目', '含义'],
        rows: [
          ['退出对象', '拟退出为是，或脱贫属性为已脱贫且脱贫年度为本年'],
          ['未脱贫人口', '脱贫属性为未脱贫、返贫的户的登记成员数；有户未填脱贫属性时，贫困发生率前有 ≥'],
          [
            '总人口',
            '建档立卡行政村表的总人口数；村不在表中或未填的写“缺总人口”，县内有这样的村时县也写“缺总人口”',
          ],
          ['疑点', '核查线索。是否达到条件，以核实为准'],
        ],
        empty: '',
      },
    ],
  })
}

/** The villages. */
export function* exitCsv({ villages }: ExitRollup): Generator<string> {
  const columns = [...VILLAGE, ...FIGURES]
  yield BOM + csvLine(columns.map(({ head }) => head))
  for (const row of villages) yield csvLine(columns.map(({ value }) => String(value?.(row) ?? '')))
}
