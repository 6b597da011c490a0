/** Only the joins of a comparison, in DuckDB: every ID of every feed against the members of the register. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { DuckDBInstance } from '@duckdb/node-api'
import { since } from '../contenders/call.ts'
import { csvRows, judgedRows, oneIdPerRow, validNumbers } from '../contenders/duckdb-sql.ts'
import type { FeedJoins, JoinsReport, JoinsTask } from './joins-task.ts'
import type { PlainFile } from './plain-file.ts'

/** Notes below a table and rows of another width are passed over. */
const TOLERANT = ', ignore_errors = true'

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as JoinsTask
const instance = await DuckDBInstance.create(':memory:', { threads: String(task.threads) })
const connection = await instance.connect()

const column = (place: number): string => `c${place}`
const rowsOf = ({ path, width }: PlainFile): string =>
  csvRows({ path, headers: Array.from({ length: width }, (_, place) => column(place)) }, TOLERANT)
const scalar = async (query: string): Promise<number> =>
  Number((await connection.runAndReadAll(query)).getRows()[0]?.[0] ?? 0)

const started = performance.now()
await connection.run('create temp table members (n bigint)')
for (const file of task.members.files)
  for (const place of file.ids) {
    const source = `(select ${column(place)} as id from ${rowsOf(file)})`
    await connection.run(
      `insert into members ${validNumbers({ source, beside: [], cutoff: task.members.cutoff })}`,
    )
  }

/** The row numbers come with the table of the ID columns, which all threads fill (see contenders/duckdb.ts). */
async function joinFile(file: PlainFile, cutoff: string): Promise<Omit<FeedJoins, 'seconds'>> {
  const columns = file.ids.map(column)
  await connection.run(
    `create or replace temp table cells as select ${columns.join(', ')} from ${rowsOf(file)}`,
  )
  await connection.run(
    'create or replace temp table found (place integer, row integer, reason varchar, high integer, low integer)',
  )
  for (const [place, name] of columns.entries()) {
    // Nothing in a further ID column is nobody; in the first, which is the key, it is a reject, and the row falls with it.
    const some =
      place === 0
        ? ''
        : ` where ${name} is not null and rowid + 2 not in (select row from found where reason is not null and place = 0)`
    const source = oneIdPerRow(`(select (rowid + 2)::integer as row, ${name} as id from cells${some})`)
    await connection.run(
      `insert into found by name select ${place} as place, * from (${judgedRows({ source, beside: ['row'], cutoff }, 'members')})`,
    )
  }
  return {
    rows: await scalar('select count(*) from cells'),
    matches: await scalar('select count(*) from found where reason is null'),
    rejects: await scalar('select count(reason) from found'),
  }
}

const feeds: Record<string, FeedJoins> = {}
for (const { feed, cutoff, files } of task.feeds) {
  const began = performance.now()
  const sum = { rows: 0, matches: 0, rejects: 0, ...feeds[feed] }
  for (const file of files) {
    const { rows, matches, rejects } = await joinFile(file, cutoff)
    sum.rows += rows
    sum.matches += matches
    sum.rejects += rejects
  }
  feeds[feed] = { ...sum, seconds: (feeds[feed]?.seconds ?? 0) + since(began) }
}
const report: JoinsReport = {
  seconds: since(started),
  members: await scalar('select count(distinct n) from members'),
  feeds,
  peakMb: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(`${JSON.stringify(report)}\n`)
