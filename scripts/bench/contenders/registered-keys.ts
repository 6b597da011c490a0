/** Builds the table of subjects from a table of keys in the embedded PostgreSQL, as a run does from its store. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { eachKey } from '../../../workers/store/registered.ts'
import { contenderCall, report, since } from './call.ts'

const { subjectList, subjects, scratch } = contenderCall()
const database = await openDatabase({ home: scratch })
const client = await database.pool.connect()
await client.query('create unlogged table bench_keys (key text)')
await pipeline(createReadStream(subjectList), client.query(copyFrom('copy bench_keys from stdin')))
await client.query('analyze bench_keys')
client.release()

const started = performance.now()
const table = SubjectTable.forSubjects(subjects)
await eachKey(database.pool, 'select key, 1 from bench_keys', (high, low, value) =>
  table.markPair(high, low, value),
)
const seconds = since(started)
await database.stop()
report({ seconds, answers: { subjects: table.size } })
