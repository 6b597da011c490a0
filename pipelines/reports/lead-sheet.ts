/** A sheet of a county's 核查清单: the leads of one direction, household by household. */
import type { WriteSheet } from 'hucre/xlsx'
import { DIRECTIONS, SEVERITIES } from '../types.ts'
import { compareTuples } from './code-point.ts'
import { rowsByFile } from './evidence.ts'
import type { Shown } from './masking.ts'
import type {
  CountyList,
  Direction,
  IsoDate,
  ListedHousehold,
  OutsideLead,
  PublishedRule,
  ReportedLead,
} from './model.ts'
import type { SheetHead } from './sheet-frame.ts'
import { type SheetColumn, tableSheet } from './table-sheet.ts'
import { CLASSES, STATUSES } from './wording.ts'

/** What a person may answer. None of the words decides about a household. */
export const FINDINGS_OF_A_VISIT = [
  '属实',
  '部分属实',
  '不属实',
  '非同一人',
  '需进一步核实',
  '暂无法核实',
] as const

/** A lead in its place of the list. */
export interface ListedLead {
  readonly ordinal: number
  /** Of the household, from 1; leads without one count each for itself. */
  readonly group: number
  readonly household?: ListedHousehold
  readonly outside?: OutsideLead
  readonly lead: ReportedLead
}

const leadOrder = (lead: ReportedLead): readonly string[] => [
  lead.severity,
  lead.rule,
  lead.idNumber,
  lead.subject,
]

/** The leads of a direction in the order of a visit: by village, hamlet, household; then those without household. */
export function leadsOfDirection(list: CountyList, direction: Direction): readonly ListedLead[] {
  const listed: ListedLead[] = []
  let group = 0
  const households = list.households
    .map(household => ({ household, order: [household.villageCode, household.hamlet, household.code] }))
    .sort((a, b) => compareTuples(a.order, b.order))
  for (const { household } of households) {
    const leads = household.leads.filter(lead => lead.direction === direction)
    if (leads.length === 0) continue
    group++
    leads.sort((a, b) => compareTuples(leadOrder(a), leadOrder(b)))
    for (const lead of leads) listed.push({ ordinal: listed.length + 1, group, household, lead })
  }
  const outside = list.outside
    .filter(lead => lead.direction === direction)
    .map(lead => ({ lead, order: [lead.village, lead.hamlet, ...leadOrder(lead)] }))
    .sort((a, b) => compareTuples(a.order, b.order))
  for (const { lead } of outside) {
    group++
    listed.push({ ordinal: listed.length + 1, group, outside: lead, lead })
  }
  return listed
}

/** Titles and cut-off dates of the files that evidence points into, by path. */
export type Origins = ReadonlyMap<string, { readonly title: string; readonly asOf: IsoDate }>

/** Rows of one file that are named; further ones are counted. */
const ROWS_NAMED = 12

/** Where a lead comes from, for people: department, cut-off date, file, rows. */
export function originText(lead: ReportedLead, origins: Origins): string {
  return rowsByFile(lead.evidence)
    .map(({ file, rows }) => {
      const origin = origins.get(file.path)
      const source = `${origin?.title ?? file.source}${origin ? `（截至 ${origin.asOf}）` : ''}`
      const name = file.path.split('/').at(-1) ?? file.path
      if (rows.every(row => row === 0)) return `${source}${name}：未查到记录`
      const named = rows.slice(0, ROWS_NAMED).join('、')
      const more = rows.length > ROWS_NAMED ? ` 等 ${rows.length} 行，全部见 findings.csv` : ' 行'
      return `${source}${name} 第 ${named}${more}`
    })
    .join('\n')
}

/** `1. … 2. …`, a line each; a single one without its number. */
export const numberedLines = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] ?? '') : texts.map((text, place) => `${place + 1}. ${text}`).join('\n')

/** Whom or what a lead is about, in words. */
function objectOf({ lead, household, outside }: ListedLead, shown: Shown): string {
  if (lead.personName) return shown.text(lead.personName)
  if (household) return lead.idNumber === '' ? '全户' : '（未登记姓名）'
  return outside?.hamlet || outside?.villageName || '（档外人员）'
}

export interface LeadSheet {
  readonly head: Omit<SheetHead, 'name' | 'title'>
  readonly county: string
  readonly direction: Direction
  readonly leads: readonly ListedLead[]
  readonly rules: ReadonlyMap<string, PublishedRule>
  readonly origins: Origins
  readonly shown: Shown
}

/** Frozen on the left: up to the name of the head of household. */
const FROZEN = 7

export function leadSheet({ head, county, direction, leads, rules, origins, shown }: LeadSheet): WriteSheet {
  const columns: readonly SheetColumn<ListedLead>[] = [
    { head: '序号', width: 4, kind: 'number', value: row => row.ordinal },
    { head: '户序', width: 4, kind: 'number', value: row => row.group },
    { head: '乡镇', width: 6, value: row => (row.household ?? row.outside)?.township },
    { head: '村', width: 6, value: row => row.household?.village ?? row.outside?.villageName },
    { head: '自然村', width: 6, value: row => (row.household ?? row.outside)?.hamlet },
    { head: '户编号', width: 12, value: row => shown.code(row.lead.household) },
    { head: '户主', width: 7, value: row => shown.text(row.household?.headName ?? '') },
    {
      head: '家庭人口',
      width: 4,
      kind: 'number',
      value: row => row.household?.size ?? row.household?.members,
    },
    { head: '贫困户属性', width: 6, value: row => row.household?.attribute },
    { head: '脱贫属性', width: 6, value: row => row.household?.exitState },
    { head: '帮扶责任人', width: 7, value: row => shown.text(row.household?.helper ?? '') },
    { head: '联系电话', width: 12, value: row => row.household?.phone },
    { head: '疑点对象', width: 7, value: row => objectOf(row, shown) },
    { head: '证件号码', width: 19, value: row => shown.id(row.lead.idNumber) },
    {
      head: '标的（车牌、证号等）',
      width: 9,
      value: row => (row.lead.subjectIsKey ? undefined : shown.code(row.lead.subject)),
    },
    { head: '规则', width: 5, centred: true, value: row => row.lead.rule },
    { head: '疑点', width: 10, kind: 'prose', value: row => rules.get(row.lead.rule)?.title.zh },
    {
      head: '级别',
      width: 7,
      centred: true,
      value: row => `${row.lead.severity} ${SEVERITIES[row.lead.severity].zh}`,
    },
    { head: '类别', width: 5, centred: true, value: row => CLASSES[row.lead.class].zh },
    { head: '说明', width: 30, kind: 'prose', value: row => shown.text(row.lead.detail) },
    { head: '依据来源', width: 18, kind: 'prose', value: row => originText(row.lead, origins) },
    { head: '状态', width: 5, centred: true, value: row => STATUSES[row.lead.status].zh },
    { head: '核查结果', width: 8, kind: 'input', centred: true, choices: FINDINGS_OF_A_VISIT },
    { head: '核查情况说明', width: 18, kind: 'input' },
    { head: '核查人', width: 7, kind: 'input' },
    { head: '核查日期', width: 8, kind: 'inputDate' },
    { head: '核查单号', width: 11, value: row => row.lead.itemKey },
  ]
  const name = DIRECTIONS[direction].zh
  const groups = leads.at(-1)?.group ?? 0
  return tableSheet({
    ...head,
    name,
    // What to check and how a lead may be explained stands once a rule, on its own sheet: the list has to fit a page.
    title: `${county} 核查清单：${name}（疑点 ${leads.length} 条，涉及 ${groups} 户或对象；核查要点与合理解释见「规则说明」）`,
    columns,
    rows: leads,
    empty: `本次比对没有发现「${name}」疑点。没有发现不等于没有：哪些规则未能下结论，见「数据覆盖与时效」。`,
    frozenColumns: FROZEN,
    groupColumn: 1,
  })
}
