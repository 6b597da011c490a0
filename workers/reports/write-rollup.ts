/** The files of the roll-ups. */
import { feedById, isFeedId } from '../../connectors/feeds/index.ts'
import { isRegisterTableId, registerTableById } from '../../connectors/register/index.ts'
import { exitCsv, exitWorkbook } from '../../pipelines/reports/rollup/exit-files.ts'
import type { ExitRollup } from '../../pipelines/reports/rollup/exit-rollup.ts'
import { measuresCsv, measuresWorkbook } from '../../pipelines/reports/rollup/measures-files.ts'
import type { MeasuresRollup } from '../../pipelines/reports/rollup/measures-rollup.ts'
import { type ReportFile, writeReport } from './report-file.ts'

export const writeExit = async (rollup: ExitRollup, file: ReportFile): Promise<void> =>
  writeReport(file, file.format === '.csv' ? exitCsv(rollup) : await exitWorkbook(rollup, sourceTitle))

export const writeMeasures = async (rollup: MeasuresRollup, file: ReportFile): Promise<void> =>
  writeReport(
    file,
    file.format === '.csv' ? measuresCsv(rollup) : await measuresWorkbook(rollup, sourceTitle),
  )

function sourceTitle(source: string): string {
  if (isFeedId(source)) return feedById(source).title.zh
  const table = source.replace(/^register\./, '')
  return isRegisterTableId(table) ? registerTableById(table).title.zh : source
}
