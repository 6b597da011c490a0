/** 数据质量反馈: what a department gets back, so that it can mend its file. */
import type { WriteSheet } from 'hucre/xlsx'
import { daysOld, markedTitle } from './coverage-sheet.ts'
import { type Shown, shownAs } from './masking.ts'
import type { CountyName, DeliveryStatus, FeedStatus, RejectReason, RejectRow, RunStamp } from './model.ts'
import type { FileRejects, RejectSelection } from './reject-selection.ts'
import { type Section, sectionSheet } from './section-sheet.ts'
import type { SheetHead } from './sheet-frame.ts'
import { addCounts, unusableOf } from './summary.ts'
import { type SheetColumn, tableSheet } from './table-sheet.ts'
import { crossFoot, sumOf } from './tally.ts'
import { countiesText, OUTCOMES, REJECT_REASONS, SKIPPED } from './wording.ts'
import { watermark, workbook } from './workbook.ts'

export interface DepartmentFeedback {
  readonly run: RunStamp
  /** 公安, 住建 …, 扶贫办. */
  readonly department: string
  /** The department's feeds (or the register's tables). */
  readonly feeds: readonly FeedStatus[]
  /** The rejects of these feeds in this run: all are counted, as many are on the sheet as it keeps. */
  readonly rejects: RejectSelection
  readonly counties: readonly CountyName[]
}

/** Unusable values listed for each column; the others are counted. */
const VALUES_LISTED = 50

/**
 * The workbook's bytes; equal feedback gives equal bytes.
 * @throws CrossFootError where the rejects given are not those that the deliveries count
 */
export function departmentWorkbook(feedback: DepartmentFeedback): Promise<Uint8Array> {
  const { run, department, feeds } = feedback
  const files = feedback.rejects.files()
  const ownDeliveries = feeds.flatMap(feed => feed.deliveries.filter(delivery => !delivery.carriedForward))
  crossFoot(
    { zh: `${department} 数据质量反馈`, en: `feedback to ${department}` },
    {
      deliveries: sumOf(addCounts(ownDeliveries.map(delivery => delivery.rejects))),
      rows: files.reduce((sum, file) => sum + file.total, 0),
    },
  )
  const head = { mark: watermark(run), foot: `${department} 数据质量反馈　${run.runId}　操作人 ${run.user}` }
  const shown = shownAs(run.masked)
  return workbook(run, `${department} 数据质量反馈`, [
    overview(feedback, head),
    rejectSheet(feedback, head, files, shown),
    valueSheet(feedback, head),
    reasonSheet(head, feeds),
  ])
}

/** The name of a department's workbook below `reports/`. */
export const departmentWorkbookName = (department: string): string => `${department}-数据质量反馈.xlsx`

type Head = Omit<SheetHead, 'name' | 'title'>

function overview({ run, department, feeds, counties }: DepartmentFeedback, head: Head): WriteSheet {
  const names = new Map(counties.map(({ code, name }) => [code, name]))
  const deliveries = feeds.flatMap(feed => feed.deliveries.map(delivery => ({ feed, delivery })))
  const reasons = addCounts(feeds.flatMap(feed => feed.deliveries.map(delivery => delivery.rejects)))
  const remarks = deliveries.flatMap(({ feed, delivery }) =>
    delivery.notices.map(notice => [markedTitle(feed), delivery.asOf, filesText(delivery), notice.zh]),
  )
  const sections: Section[] = [
    {
      title: '一、交接情况',
      heads: [
        '数据',
        '数据截止',
        '文件',
        '结果与原因',
        '覆盖区县',
        '声明行数',
        '实际行数',
        '可用行数',
        '退回行数',
        '退回率',
        '末三位 000 存疑',
      ],
      rows: [
        ...feeds
          .filter(feed => feed.deliveries.length === 0)
          .map(feed => [markedTitle(feed), undefined, undefined, '本次没有收到']),
        ...deliveries.map(({ feed, delivery }) => [
          markedTitle(feed),
          `${delivery.asOf}\n（距比对日 ${daysOld(delivery.asOf, run.asOf)} 天）`,
          filesText(delivery),
          outcomeText(delivery),
          countiesText(delivery.counties, code => names.get(code) ?? code, 'zh'),
          delivery.statedRows,
          delivery.dataRows,
          delivery.dataRows - delivery.rejectedRows,
          delivery.rejectedRows,
          share(delivery.rejectedRows, delivery.dataRows),
          delivery.suspectPrecision,
        ]),
      ],
      empty: '没有应交接的数据。',
    },
    {
      title: '二、退回原因（一行可能有几处，一处一条）',
      heads: ['原因', '条数', '数据', '怎样修改'],
      rows: Object.entries(reasons)
        .sort((a, b) => b[1] - a[1])
        .map(([reason, count]) => {
          const words = REJECT_REASONS[reason as RejectReason]
          const where = feeds
            .map(feed => ({
              feed,
              sum: sumOf(addCounts(feed.deliveries.map(({ rejects }) => only(rejects, reason)))),
            }))
            .filter(({ sum }) => sum > 0)
            .map(({ feed, sum }) => `${feed.title.zh} ${sum.toLocaleString('en-US')}`)
            .join('\n')
          return [words.name.zh, count, where, words.remedy]
        }),
      empty: '没有退回。',
    },
    {
      title: '三、未计入的行（不是数据，不算退回）',
      heads: ['数据', '行数', '文件', '种类'],
      rows: deliveries.flatMap(({ feed, delivery }) => {
        const kinds = Object.entries(delivery.skipped).filter(([, count]) => count > 0)
        if (kinds.length === 0) return []
        const text = kinds.map(([kind, count]) => `${SKIPPED[kind]?.zh ?? kind} ${count}`).join('，')
        return [
          [markedTitle(feed), kinds.reduce((sum, [, count]) => sum + count, 0), filesText(delivery), text],
        ]
      }),
      empty: '没有。',
    },
    {
      title: '四、表头与工作表（不认识的列、重复的列、多余的工作表）',
      heads: ['数据', '数据截止', '文件', '情况'],
      rows: remarks,
      empty: '没有需要说明的情况。',
    },
  ]
  return sectionSheet({
    ...head,
    name: '概况',
    title: `${department} 数据质量反馈`,
    widths: [22, 16, 30, 44, 18, 9, 9, 9, 9, 8, 9],
    sections,
  })
}

const only = (rejects: DeliveryStatus['rejects'], reason: string): Record<string, number> => ({
  [reason]: rejects[reason as RejectReason] ?? 0,
})

const filesText = (delivery: DeliveryStatus): string => delivery.files.map(file => file.path).join('\n')

const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(2)}%`

const outcomeText = (delivery: DeliveryStatus): string =>
  [
    OUTCOMES[delivery.outcome].zh,
    ...(delivery.carriedForward ? ['沿用以前交接的一份，其退回明细见当时的反馈'] : []),
    ...delivery.reasons.map(reason => reason.zh),
  ].join('\n')

function rejectSheet(
  { feeds, department }: DepartmentFeedback,
  head: Head,
  files: readonly FileRejects[],
  shown: Shown,
): WriteSheet {
  const titles = new Map(feeds.map(feed => [feed.feed, feed.title.zh]))
  const rows = files.flatMap(file => file.rows)
  const total = files.reduce((sum, file) => sum + file.total, 0)
  const columns: readonly SheetColumn<RejectRow>[] = [
    { head: '数据', width: 18, value: row => titles.get(row.feed) ?? row.feed },
    { head: '文件', width: 36, value: row => row.file },
    { head: '行号', width: 9, kind: 'number', value: row => row.row },
    { head: '列', width: 14, value: row => row.column || '（整行）' },
    { head: '原因', width: 16, value: row => REJECT_REASONS[row.reason].name.zh },
    { head: '交来的内容', width: 24, value: row => shown.value(row.value) },
    { head: '怎样修改', width: 50, kind: 'prose', value: row => REJECT_REASONS[row.reason].remedy },
    { head: '修改情况', width: 16, kind: 'input' },
  ]
  return tableSheet({
    ...head,
    name: '退回明细',
    title:
      rows.length === total
        ? `${department} 退回明细（共 ${total} 条；行号与表格软件显示的一致）`
        : `${department} 退回明细（列出 ${rows.length} 条，共 ${total} 条；其余见 rejects.csv）`,
    columns,
    rows,
    empty: '没有退回。',
    notes: files
      .filter(file => file.total > file.rows.length)
      .map(
        file =>
          `${file.file}：列出 ${file.rows.length} 条，另有 ${file.total - file.rows.length} 条未在此列出，全部见 rejects.csv`,
      ),
    frozenColumns: 3,
  })
}

interface ListedValue {
  readonly title: string
  readonly column: string
  readonly value: string
  readonly count: number
}

function valueSheet({ feeds, run }: DepartmentFeedback, head: Head): WriteSheet {
  const rows = feeds.flatMap(feed => {
    const byColumn = Map.groupBy(unusableOf(feed, run.masked), entry => entry.column)
    return [...byColumn].flatMap(([column, values]): ListedValue[] => {
      const rest = values.slice(VALUES_LISTED)
      const listed = values
        .slice(0, VALUES_LISTED)
        .map(({ value, count }) => ({ title: markedTitle(feed), column, value, count }))
      if (rest.length === 0) return listed
      const count = rest.reduce((sum, entry) => sum + entry.count, 0)
      return [...listed, { title: markedTitle(feed), column, value: `（另有 ${rest.length} 种取值）`, count }]
    })
  })
  return tableSheet<ListedValue>({
    ...head,
    name: '无法使用的取值',
    title: '无法使用的取值：内容保留原样，但不在约定的取值之内，或不是数字、日期，比对时不作为依据',
    columns: [
      { head: '数据', width: 30, value: row => row.title },
      { head: '列', width: 20, value: row => row.column },
      { head: '交来的取值', width: 50, value: row => row.value },
      { head: '次数', width: 10, kind: 'number', value: row => row.count },
      { head: '应为', width: 40, kind: 'input' },
    ],
    rows,
    empty: '没有无法使用的取值。',
  })
}

function reasonSheet(head: Head, feeds: readonly FeedStatus[]): WriteSheet {
  const counts = addCounts(feeds.flatMap(feed => feed.deliveries.map(delivery => delivery.rejects)))
  return tableSheet({
    ...head,
    name: '原因与修改方法',
    title: '退回原因的含义与修改方法',
    columns: [
      { head: '原因', width: 20, value: ({ words }) => words.name.zh },
      { head: '代码', width: 16, value: ({ reason }) => reason },
      { head: '含义', width: 50, kind: 'prose', value: ({ words }) => words.meaning },
      { head: '怎样修改', width: 60, kind: 'prose', value: ({ words }) => words.remedy },
      { head: '本次条数', width: 10, kind: 'number', value: ({ count }) => count },
    ],
    rows: Object.entries(REJECT_REASONS).map(([reason, words]) => ({
      reason,
      words,
      count: counts[reason] ?? 0,
    })),
    empty: '',
    notes: [
      '退回的行没有参加比对：既不会产生疑点，也不会消除疑点。',
      '改好后请整份重新交接，不要只交改过的行；交接时写明数据截止日期、覆盖区县和行数。',
    ],
  })
}
