/** 通报 as a workbook, and its ranking as CSV. */
import type { WriteSheet } from 'hucre/xlsx'
import { BOM, csvLine } from '../csv.ts'
import type { SheetHead } from '../sheet-frame.ts'
import { type SheetColumn, tableSheet } from '../table-sheet.ts'
import { CLASSES, countiesText } from '../wording.ts'
import { stampedBook } from '../workbook.ts'
import type { Bulletin, Movement, OpenProblem, RankedCounty, Township } from './bulletin.ts'
import { cutOf } from './daily-report.ts'
import { daysBetween } from './days.ts'
import { FEED_STATES, type FeedDue, LATE_DAYS } from './feeds-due.ts'
import { neededText, outcomeText } from './forecast.ts'
import { OBJECT_NAMES } from './model.ts'
import { rateText } from './standing.ts'

/** Stalling problems that are listed; the others are counted. */
const MOST_LISTED = 500

const titleOf = ({ from, day, provisional }: Bulletin): string =>
  `扶贫对象数据清洗情况通报　${from} 至 ${day}${provisional ? '（临时：当日未结束，数字还会变化）' : ''}`

const markOf = ({ day, source, events }: Bulletin): string =>
  [
    `截至 ${day} 15:00（北京时间）`,
    source ? `快照 比对批次 ${source.run}，户表 ${source.register || '—'}` : '快照 尚无计入的导出',
    `变动 ${events} 条`,
    '问题与疑点仅为核查线索，不含个人信息',
  ].join('　|　')

type Head = Omit<SheetHead, 'name' | 'title'>

/** The workbook's bytes; equal bulletins give equal bytes. */
export function bulletinWorkbook(report: Bulletin): Promise<Uint8Array> {
  const mark = markOf(report)
  const head: Head = { mark, foot: `通报 ${report.day}` }
  return stampedBook({ title: titleOf(report), mark, at: cutOf(report.day) }, [
    rankingSheet(report, head),
    townshipSheet(report, head),
    stallSheet(report, head),
    feedSheet(report, head),
  ])
}

const number = <T>(head: string, value: (row: T) => number | undefined, width = 10): SheetColumn<T> => ({
  head,
  width,
  kind: 'number',
  value,
})

const movementColumns = <T extends Movement>(): readonly SheetColumn<T>[] => [
  number('两周前剩余', row => row.before),
  number('新发现', row => row.raised),
  number('重新出现', row => row.reopened),
  number('修改', row => row.corrected),
  number('核实存证', row => row.verified),
  number('剩余', row => row.open),
  number('累计总数', row => row.progress.found),
  { head: '清零率', width: 10, centred: true, value: row => rateText(row.progress) },
]

const rankChange = ({ rank, rankBefore }: RankedCounty): string => {
  if (rank === undefined || rankBefore === undefined) return '—'
  if (rank === rankBefore) return '持平'
  return rank < rankBefore ? `升 ${rankBefore - rank}` : `降 ${rank - rankBefore}`
}

const RANKING: readonly SheetColumn<RankedCounty>[] = [
  number('排名', row => row.rank, 7),
  { head: '县代码', width: 10, value: row => row.code },
  { head: '县(市、区)', width: 20, value: row => row.name },
  ...movementColumns<RankedCounty>(),
  { head: '两周前清零率', width: 11, centred: true, value: row => rateText(row.progressBefore) },
  { head: '名次变化', width: 10, centred: true, value: rankChange },
  number('停滞', row => row.stalled, 8),
  { head: '最早的未清问题', width: 13, centred: true, value: row => row.oldest },
  {
    head: '预测',
    width: 30,
    kind: 'prose',
    value: row =>
      row.progress.found === 0
        ? '没有问题'
        : [
            outcomeText(row.forecast).zh,
            ...(row.open > 0 && row.forecast.needed !== undefined
              ? [`按期每日需减 ${neededText(row.forecast.needed)}`]
              : []),
          ].join('；'),
  },
]

const rankingSheet = (report: Bulletin, head: Head): WriteSheet =>
  tableSheet({
    ...head,
    name: '进度排名',
    title: titleOf(report),
    columns: RANKING,
    rows: report.ranking,
    empty: '没有县。',
    notes: [
      '排名按清零率（累计清零 ÷ 累计总数），相同的并列；没有问题的县不排名。',
      `停滞：未清零且 ${report.stalledDays} 天没有任何变动的问题。两周前剩余 + 新发现 + 重新出现 − 修改 − 核实存证 = 剩余。`,
    ],
    frozenColumns: 3,
  })

function townshipSheet(report: Bulletin, head: Head): WriteSheet {
  const { keyCounties, nameOf } = report
  const columns: readonly SheetColumn<Township>[] = [
    { head: '县(市、区)', width: 20, value: row => row.county },
    { head: '乡镇', width: 16, value: row => row.township },
    { head: '类别', width: 8, value: row => CLASSES[row.class].zh },
    ...movementColumns<Township>(),
    number('停滞', row => row.stalled, 8),
    { head: '最早的未清问题', width: 13, centred: true, value: row => row.oldest },
  ]
  return tableSheet({
    ...head,
    name: '重点县乡镇',
    title: `重点县到乡镇：${keyCounties.map(nameOf).join('、') || '政策文件没有列出重点县（keyCounties）'}`,
    columns,
    rows: report.townships,
    empty: '重点县没有问题。',
    notes: ['乡镇以建档立卡数据现在的为准。'],
    frozenColumns: 3,
  })
}

function stallSheet({ stalling, stalledDays, nameOf, day }: Bulletin, head: Head): WriteSheet {
  const columns: readonly SheetColumn<OpenProblem>[] = [
    { head: '县(市、区)', width: 20, value: row => nameOf(row.county) },
    { head: '乡镇', width: 16, value: row => row.problem.township || '乡镇未知' },
    { head: '对象', width: 10, value: row => OBJECT_NAMES[row.problem.object].zh },
    { head: '规则', width: 12, value: row => row.problem.code },
    { head: '类别', width: 8, value: row => CLASSES[row.class].zh },
    { head: '首次发现', width: 12, centred: true, value: row => row.problem.firstDay },
    { head: '最近变动', width: 12, centred: true, value: row => row.lastMoved },
    number('未动天数', row => daysBetween(row.lastMoved, day)),
    { head: '问题编号', width: 16, value: row => row.problem.key.slice(0, 12) },
  ]
  const rest = stalling.length - MOST_LISTED
  return tableSheet({
    ...head,
    name: '停滞',
    title: `停滞：未清零且 ${stalledDays} 天没有变动的问题，共 ${stalling.length} 个，最早的在前`,
    columns,
    rows: stalling.slice(0, MOST_LISTED),
    empty: `没有停滞的问题：未清零的问题 ${stalledDays} 天内都有变动。`,
    notes: [
      ...(rest > 0 ? [`列出 ${MOST_LISTED} 个，另有 ${rest} 个未列出。`] : []),
      '一个问题的来龙去脉：bidui problems show 问题编号',
    ],
    frozenColumns: 2,
  })
}

function feedSheet({ feeds, nameOf }: Bulletin, head: Head): WriteSheet {
  const columns: readonly SheetColumn<FeedDue>[] = [
    { head: '部门', width: 10, value: row => row.department },
    { head: '数据', width: 26, value: row => row.title },
    { head: '状态', width: 8, centred: true, value: row => FEED_STATES[row.state] },
    { head: '最近采用的截止日期', width: 13, centred: true, value: row => row.asOf ?? '从未采用' },
    number('距比对日天数', row => row.daysOld),
    {
      head: '覆盖区县',
      width: 30,
      kind: 'prose',
      value: row =>
        row.state === 'missing' ? undefined : countiesText(row.counties, nameOf, 'zh', 14) || '没有',
    },
    { head: '搁置、退回的原因', width: 60, kind: 'prose', value: row => row.reasons.join('\n') },
  ]
  return tableSheet({
    ...head,
    name: '部门数据',
    title: `部门数据：缺、搁置、迟的在前${feeds ? `（比对批次 ${feeds.run}，比对日 ${feeds.asOf}）` : ''}`,
    columns,
    rows: feeds?.feeds ?? [],
    empty: '还没有完成的全面比对，说不出哪些数据该交而未交。',
    notes: [
      `缺：最近一次全面比对没有收到；搁置：收到但未采用，或整份退回；迟：截止日期早于比对日 ${LATE_DAYS} 天以上。`,
    ],
    frozenColumns: 2,
  })
}

/** The ranking. */
export function* bulletinCsv(report: Bulletin): Generator<string> {
  yield BOM + csvLine(['日期', ...RANKING.map(({ head }) => head)])
  for (const row of report.ranking)
    yield csvLine([report.day, ...RANKING.map(({ value }) => String(value?.(row) ?? ''))])
}
