/** The embedded PostgreSQL: COPY of the file into a table without a log, joined with the subjects as they stand. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { MatchList } from '../match-list.ts'
import { HEADERS, ID_PLACE } from '../rows/headers.ts'
import { contenderCall, report, since } from './call.ts'

const BLOCK = 1 << 20
const ID_COLUMN = pg.escapeIdentifier(HEADERS[ID_PLACE] ?? '')

const { file, subjectList, scratch } = contenderCall()
const matches = new MatchList()
const database = await openDatabase({ home: scratch })
const { server_version: version } = (
  await database.pool.query<{ server_version: string }>('show server_version')
).rows[0] ?? { server_version: '' }
const client = await database.pool.connect()

const copyFile = async (path: string, table: string, header: boolean): Promise<void> => {
  const copy = client.query(copyFrom(`copy ${table} from stdin (format csv, header ${header})`))
  await pipeline(createReadStream(path, { highWaterMark: BLOCK }), copy)
}

const began = performance.now()
await client.query('create unlogged table bench_subjects (key text)')
await copyFile(subjectList, 'bench_subjects', false)
await client.query('analyze bench_subjects')
const tableSeconds = since(began)

const started = performance.now()
const columns = HEADERS.map(header => `${pg.escapeIdentifier(header)} text`).join(', ')
await client.query(`create unlogged table bench_rows (${columns})`)
await copyFile(file, 'bench_rows', true)
const copied = since(started)
const { rows } = await client.query<{ key: string }>(
  `select key from bench_rows join bench_subjects on ${ID_COLUMN} = key`,
)
for (const { key } of rows) matches.push(0, keyHigh(key), keyLow(key))
const seconds = since(started)
client.release()
await database.stop()
report({
  seconds,
  tableSeconds,
  answers: matches.keys(),
  remark:
    `PostgreSQL ${version}; the COPY alone ${copied.toFixed(1)} s; the whole process makes and starts a server, ` +
    'whose memory and processor time are not counted',
})
