/**
 * The built-in PostgreSQL: COPY of the whole file into a table without a log, joined with the subjects. Variants:
 * `prepare` makes the state folder, outside the time; `exact` joins cells as they stand.
 */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { MatchList } from '../match-list.ts'
import { HEADERS } from '../rows/write-rows.ts'
import { contend, halvesOf } from './task.ts'

const ID_COLUMN = pg.escapeIdentifier(HEADERS[1] ?? '')
const BLOCK = 1024 * 1024

async function copyFile(client: pg.ClientBase, path: string, table: string, header: boolean): Promise<void> {
  const copy = client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv, HEADER ${header})`))
  await pipeline(createReadStream(path, { highWaterMark: BLOCK }), copy)
}

await contend(async task => {
  await using database = await openDatabase({ home: join(task.folder, 'postgres') })
  const client = await database.pool.connect()
  try {
    const { rows } = await client.query<{ version: string }>(
      `SELECT current_setting('server_version') AS version`,
    )
    const version = rows[0]?.version ?? ''
    if (task.variant === 'prepare') return { answers: {}, version }
    await client.query('DROP TABLE IF EXISTS bench_rows, bench_subjects')
    await client.query(
      `CREATE UNLOGGED TABLE bench_rows (${HEADERS.map(name => `${pg.escapeIdentifier(name)} text`).join(', ')})`,
    )
    await client.query('CREATE UNLOGGED TABLE bench_subjects (key text)')
    await copyFile(client, task.subjectList, 'bench_subjects', false)
    await client.query('ANALYZE bench_subjects')
    await copyFile(client, task.file, 'bench_rows', true)
    const found = await client.query<{ key: string }>(
      `SELECT key FROM bench_rows JOIN bench_subjects ON bench_rows.${ID_COLUMN} = bench_subjects.key`,
    )
    const matches = new MatchList()
    for (const { key } of found.rows) matches.push(0, ...halvesOf(key))
    await client.query('DROP TABLE bench_rows, bench_subjects')
    return { answers: matches.keys(), version }
  } finally {
    client.release()
  }
})
