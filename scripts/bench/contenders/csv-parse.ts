/** The stream of csv-parse, every ID number judged as the product does, and a Set of the subjects. */
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { judgeIdCell } from '../../../connectors/id-number.ts'
import { MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { contend, halvesOf, subjectSet } from './task.ts'

const ID_COLUMN = 1
const BLOCK = 1024 * 1024

await contend(async task => {
  const subjects = subjectSet(task)
  const matches = new MatchList()
  const rejects = new RejectList()
  let row = 0
  const records = createReadStream(task.file, { highWaterMark: BLOCK }).pipe(parse())
  for await (const record of records as AsyncIterable<readonly string[]>) {
    row++
    if (row === 1) continue
    for (const id of judgeIdCell(record[ID_COLUMN] ?? '', task.cutoff)) {
      if ('reason' in id) rejects.push(row, id.reason)
      else if (subjects.has(id.key)) matches.push(row, ...halvesOf(id.key))
    }
  }
  return {
    answers: { dataRows: row - 1, ...matches.keys(), ...matches.rows(), ...rejects.rows() },
    version: '7.0.3',
  }
})
