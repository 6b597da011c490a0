/** A thread's task: the workbook of a county. */
import { type CountyReport, countyWorkbook } from '../../pipelines/reports/county-workbook.ts'
import type { Task } from '../threads/messages.ts'

const county: Task<CountyReport, never, Uint8Array> = report => countyWorkbook(report)
export default county
