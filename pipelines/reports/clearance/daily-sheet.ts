/** 日报表: the sheet in the layout of the plan, county by county and object by object. */
import type { WriteSheet } from 'hucre/xlsx'
import { type GroupedColumn, groupedSheet } from '../grouped-sheet.ts'
import { type AreaReport, CITY_NAME, type DailyReport } from './daily-report.ts'
import { dailyMark, dailyTitle } from './daily-words.ts'
import { PACE_DAYS } from './forecast.ts'
import { type Counted, OBJECT_NAMES, type ProblemClass } from './model.ts'
import { progressOf, rateText } from './standing.ts'

interface Line {
  readonly area: string
  readonly object: string
  readonly byClass: Readonly<Record<ProblemClass, Counted>>
  readonly total: Counted
  readonly sum: boolean
  readonly rank?: number
  readonly remark?: string
}

const linesOf = (area: AreaReport): readonly Line[] => [
  ...area.lines.map(({ object, byClass, total }) => ({
    area: area.name,
    object: OBJECT_NAMES[object].zh,
    byClass,
    total,
    sum: false,
  })),
  {
    area: area.name,
    object: area.name === CITY_NAME ? '合计' : '小计',
    byClass: area.byClass,
    total: area.total,
    sum: true,
    ...(area.rank === undefined ? {} : { rank: area.rank }),
    remark: remarkOf(area),
  },
]

function remarkOf({ total, open }: AreaReport): string {
  if (total.allRaised + total.allReopened === 0) return '没有问题'
  if (total.closing === 0) return '已清零'
  const moved = total.raised + total.reopened + total.corrected + total.verified
  const before = open.at(-1 - PACE_DAYS)
  if (moved === 0 && before?.open === total.closing) return `近 ${PACE_DAYS} 日剩余没有减少`
  return moved === 0 ? '当日没有变动' : ''
}

const found = ({ allRaised, allReopened }: Counted): number => allRaised + allReopened
const cleared = ({ allCorrected, allVerified }: Counted): number => allCorrected + allVerified

export function dailySheet(report: DailyReport): WriteSheet {
  const first = report.days[0]?.day ?? report.figures.day
  const number = (head: string, value: (line: Line) => number, group?: string): GroupedColumn<Line> => ({
    head,
    width: 9,
    kind: 'number',
    value,
    ...(group === undefined ? {} : { group }),
  })
  const columns: readonly GroupedColumn<Line>[] = [
    { head: '县(市、区)', width: 18, value: line => line.area },
    { head: '对象', width: 10, value: line => line.object },
    { ...number(`问题总数（${first.slice(5)} 基数）`, line => line.total.baseline), width: 12 },
    number('期初剩余', line => line.total.opening),
    number('新发现', line => line.total.raised, '新增反馈'),
    number('重新出现', line => line.total.reopened, '新增反馈'),
    number('总数', line => found(line.byClass.error), '错误'),
    number('当日修改', line => line.byClass.error.corrected, '错误'),
    number('累计修改', line => cleared(line.byClass.error), '错误'),
    number('剩余', line => line.byClass.error.closing, '错误'),
    number('总数', line => found(line.byClass.suspected), '疑似'),
    number('当日核实存证', line => line.byClass.suspected.verified, '疑似'),
    number('当日核实修改', line => line.byClass.suspected.corrected, '疑似'),
    number('累计', line => cleared(line.byClass.suspected), '疑似'),
    number('剩余', line => line.byClass.suspected.closing, '疑似'),
    number('期末剩余', line => line.total.closing),
    { head: '清零率', width: 9, centred: true, value: line => rateText(progressOf(line.total)) },
    { head: '排名', width: 6, kind: 'number', centred: true, value: line => line.rank },
    { head: '备注', width: 22, kind: 'prose', value: line => line.remark },
  ]
  return groupedSheet({
    name: '日报表',
    title: dailyTitle(report),
    mark: dailyMark(report),
    foot: `问题清零日报表 ${report.figures.day}${report.provisional ? '（临时）' : ''}`,
    columns,
    rows: [...report.areas, ...(report.city ? [report.city] : [])].flatMap(linesOf),
    empty: '没有县。',
    frozenColumns: 2,
    strong: line => line.sum,
  })
}
