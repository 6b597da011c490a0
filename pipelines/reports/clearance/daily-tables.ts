/** 分县明细, 预测, 说明: the other sheets of the daily report. */
import type { WriteSheet } from 'hucre/xlsx'
import { cellOf } from '../cell-text.ts'
import { type Section, sectionSheet } from '../section-sheet.ts'
import { HEAD_ROWS, type SheetHead } from '../sheet-frame.ts'
import { type SheetColumn, tableSheet } from '../table-sheet.ts'
import { CLASSES } from '../wording.ts'
import { type AreaReport, type DailyReport, dayText } from './daily-report.ts'
import { dailyMark, dailyTitle } from './daily-words.ts'
import { isInTime, neededText, outcomeText, PACE_DAYS, paceText } from './forecast.ts'
import { type CellFigures, MEASURE_NAMES, MEASURES, OBJECT_NAMES } from './model.ts'
import { progressOf, rateText } from './standing.ts'

const headOf = (report: DailyReport): Omit<SheetHead, 'name' | 'title'> => ({
  mark: dailyMark(report),
  foot: `问题清零日报表 ${report.figures.day}${report.provisional ? '（临时）' : ''}`,
})

/** The cells of the counties that are shown. */
export const cellsShown = ({ figures, only }: DailyReport): readonly CellFigures[] =>
  figures.cells.filter(({ county }) => only.length === 0 || only.includes(county))

export function detailSheet(report: DailyReport): WriteSheet {
  const names = new Map(report.areas.map(({ code, name }) => [code, name]))
  const columns: readonly SheetColumn<CellFigures>[] = [
    { head: '县代码', width: 10, value: cell => cell.county },
    { head: '县(市、区)', width: 18, value: cell => names.get(cell.county) },
    { head: '对象', width: 10, value: cell => OBJECT_NAMES[cell.object].zh },
    { head: '类别', width: 8, value: cell => CLASSES[cell.class].zh },
    ...MEASURES.map(
      (measure): SheetColumn<CellFigures> => ({
        head: MEASURE_NAMES[measure].zh,
        width: 10,
        kind: 'number',
        value: cell => cell[measure],
      }),
    ),
    { head: '清零率', width: 9, centred: true, value: cell => rateText(progressOf(cell)) },
  ]
  return tableSheet({
    ...headOf(report),
    name: '分县明细',
    title: `分县明细：期初 + 新发现 + 重新出现 − 当日修改 − 当日核实存证 = 期末剩余　${report.figures.day}`,
    columns,
    rows: cellsShown(report),
    empty: '这些县没有问题。',
    frozenColumns: 4,
  })
}

export function forecastSheet(report: DailyReport): WriteSheet {
  const { deadline, areas, city } = report
  const rows = [...areas, ...(city ? [city] : [])].filter(
    ({ progress }) => progress.found > 0 || areas.length === 1,
  )
  const columns: readonly SheetColumn<AreaReport>[] = [
    { head: '县(市、区)', width: 18, value: area => area.name },
    { head: '剩余', width: 9, kind: 'number', value: ({ forecast }) => forecast.open },
    {
      head: `近 ${PACE_DAYS} 日净减少`,
      width: 12,
      kind: 'number',
      value: ({ forecast }) => (forecast.paceDays === 0 ? undefined : forecast.decrease),
    },
    {
      head: '每日净减少',
      width: 11,
      centred: true,
      value: ({ forecast }) =>
        forecast.paceDays === 0 ? '—' : paceText(forecast.decrease / forecast.paceDays),
    },
    { head: '按此速度', width: 34, kind: 'prose', value: ({ forecast }) => outcomeText(forecast).zh },
    { head: '期限', width: 12, centred: true, value: () => deadline ?? '政策未规定' },
    {
      head: '距期限天数',
      width: 10,
      centred: true,
      value: ({ forecast: { daysLeft } }) =>
        daysLeft === undefined ? '—' : daysLeft > 0 ? String(daysLeft) : daysLeft === 0 ? '当日' : '已过期限',
    },
    {
      head: '按期清零每日需减少',
      width: 12,
      centred: true,
      value: ({ forecast }) =>
        forecast.open === 0 ? '0' : forecast.needed === undefined ? '—' : neededText(forecast.needed),
    },
    {
      head: '能否按期',
      width: 10,
      centred: true,
      value: ({ forecast }) => {
        const inTime = isInTime(forecast)
        return inTime === undefined ? '—' : inTime ? '能' : '不能'
      },
    },
  ]
  return tableSheet({
    ...headOf(report),
    name: '预测',
    title: `预测：按近 ${PACE_DAYS} 日的速度何时清零，按期清零需要多快　${report.figures.day}`,
    columns,
    rows,
    empty: '没有问题，无须预测。',
    notes: [
      `速度：${PACE_DAYS} 日前的剩余减去当日剩余，除以天数；新增的问题已经抵减。开始不足 ${PACE_DAYS} 日的，从第一天算起。`,
      '预测只是把近几日的速度延长，不是承诺。',
    ],
    frozenColumns: 1,
  })
}

/** Where the chart stands: to the right of the days, so that nothing is hidden. */
const CHART = { row: 2, rows: 24, columns: 9 } as const

/** Open problems day by day, with a chart of the whole: it can be changed and copied, unlike a picture. */
export function openSheet(report: DailyReport): WriteSheet {
  const { areas, city, days } = report
  const shown = [...(city ? [city] : []), ...areas]
  const sheet = tableSheet<number>({
    ...headOf(report),
    name: '逐日剩余',
    title: `逐日剩余　${days[0]?.day ?? ''} 至 ${report.figures.day}`,
    columns: [
      { head: '日期', width: 12, value: place => days[place]?.day },
      ...shown.map(
        (area): SheetColumn<number> => ({
          head: area.name,
          width: 12,
          kind: 'number',
          value: place => area.open[place]?.open,
        }),
      ),
    ],
    rows: days.map((_, place) => place),
    empty: '还没有数字。',
    frozenColumns: 1,
  })
  const [first] = shown
  if (!first) return sheet
  const column = (letter: string) =>
    `'逐日剩余'!$${letter}$${HEAD_ROWS + 1}:$${letter}$${HEAD_ROWS + days.length}`
  const from = { row: CHART.row, col: shown.length + 2 }
  return {
    ...sheet,
    charts: [
      {
        type: 'line',
        title: cellOf(`${first.name} 问题剩余`),
        series: [{ name: cellOf(first.name), values: column('B'), categories: column('A') }],
        anchor: { from, to: { row: from.row + CHART.rows, col: from.col + CHART.columns } },
      },
    ],
  }
}

export function noteSheet(report: DailyReport): WriteSheet {
  const { figures, digest, provisional, days, deadline } = report
  const first = days[0]?.day ?? figures.day
  const sections: Section[] = [
    {
      title: '一、快照',
      heads: ['项目', '内容'],
      rows: [
        ['报表日', dayText(figures.day)],
        [
          '状态',
          provisional ? '临时：当日未到截止时间，数字还会变化，未结账' : '已结账：以后的变动计入以后的日子',
        ],
        ['比对批次', figures.source?.run ?? '尚无计入的导出'],
        ['建档立卡户表摘要', figures.source?.register || '—'],
        ['变动条数（累计）', String(figures.events)],
        ['变动记录摘要', figures.history],
        ...(provisional ? [] : [['数字摘要', digest]]),
        ['前一日数字摘要', figures.previous || '—（第一天）'],
        ['期限', deadline ?? '政策文件没有写明问题数据清洗的期限'],
      ],
      empty: '',
    },
    {
      title: '二、口径',
      heads: ['项目', '含义'],
      rows: [
        ['问题总数（基数）', `第一天（${first}）发现的问题；第一天的期初为 0，基数就是当日的新发现`],
        ['期初剩余', '前一日的期末剩余'],
        ['新发现', '当日第一次出现的问题'],
        ['重新出现', '修改或核实之后又出现的问题；改变类别或所属县的，在原处计修改，在新处计重新出现'],
        ['当日修改 / 核实修改', '最新的导出里不再有的问题'],
        ['当日核实存证', '疑似问题，经核实属实并存有佐证；错误类只能修改，不能存证'],
        ['累计', '自第一天起的合计；总数 = 累计发现 + 累计重新出现，总数 − 累计清零 = 期末剩余'],
        ['清零率', '累计清零 ÷ 总数，舍去百分号前第三位小数；没有问题的县不计，也不排名'],
        ['排名', '按清零率从高到低；相同的并列，其后空出名次；只看部分县时，仍是全部县中的名次'],
      ],
      empty: '',
    },
    {
      title: '三、出具前已核对',
      heads: ['项目', '内容'],
      rows: [
        ['格内', '每县每对象每类：期初 + 新增 − 清零 = 期末，期末由逐个问题追踪得出，不由相减得出'],
        ['合计', 'Σ 对象 = Σ 类别 = 合计'],
        ['跨日', '当日期初 = 前一日结账的期末；已结账各日的数字与按变动记录重算的一致，摘要首尾相接'],
        ['现状', '按变动记录的剩余 = 问题现状为“未清零”的个数'],
        ['不一致时', '不出具报表，并指出是哪些数字'],
      ],
      empty: '',
    },
  ]
  return sectionSheet({
    ...headOf(report),
    name: '说明',
    title: dailyTitle(report),
    widths: [22, 100],
    sections,
  })
}
