import Papa from 'papaparse'
import { FINDINGS_COLUMNS } from '../../../pipelines/reports/findings-csv.ts'

export const HEADER = FINDINGS_COLUMNS.join(',')

/** Reads CSV as another program would. */
export const parseCsv = (text: string): string[][] =>
  Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n', skipEmptyLines: false }).data.slice(0, -1)
