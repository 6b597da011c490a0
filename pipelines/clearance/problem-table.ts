/** Problems as a table for people: CSV and workbook have the same columns. Pure. */
import type { WriteSheet } from 'hucre/xlsx'
import { BOM, csvLine } from '../reports/csv.ts'
import type { Shown } from '../reports/masking.ts'
import { type SheetColumn, tableSheet } from '../reports/table-sheet.ts'
import { beijingTime, CLASSES } from '../reports/wording.ts'
import { stampedBook } from '../reports/workbook.ts'
import { OBJECT_NAMES } from './objects.ts'
import type { StoredProblem } from './problem.ts'
import { ORIGIN_NAMES, STATE_NAMES } from './wording.ts'

/** How much of a key is printed: enough to be one among millions. */
export const KEY_SHOWN = 12

const yes = (flag: boolean): string => (flag ? '是' : '否')

export const problemColumns = (shown: Shown): readonly SheetColumn<StoredProblem>[] => [
  { head: '编号', width: 14, value: ({ key }) => key.slice(0, KEY_SHOWN) },
  { head: '对象', width: 7, centred: true, value: ({ object }) => OBJECT_NAMES[object].zh },
  { head: '问题代码', width: 10, value: ({ code }) => code },
  { head: '类别', width: 6, centred: true, value: ({ standing }) => CLASSES[standing.class].zh },
  { head: '状态', width: 11, centred: true, value: ({ standing }) => STATE_NAMES[standing.state].zh },
  { head: '县', width: 8, value: ({ standing }) => standing.county },
  { head: '乡', width: 10, value: ({ township }) => township },
  { head: '村编码', width: 14, value: ({ village }) => village },
  { head: '户编号', width: 18, value: ({ household }) => shown.code(household) },
  { head: '证件号码', width: 20, value: ({ idNumber }) => shown.id(idNumber) },
  { head: '人编号或村组编码', width: 18, value: ({ subject }) => shown.code(subject) },
  { head: '字段', width: 12, value: ({ field }) => field },
  { head: '规则', width: 30, kind: 'prose', value: ({ ruleText }) => shown.text(ruleText) },
  { head: '现状', width: 40, kind: 'prose', value: ({ detail }) => shown.text(detail) },
  { head: '来源', width: 11, value: ({ origin }) => ORIGIN_NAMES[origin].zh },
  { head: '规则可见', width: 6, centred: true, value: ({ standing }) => yes(standing.seen) },
  { head: '在清单中', width: 6, centred: true, value: ({ standing }) => yes(standing.listed) },
  { head: '首次发现', width: 11, value: ({ standing }) => standing.firstDay },
  { head: '最近变动', width: 11, value: ({ standing }) => standing.lastDay },
  { head: '清零日', width: 11, value: ({ standing }) => standing.clearedDay ?? '' },
]

/** UTF-8 with BOM, one row a problem, in the order given. */
export function* csvOf<T>(columns: readonly SheetColumn<T>[], rows: Iterable<T>): Generator<string> {
  yield BOM + csvLine(columns.map(({ head }) => head))
  for (const row of rows) yield csvLine(columns.map(({ value }) => String(value?.(row) ?? '')))
}

/** Who asked, when, what for: printed on every sheet. */
export interface TableStamp {
  readonly title: string
  readonly user: string
  readonly at: Date
  readonly masked: boolean
}

export const markOf = ({ user, at, masked }: TableStamp): string =>
  [
    `${beijingTime(at.toISOString())}（北京时间）`,
    `操作人 ${user}`,
    masked ? '证件号码已脱敏' : '含完整证件号码，严禁外传',
    '问题以建档立卡系统为准，疑似须核实',
  ].join('　|　')

export const sheetOf = <T>(
  stamp: TableStamp,
  name: string,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
): WriteSheet =>
  tableSheet({
    name,
    title: `${stamp.title}　${name}`,
    mark: markOf(stamp),
    foot: `${stamp.title}　操作人 ${stamp.user}`,
    columns,
    rows,
    empty: '没有这样的问题。',
  })

/** The workbook's bytes; equal sheets and stamp give equal bytes. */
export const workbookOf = (stamp: TableStamp, sheets: readonly WriteSheet[]): Promise<Uint8Array> =>
  stampedBook({ title: stamp.title, mark: markOf(stamp), at: stamp.at }, sheets)
