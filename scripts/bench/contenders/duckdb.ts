/** DuckDB over the file; its ways are the questions, with and without row numbers. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { IdRejectReason } from '../../../connectors/id-number.ts'
import { type Answers, MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { CUTOFF } from '../rows/cutoff.ts'
import { HEADERS } from '../rows/headers.ts'
import { contenderCall, report, since } from './call.ts'
import { csvRows, judgedRows, keyTable } from './duckdb-sql.ts'

const { file, subjectList, threads, way } = contenderCall()
const csv = csvRows({ path: file, headers: HEADERS })
const matches = new MatchList()
const rejects = new RejectList()

/** Runs a query and hands its columns on, some thousand rows at a time, in its order. */
async function eachBlock(
  connection: DuckDBConnection,
  query: string,
  take: (columns: readonly (readonly unknown[])[], rows: number) => void,
): Promise<void> {
  const result = await connection.run(query)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    take(chunk.getColumns(), chunk.rowCount)
  }
}

/** Columns row (where the query knows it), reason, high, low. */
const note = (columns: readonly (readonly unknown[])[], count: number): void => {
  const [reasons, highs, lows] = columns.slice(-3)
  const rows = columns.length > 3 ? columns[0] : undefined
  for (let n = 0; n < count; n++) {
    const row = Number(rows?.[n] ?? 0)
    const reason = reasons?.[n]
    if (reason === null) matches.push(row, Number(highs?.[n]), Number(lows?.[n]))
    else rejects.push(row, reason as IdRejectReason)
  }
}

const withRows = (): Answers => ({ ...matches.rows(), ...rejects.rows() })

const WAYS: Readonly<Record<string, (connection: DuckDBConnection) => Promise<() => Answers>>> = {
  /** The stream of the file is numbered as it comes. */
  async 'window-rows'(connection) {
    const numbered = `(select (row_number() over () + 1)::integer as row, "身份证号" as id from ${csv})`
    await eachBlock(
      connection,
      judgedRows({ source: numbered, beside: ['row'], cutoff: CUTOFF }, 'subjects'),
      note,
    )
    return withRows
  },
  /** The column becomes a table first, which numbers its rows and is filled by all threads. */
  async 'table-rows'(connection) {
    await connection.run(`create temp table cells as select "身份证号" as id from ${csv}`)
    const numbered = '(select (rowid + 2)::integer as row, id from cells)'
    await eachBlock(
      connection,
      `${judgedRows({ source: numbered, beside: ['row'], cutoff: CUTOFF }, 'subjects')} order by row`,
      note,
    )
    return withRows
  },
  async full(connection) {
    const cells = `(select "身份证号" as id from ${csv})`
    await eachBlock(connection, judgedRows({ source: cells, beside: [], cutoff: CUTOFF }, 'subjects'), note)
    return () => ({ ...matches.keys(), ...rejects.counts() })
  },
  async exact(connection) {
    const query = `select (n // 1000000000)::integer as high, (n % 1000000000)::integer as low
from ${csv} join subjects on "身份证号" = key`
    await eachBlock(connection, query, ([highs, lows], count) => {
      for (let n = 0; n < count; n++) matches.push(0, Number(highs?.[n]), Number(lows?.[n]))
    })
    return () => matches.keys()
  },
}

const instance = await DuckDBInstance.create(':memory:', {
  threads: String(threads),
  preserve_insertion_order: 'true',
})
const connection = await instance.connect()
const began = performance.now()
await connection.run(keyTable('subjects', subjectList))
const tableSeconds = since(began)

const started = performance.now()
const answers = await WAYS[way]?.(connection)
const seconds = since(started)
if (!answers) throw new RangeError(`DuckDB has no way "${way}"`)
connection.closeSync()
instance.closeSync()
report({
  seconds,
  tableSeconds,
  answers: answers(),
  ...(way === 'window-rows'
    ? { remark: 'row_number() over () numbers rows in the order of the file; DuckDB does that in one thread' }
    : {}),
})
