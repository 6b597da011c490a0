/** The file of a bulletin. */
import type { Bulletin } from '../../pipelines/reports/clearance/bulletin.ts'
import { bulletinCsv, bulletinWorkbook } from '../../pipelines/reports/clearance/bulletin-files.ts'
import { type ReportFile, writeReport } from './report-file.ts'

export const writeBulletin = async (report: Bulletin, file: ReportFile): Promise<void> =>
  writeReport(file, file.format === '.csv' ? bulletinCsv(report) : await bulletinWorkbook(report))
