/** 问题清零日报表 as a workbook. */
import { stampedBook } from '../workbook.ts'
import { cutOf, type DailyReport } from './daily-report.ts'
import { dailySheet } from './daily-sheet.ts'
import { detailSheet, forecastSheet, noteSheet, openSheet } from './daily-tables.ts'
import { dailyMark, dailyTitle } from './daily-words.ts'

/** The workbook's bytes; equal reports give equal bytes. */
export const dailyWorkbook = (report: DailyReport): Promise<Uint8Array> =>
  stampedBook({ title: dailyTitle(report), mark: dailyMark(report), at: cutOf(report.figures.day) }, [
    dailySheet(report),
    detailSheet(report),
    forecastSheet(report),
    openSheet(report),
    noteSheet(report),
  ])
