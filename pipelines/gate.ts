/**
 * The delivery gate 交接验收: a delivery is accepted, or held for a person. A held delivery is neither evidence nor
 * coverage: it concludes nothing and clears nothing.
 */
import type { Bilingual, IsoDate } from './types.ts'

/** What was counted when the delivery was read. */
export interface Counted {
  readonly dataRows: number
  /** Rows that do not stand. */
  readonly rejectedRows: number
  /** Where a file ends inside quotes. */
  readonly truncated?: { readonly path: string; readonly row: number }
}

export interface GateQuestion {
  readonly counted: Counted
  readonly asOf: IsoDate
  readonly runAsOf: IsoDate
  readonly statedRows?: number
  /** The newest delivery of the feed for the same counties that an earlier run accepted. */
  readonly previous?: { readonly asOf: IsoDate; readonly dataRows: number }
  /** Share of rejected rows above which a delivery is held. */
  readonly rejectLimit: number
  /** Share of rows that a delivery may be smaller than the previous one. */
  readonly shrinkLimit: number
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** The reasons for holding a delivery; none: it is accepted. */
export function holdReasons(question: GateQuestion): readonly Bilingual[] {
  const { counted, asOf, runAsOf, statedRows, previous, rejectLimit, shrinkLimit } = question
  const reasons: Bilingual[] = []
  if (statedRows !== undefined && statedRows !== counted.dataRows)
    reasons.push({
      zh: `清单注明 ${statedRows} 行, 实际 ${counted.dataRows} 行; 请与交付部门核对是否缺行或截断`,
      en: `the manifest states ${statedRows} rows, the files hold ${counted.dataRows}; ask the department whether rows were lost`,
    })
  if (counted.truncated)
    reasons.push({
      zh: `${counted.truncated.path} 在第 ${counted.truncated.row} 行的引号内结束, 文件可能被截断; 请重新导出`,
      en: `${counted.truncated.path} ends inside the quotes of row ${counted.truncated.row}, it was probably cut off; export it again`,
    })
  if (counted.rejectedRows > rejectLimit * counted.dataRows)
    reasons.push({
      zh: `${counted.dataRows} 行中有 ${counted.rejectedRows} 行被拒 (${percent(counted.rejectedRows / counted.dataRows)}), 超过 ${percent(rejectLimit)}; 请按质量反馈修改后重交`,
      en: `${counted.rejectedRows} of ${counted.dataRows} rows were rejected (${percent(counted.rejectedRows / counted.dataRows)}), more than ${percent(rejectLimit)}; have the file mended`,
    })
  if (previous && counted.dataRows < (1 - shrinkLimit) * previous.dataRows)
    reasons.push({
      zh: `只有 ${counted.dataRows} 行, 上一次为 ${previous.dataRows} 行, 减少超过 ${percent(shrinkLimit)}; 请确认是否完整`,
      en: `only ${counted.dataRows} rows where the previous delivery had ${previous.dataRows}, shrunk by more than ${percent(shrinkLimit)}; ask whether it is complete`,
    })
  if (previous && asOf < previous.asOf)
    reasons.push({
      zh: `数据截止日期 ${asOf} 早于已接收的 ${previous.asOf}; 请确认不是旧文件`,
      en: `its cut-off ${asOf} is older than ${previous.asOf}, which was accepted before; make sure that it is not an old file`,
    })
  if (asOf > runAsOf)
    reasons.push({
      zh: `数据截止日期 ${asOf} 晚于比对日期 ${runAsOf}; 请更正清单`,
      en: `its cut-off ${asOf} lies after the day of the comparison, ${runAsOf}; correct the manifest`,
    })
  return reasons
}
