/** The files of a daily report: workbook and pictures, or CSV. */
import { burnDownSvg } from '../../pipelines/reports/clearance/burn-down.ts'
import { dailyCsv } from '../../pipelines/reports/clearance/daily-csv.ts'
import {
  type AreaReport,
  CITY_NAME,
  type DailyReport,
} from '../../pipelines/reports/clearance/daily-report.ts'
import { dailyMark } from '../../pipelines/reports/clearance/daily-words.ts'
import { dailyWorkbook } from '../../pipelines/reports/clearance/daily-workbook.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { OutputFolder } from '../comparison/output.ts'
import { openRasteriser } from './rasterise.ts'
import { folderBeside, type ReportFile, writeReport } from './report-file.ts'

export interface WrittenDaily {
  /** The folder of the pictures, where there are any. */
  readonly pictures?: string
  /** Why there are no PNG beside the SVG. */
  readonly unable?: Bilingual
}

export async function writeDaily(
  report: DailyReport,
  file: ReportFile,
  fontFolders?: readonly string[],
): Promise<WrittenDaily> {
  if (file.format === '.csv') {
    await writeReport(file, dailyCsv(report))
    return {}
  }
  await writeReport(file, await dailyWorkbook(report))
  const pictures = folderBeside(file, '燃尽图')
  const folder = new OutputFolder(pictures)
  const rasterise = await openRasteriser(fontFolders)
  const areas = [...report.areas, ...(report.city ? [report.city] : [])]
  for (const area of areas) {
    const svg = burnDownSvg({
      name: area.name,
      open: area.open,
      forecast: area.forecast,
      provisional: report.provisional,
      foot: dailyMark(report),
    })
    await folder.write(`${fileName(area)}.svg`, svg)
    if (typeof rasterise === 'function') await folder.write(`${fileName(area)}.png`, rasterise(svg))
  }
  return { pictures, ...(typeof rasterise === 'function' ? {} : { unable: rasterise.unable }) }
}

/** Codes come out of the register: what is none is no name of a file either. */
const fileName = ({ code, name }: AreaReport): string =>
  /^\d{6}$/.test(code) ? code : name === CITY_NAME ? CITY_NAME : '县未知'
