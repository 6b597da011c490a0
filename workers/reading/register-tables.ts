/** The register's tables: read in threads, stored here. */
import { InputError } from '../../connectors/input-error.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { IsoDate, RegisterTableId } from '../../pipelines/types.ts'
import { readTable, type TableTasks } from '../scan/read-table.ts'
import type { RegisterQuestion } from '../scan/rows/register-question.ts'
import type { RegisterPart } from '../scan/rows/register-rows.ts'
import type { Workplace } from '../scan/rows/row-taker.ts'
import type { SurveyPart } from '../scan/rows/survey-rows.ts'
import type { RegisterWriter } from '../store/register-writer.ts'
import { type ThreadPool, taskAt } from '../threads/pool.ts'
import { HouseholdSurvey } from './register-directory.ts'
import { Tally } from './tally.ts'

/** One file of the register, to be read. */
export interface TableFile {
  readonly table: RegisterTableId
  readonly path: string
  /** Below the inbox. */
  readonly shownPath: string
  readonly cutoff: IsoDate
}

export interface TableReading {
  readonly counts: ReadCounts
  readonly columns: readonly string[]
  readonly notices: readonly Bilingual[]
}

const rowsModule = (name: string): URL => new URL(`../scan/rows/${name}.ts`, import.meta.url)

export const REGISTER_TASKS: TableTasks<RegisterQuestion, RegisterPart> = {
  range: taskAt(rowsModule('register-range')),
  file: taskAt(rowsModule('register-file')),
}
const SURVEY_TASKS: TableTasks<Workplace, SurveyPart> = {
  range: taskAt(rowsModule('survey-range')),
  file: taskAt(rowsModule('survey-file')),
}

const callOf = ({ table, ...file }: TableFile) => ({ ...file, table: `register.${table}` as const })

/** Looks through the households: which there are, in which counties, and where ranges of the file begin. */
export async function surveyHouseholds(
  threads: ThreadPool,
  workplace: Workplace,
  file: TableFile,
  signal: AbortSignal,
): Promise<Pick<RegisterQuestion, 'directory' | 'firstRows'>> {
  let survey = new HouseholdSurvey()
  const firstRows = new Map<number, number>()
  await readTable({
    ...callOf(file),
    pool: threads,
    tasks: SURVEY_TASKS,
    question: workplace,
    take: ({ from, rows, codes, villages }, firstRow) => {
      if (from !== undefined) firstRows.set(from, firstRow)
      for (const [at, row] of rows.entries()) survey.add(firstRow + row, codes[at] ?? '', villages[at] ?? '')
    },
    restart: () => {
      survey = new HouseholdSurvey()
      firstRows.clear()
    },
    signal,
  })
  return { directory: survey.directory().shared, firstRows }
}

/** Reads one table and stores it. @throws InputError, also where the file was cut off */
export async function takeTable(
  threads: ThreadPool,
  file: TableFile,
  question: RegisterQuestion,
  writer: RegisterWriter,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<TableReading> {
  const { table } = file
  let tally = new Tally()
  await writer.begin()
  const report = await readTable({
    ...callOf(file),
    pool: threads,
    tasks: REGISTER_TASKS,
    question: table === 'households' ? question : { ...question, firstRows: new Map() },
    take: async (part, firstRow, rows) => {
      for (const { reason } of part.rejects) tally.reject(reason)
      tally.refuseRows(part.refused)
      tally.add(part.tally)
      await writer.add(table, part, firstRow)
      progress(rows)
    },
    restart: async () => {
      tally = new Tally()
      await writer.restart()
    },
    signal,
  })
  if (report.truncatedAt !== undefined) throw cutOff(file.shownPath, report.truncatedAt)
  tally.finish(report)
  return { counts: tally.counts(), columns: report.columns, notices: tally.notices }
}

const cutOff = (path: string, row: number): InputError =>
  new InputError('truncated', {
    zh: `${path} 在第 ${row} 行的引号内结束, 文件可能被截断; 请重新导出建档立卡数据`,
    en: `${path} ends inside the quotes of row ${row}, it was probably cut off; export the register again`,
  })
