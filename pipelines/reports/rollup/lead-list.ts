/** 户清单: the leads behind a roll-up, a line each. */
import type { WriteSheet } from 'hucre/xlsx'
import { shownAs } from '../masking.ts'
import type { Lead } from '../model.ts'
import type { SheetHead } from '../sheet-frame.ts'
import { type SheetColumn, tableSheet } from '../table-sheet.ts'
import { CLASSES } from '../wording.ts'
import type { RollupHousehold, RollupSnapshot } from './model.ts'

export interface LeadList {
  readonly head: Omit<SheetHead, 'name' | 'title'>
  readonly title: string
  readonly snapshot: RollupSnapshot
  readonly leads: readonly (readonly [RollupHousehold, Lead])[]
  /** Whether the class is shown. Of an exit lead it is not: 错误 would read as if it had been established. */
  readonly classes: boolean
  /** What the lead is about, in the words of the roll-up. */
  readonly matter: { readonly head: string; readonly of: (lead: Lead) => string }
}

type Row = readonly [RollupHousehold, Lead]

export function leadListSheet({ head, title, snapshot, leads, classes, matter }: LeadList): WriteSheet {
  const shown = shownAs(snapshot.run.masked)
  const names = new Map(snapshot.counties.map(({ code, name }) => [code, name]))
  const columns: readonly SheetColumn<Row>[] = [
    ...placeColumns(names, ([household]: Row) => household, shown),
    { head: matter.head, width: 14, value: ([, lead]) => matter.of(lead) },
    { head: '规则', width: 7, centred: true, value: ([, lead]) => lead.rule },
    ...(classes
      ? [{ head: '类别', width: 7, centred: true, value: ([, lead]: Row) => CLASSES[lead.class].zh }]
      : []),
    {
      head: '人员',
      width: 10,
      value: ([, lead]) => (lead.idNumber === '' ? '全户' : shown.text(lead.personName)),
    },
    { head: '证件号码', width: 20, value: ([, lead]) => shown.id(lead.idNumber) },
    { head: '情况', width: 60, kind: 'prose', value: ([, lead]) => shown.text(lead.detail) },
    { head: '核实结果', width: 20, kind: 'input' },
  ]
  return tableSheet({
    ...head,
    name: '户清单',
    title,
    columns,
    rows: leads,
    empty: '没有疑点。没有疑点不等于没有问题：哪些未下结论，见「说明」。',
    frozenColumns: 5,
  })
}

export function placeColumns<T>(
  names: ReadonlyMap<string, string>,
  householdOf: (row: T) => RollupHousehold,
  shown: ReturnType<typeof shownAs>,
): readonly SheetColumn<T>[] {
  return [
    {
      head: '县(市、区)',
      width: 16,
      value: row => names.get(householdOf(row).county) || householdOf(row).county,
    },
    { head: '乡镇', width: 12, value: row => householdOf(row).township },
    { head: '村', width: 12, value: row => householdOf(row).villageName },
    { head: '户编号', width: 14, value: row => shown.code(householdOf(row).code) },
    { head: '户主', width: 10, value: row => shown.text(householdOf(row).headName) },
    { head: '人数', width: 6, kind: 'number', value: row => householdOf(row).persons },
  ]
}
