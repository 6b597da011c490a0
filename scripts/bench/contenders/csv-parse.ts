/** The stream of csv-parse, every ID number judged as the product does, and a Set of the subjects. */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { judgeIdCell } from '../../../connectors/id-number.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { CUTOFF } from '../rows/cutoff.ts'
import { ID_PLACE } from '../rows/headers.ts'
import { contenderCall, report, since } from './call.ts'
import { subjectKeys } from './subject-keys.ts'

const BLOCK = 1 << 20

const { file, subjectList } = contenderCall()
const matches = new MatchList()
const rejects = new RejectList()

const began = performance.now()
const subjects = subjectKeys(subjectList)
const tableSeconds = since(began)

const started = performance.now()
let row = 1
const parser = createReadStream(file, { highWaterMark: BLOCK }).pipe(parse({ from: 2 }))
parser.on('data', (record: readonly string[]) => {
  row++
  for (const id of judgeIdCell(record[ID_PLACE] ?? '', CUTOFF)) {
    if ('reason' in id) rejects.push(row, id.reason)
    else if (subjects.has(id.key)) matches.push(row, keyHigh(id.key), keyLow(id.key))
  }
})
const { promise, resolve, reject } = Promise.withResolvers<void>()
parser.on('end', resolve).on('error', reject)
await promise
const seconds = since(started)
report({ seconds, tableSeconds, answers: { dataRows: row - 1, ...matches.rows(), ...rejects.rows() } })
