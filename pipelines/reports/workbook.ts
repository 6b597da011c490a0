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

/** The workbook's bytes; equal sheets and stamp give equal bytes. */
export function workbook(run: RunStamp, title: string, sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  const started = new Date(run.startedAt)
  return writeXlsx({
    sheets: [...sheets],
    defaultFont: { name: FONT, size: SIZE },
    properties: {
      title: cellOf(title),
      creator: 'bidui',
      description: cellOf(watermark(run)),
      created: started,
      modified: started,
    },
  })
}
