/** 问题清零日报表 as CSV: one line a cell, one for each county, one for the city. */
import { BOM, csvLine } from '../csv.ts'
import { CLASSES } from '../wording.ts'
import type { AreaReport, DailyReport } from './daily-report.ts'
import { cellsShown } from './daily-tables.ts'
import { type Counted, MEASURE_NAMES, MEASURES, OBJECT_NAMES } from './model.ts'
import { progressOf, rateText } from './standing.ts'

const HEADS = [
  '日期',
  '状态',
  '行',
  '县代码',
  '县(市、区)',
  '对象',
  '类别',
  ...MEASURES.map(measure => MEASURE_NAMES[measure].zh),
  '清零率',
  '排名',
  '比对批次',
  '户表摘要',
  '变动条数',
  '数字摘要',
]

export function* dailyCsv(report: DailyReport): Generator<string> {
  const { figures, digest, provisional, areas, city } = report
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  const line = (where: readonly string[], counted: Counted, rank: number | undefined) =>
    csvLine([
      figures.day,
      provisional ? '临时' : '已结账',
      ...where,
      ...MEASURES.map(measure => String(counted[measure])),
      rateText(progressOf(counted)),
      rank === undefined ? '' : String(rank),
      figures.source?.run ?? '',
      figures.source?.register ?? '',
      String(figures.events),
      provisional ? '' : digest.slice(0, 8),
    ])
  yield BOM + csvLine(HEADS)
  for (const cell of cellsShown(report))
    yield line(
      [
        '明细',
        cell.county,
        names.get(cell.county) ?? '',
        OBJECT_NAMES[cell.object].zh,
        CLASSES[cell.class].zh,
      ],
      cell,
      undefined,
    )
  const sum = (kind: string, { code, name, total, rank }: AreaReport) =>
    line([kind, code, name, '', ''], total, rank)
  for (const area of areas) yield sum('小计', area)
  if (city) yield sum('合计', city)
}
