/** The register's tables: what becomes of each row. Reading files, judging rows and storing them are apart. */
import { join } from 'node:path'
import type { Columns } from '../../connectors/column.ts'
import { InputError } from '../../connectors/input-error.ts'
import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import { openTable, type ReadRow } from '../../connectors/table-reader.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import type { IsoDate, RegisterRow, RegisterTableId } from '../../pipelines/types.ts'
import type { RegisterWriter } from '../store/register-writer.ts'
import { type HouseholdDirectory, HouseholdSurvey, placeOf } from './register-directory.ts'
import { Tally } from './tally.ts'

/** One file of the register, to be read. */
export interface TableFile {
  readonly table: RegisterTableId
  readonly folder: string
  /** Below the inbox. */
  readonly path: string
  readonly cutoff: IsoDate
}

export interface TableReading {
  readonly counts: ReadCounts
  readonly columns: readonly string[]
  readonly notices: readonly Bilingual[]
}

const open = ({ table, folder, path, cutoff }: TableFile) =>
  openTable<Columns>(join(folder, path), REGISTER_TABLES[table], { cutoff, shownPath: path })

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Looks through the households: which there are, and in which counties. */
export async function surveyHouseholds(file: TableFile, signal?: AbortSignal): Promise<HouseholdDirectory> {
  const survey = new HouseholdSurvey()
  await using reader = await open(file)
  for await (const { rows } of reader.batches()) {
    signal?.throwIfAborted()
    for (const row of rows)
      survey.add(row.row, textOf(row.read('householdCode')), textOf(row.read('villageCode')))
  }
  return survey.directory()
}

/** Why a look across rows refuses one. */
type Refusal = 'orphan' | 'duplicate'

/** Stores a row, unless it is refused. An orphan member is refused, and stored: rules speak about the person. */
type Taking = (
  row: ReadRow<Columns>,
  values: object,
  directory: HouseholdDirectory,
  writer: RegisterWriter,
) => Refusal | undefined

/** Values as the table's definition reads them: the caller has read them by it. */
const valuesOf = <T extends RegisterTableId>(_table: T, values: object) => values as RegisterRow<T>

const TAKINGS: Readonly<Record<RegisterTableId, Taking>> = {
  households: (row, values, directory, writer) => {
    if (directory.isDuplicate(row.row)) return 'duplicate'
    const household = valuesOf('households', values)
    const code = textOf(household.householdCode)
    const { slice } = directory.placeOf(code)
    writer.household(row.row, code, placeOf(textOf(household.villageCode)), slice, household)
    return undefined
  },
  members: (row, values, directory, writer) => {
    const member = valuesOf('members', values)
    const code = textOf(member.householdCode)
    const place = directory.placeOf(code)
    writer.member(row.row, code, place, { key: row.persons[0]?.key ?? null, text: row.idText }, member)
    return place.orphan ? 'orphan' : undefined
  },
  measures: (row, values, directory, writer) => {
    const measure = valuesOf('measures', values)
    const code = textOf(measure.householdCode)
    const { slice, orphan } = directory.placeOf(code)
    if (orphan) return 'orphan'
    writer.measure(row.row, code, slice, measure)
    return undefined
  },
  removed: (row, values, _directory, writer) => {
    writer.removed(row.row, row.persons[0]?.key ?? '', valuesOf('removed', values))
    return undefined
  },
  villages: (row, values, _directory, writer) => {
    writer.place('villages', row.row, textOf(valuesOf('villages', values).code), values)
    return undefined
  },
  hamlets: (row, values, _directory, writer) => {
    writer.place('hamlets', row.row, textOf(valuesOf('hamlets', values).code), values)
    return undefined
  },
}

/** Reads one table and stores it. @throws InputError, also where the file was cut off */
export async function readTable(
  file: TableFile,
  directory: HouseholdDirectory,
  writer: RegisterWriter,
  progress: (rows: number) => void,
): Promise<TableReading> {
  const { table } = file
  const { columns } = REGISTER_TABLES[table]
  const take = TAKINGS[table]
  const tally = new Tally(columns)
  const householdHeader = 'householdCode' in columns ? columns.householdCode.header : ''
  await using reader = await open(file)
  for await (const batch of reader.batches()) {
    for (const found of batch.rejects) {
      tally.reject(found.reason)
      writer.reject(table, found)
    }
    for (const row of batch.rows) {
      const values = row.values()
      const refused = take(row, values, directory, writer)
      if (refused === undefined) {
        tally.keep(values)
        continue
      }
      tally.refuseRow()
      tally.reject(refused)
      const value = textOf(valuesOf('members', values).householdCode)
      writer.reject(table, { row: row.row, column: householdHeader, reason: refused, value })
    }
    await writer.drain()
    progress(batch.rows.length + batch.rejects.length)
  }
  const report = reader.report()
  if (report.truncatedAt !== undefined) throw cutOff(file.path, report.truncatedAt)
  tally.finish(report)
  return { counts: tally.counts(), columns: [...reader.columns.keys()], notices: tally.notices }
}

const cutOff = (path: string, row: number): InputError =>
  new InputError('truncated', {
    zh: `${path} 在第 ${row} 行的引号内结束, 文件可能被截断; 请重新导出建档立卡数据`,
    en: `${path} ends inside the quotes of row ${row}, it was probably cut off; export the register again`,
  })
