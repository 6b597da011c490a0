/** A workbook and the line that says whose it is. */
import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { cellOf } from './cell-text.ts'
import type { RunStamp } from './model.ts'
import { FONT, SIZE } from './sheet-frame.ts'
import { beijingTime } from './wording.ts'

/** The line that says who made a workbook, when, from which run, what for. */
export const watermark = (run: RunStamp): string =>
  [
    `比对批次 ${run.runId}`,
    `${beijingTime(run.startedAt)}（北京时间）`,
    `操作人 ${run.user}`,
    `用途 ${run.purpose}`,
    ...(run.authorisation ? [`授权 ${run.authorisation}`] : []),
    `数据截止 ${run.asOf}`,
    `政策 ${run.policy}`,
    run.masked ? '证件号码已脱敏' : '含完整证件号码，严禁外传',
    '疑点仅为核查线索，不作为认定依据',
  ].join('　|　')

/** What a workbook says of itself, beside its sheets. */
export interface BookStamp {
  readonly title: string
  /** The watermark line. */
  readonly mark: string
  /** Stands in the file as the time at which it was made: that of the data, so that equal data gives equal bytes. */
  readonly at: Date
}

/** The workbook's bytes; equal sheets and stamp give equal bytes. */
export const stampedBook = (
  { title, mark, at }: BookStamp,
  sheets: readonly WriteSheet[],
): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [...sheets],
    defaultFont: { name: FONT, size: SIZE },
    properties: {
      title: cellOf(title),
      creator: 'bidui',
      description: cellOf(mark),
      created: at,
      modified: at,
    },
  })

/** The workbook's bytes; equal sheets and stamp give equal bytes. */
export const workbook = (run: RunStamp, title: string, sheets: readonly WriteSheet[]): Promise<Uint8Array> =>
  stampedBook({ title, mark: watermark(run), at: new Date(run.startedAt) }, sheets)
