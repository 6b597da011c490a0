/** 数据覆盖与时效: how fresh the data is, whom it covers, and what could not be concluded for want of it. */
import type { WriteSheet } from 'hucre/xlsx'
import type {
  CountyCode,
  DeliveryStatus,
  FeedStatus,
  IsoDate,
  NotConcluded,
  PublishedRule,
  RunStamp,
} from './model.ts'
import { sectionSheet } from './section-sheet.ts'
import type { SheetHead } from './sheet-frame.ts'
import { stands } from './summary.ts'
import { byParts } from './tally.ts'
import { countiesText, NOT_CONCLUDED, OUTCOMES } from './wording.ts'

const DAY = 86_400_000

/** Whole days from a delivery's cut-off to the run's. */
export const daysOld = (asOf: IsoDate, run: IsoDate): number =>
  Math.round((Date.parse(run) - Date.parse(asOf)) / DAY)

/** Whether a delivery speaks of a county: the run has it as evidence. */
const speaksOf = (delivery: DeliveryStatus, county: CountyCode): boolean =>
  stands(delivery) &&
  (delivery.counties === 'all' || (delivery.counties !== 'unknown' && delivery.counties.includes(county)))

/** Whether a delivery lets the run conclude from absence for a county (contract §3); one that stands in does not. */
export const covers = (delivery: DeliveryStatus, county: CountyCode): boolean =>
  speaksOf(delivery, county) && !delivery.carriedForward

const SENSITIVE = { health: '（健康信息）', children: '（未成年人信息）' } as const

/** A feed's title, marked where the data is about health or children. */
export const markedTitle = ({ title, sensitive }: FeedStatus): string =>
  `${title.zh}${sensitive ? SENSITIVE[sensitive] : ''}`

export interface CoverageSheet {
  readonly head: Omit<SheetHead, 'name' | 'title'>
  readonly run: RunStamp
  readonly county: { readonly code: CountyCode; readonly name: string }
  readonly register: readonly FeedStatus[]
  readonly feeds: readonly FeedStatus[]
  /** Those of this county. */
  readonly notConcluded: readonly NotConcluded[]
  readonly rules: ReadonlyMap<string, PublishedRule>
  readonly countyName: (code: CountyCode) => string
}

export function coverageSheet(sheet: CoverageSheet): WriteSheet {
  const { head, county, register, feeds, rules } = sheet
  const titles = new Map([...register, ...feeds].map(source => [source.feed, markedTitle(source)]))
  const missing = [...sheet.notConcluded].sort(
    byParts(
      entry => entry.rule,
      entry => entry.feed,
      entry => entry.reason,
    ),
  )
  return sectionSheet({
    ...head,
    name: '数据覆盖与时效',
    title: `${county.name} 数据覆盖与时效`,
    widths: [24, 11, 9, 28, 24, 9, 10, 9, 30, 36],
    sections: [
      {
        title: '一、部门数据',
        heads: [
          '数据',
          '数据截止',
          '距比对日天数',
          '覆盖区县',
          '结果',
          '覆盖本县',
          '数据行数',
          '退回行数',
          '文件',
          '说明',
        ],
        rows: feeds.flatMap(feed => deliveryRows(feed, sheet)),
        empty: '没有部门数据。',
      },
      {
        title: '二、建档立卡数据',
        heads: [
          '表',
          '数据截止',
          '距比对日天数',
          '覆盖区县',
          '结果',
          '覆盖本县',
          '数据行数',
          '退回行数',
          '文件',
          '说明',
        ],
        rows: register.flatMap(table => deliveryRows(table, sheet)),
        empty: '没有建档立卡数据。',
      },
      {
        title: '三、未下结论：下列规则在本县没有足够的数据，既不能说有，也不能说没有',
        heads: ['规则名称', '规则', '次数', '缺少的数据', '原因'],
        rows: missing.map(({ rule, feed, reason, count }) => [
          rules.get(rule)?.title.zh,
          rule,
          count,
          titles.get(feed) ?? feed,
          NOT_CONCLUDED[reason].zh,
        ]),
        empty: '本县所有规则都有结论。',
      },
    ],
  })
}

function deliveryRows(
  source: FeedStatus,
  { run, county, countyName }: CoverageSheet,
): (string | number | undefined)[][] {
  const title = markedTitle(source)
  if (source.deliveries.length === 0) {
    return [
      [
        title,
        undefined,
        undefined,
        undefined,
        '未收到',
        '否',
        undefined,
        undefined,
        undefined,
        '本次没有收到',
      ],
    ]
  }
  return source.deliveries.map(delivery => [
    title,
    delivery.asOf,
    daysOld(delivery.asOf, run.asOf),
    countiesText(delivery.counties, countyName, 'zh'),
    OUTCOMES[delivery.outcome].zh,
    coverageText(delivery, county.code),
    delivery.dataRows,
    delivery.rejectedRows,
    delivery.files.map(file => file.path).join('\n'),
    [
      ...(delivery.carriedForward
        ? ['沿用上次已采用的一份，本次没有更新的数据：有记载的作佐证，查无的不下结论']
        : []),
      ...delivery.reasons.map(reason => reason.zh),
    ].join('\n'),
  ])
}

function coverageText(delivery: DeliveryStatus, county: CountyCode): string {
  if (covers(delivery, county)) return '是'
  if (speaksOf(delivery, county)) return '只作佐证'
  return stands(delivery) && delivery.counties === 'unknown' ? '未说明' : '否'
}
