/**
 * DuckDB. Variants: `exact` joins cells as they stand; `full` folds and judges them; `full rows` says in which row each
 * stands as well.
 *
 * Row numbers: `row_number() OVER ()` on read_csv keeps the order of the file, but makes the query run in one thread.
 * Reading the column into a table first keeps it too (preserve_insertion_order), in all threads; rowid then is the place in the file.
 */
import { type DuckDBConnection, DuckDBInstance, version } from '@duckdb/node-api'
import type { IdRejectReason } from '../../../connectors/id-number.ts'
import { type Answers, MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { HEADERS } from '../rows/write-rows.ts'
import { daysUntil, HALVES, judgedCells, readCsv } from './duckdb-sql.ts'
import { type ContenderTask, contend } from './task.ts'

const ID_COLUMN = HEADERS[1] ?? ''
/** The first row below the header. */
const FIRST_ROW = 2

async function connect({ threads, subjectList, cutoff }: ContenderTask): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  const list = readCsv({ path: subjectList, columns: ['key'], delimiter: ',', header: false })
  await connection.run(`CREATE TEMP TABLE subjects AS SELECT key FROM ${list}`)
  await connection.run(daysUntil(cutoff))
  return connection
}

async function numbers(
  connection: DuckDBConnection,
  sql: string,
  take: (columns: readonly (readonly unknown[])[], count: number) => void,
): Promise<void> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    take(chunk.getColumns(), chunk.rowCount)
  }
}

async function exact(connection: DuckDBConnection, csv: string): Promise<Answers> {
  const matches = new MatchList()
  const sql = `SELECT ${HALVES} FROM ${csv} AS rows JOIN subjects ON rows."${ID_COLUMN}" = subjects.key`
  await numbers(connection, sql, ([high = [], low = []], count) => {
    for (let n = 0; n < count; n++) matches.push(0, high[n] as number, low[n] as number)
  })
  return matches.keys()
}

async function full(connection: DuckDBConnection, csv: string, withRows: boolean): Promise<Answers> {
  let source = `(SELECT 0::UINTEGER AS row, "${ID_COLUMN}" AS cell FROM ${csv})`
  if (withRows) {
    await connection.run(`CREATE TEMP TABLE cells AS SELECT "${ID_COLUMN}" AS cell FROM ${csv}`)
    source = `(SELECT (rowid + ${FIRST_ROW})::UINTEGER AS row, cell FROM cells)`
  }
  const sql = `WITH ${judgedCells(source)}
    SELECT row, ${HALVES}, reason FROM judged LEFT JOIN subjects USING (key)
    WHERE reason IS NOT NULL OR subjects.key IS NOT NULL ${withRows ? 'ORDER BY row' : ''}`
  const matches = new MatchList()
  const rejects = new RejectList()
  await numbers(connection, sql, ([row = [], high = [], low = [], reason = []], count) => {
    for (let n = 0; n < count; n++) {
      const rejected = reason[n] as IdRejectReason | null
      if (rejected === null) matches.push(row[n] as number, high[n] as number, low[n] as number)
      else rejects.push(row[n] as number, rejected)
    }
  })
  return withRows
    ? { ...matches.keys(), ...matches.rows(), ...rejects.rows() }
    : { ...matches.keys(), ...rejects.counts() }
}

await contend(async task => {
  const connection = await connect(task)
  const csv = readCsv({ path: task.file, columns: HEADERS, delimiter: ',', header: true })
  const answers =
    task.variant === 'exact'
      ? await exact(connection, csv)
      : await full(connection, csv, task.variant === 'full rows')
  connection.closeSync()
  return { answers, version: version() }
})
