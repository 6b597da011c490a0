/** The product's exact reader (papaparse, every row judged) and a Set of the subjects. */
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { CUTOFF } from '../rows/cutoff.ts'
import { contenderCall, report, since } from './call.ts'
import { subjectKeys } from './subject-keys.ts'

const { file, subjectList } = contenderCall()
const matches = new MatchList()
const rejects = new RejectList()

const began = performance.now()
const subjects = subjectKeys(subjectList)
const tableSeconds = since(began)

const started = performance.now()
await using table = await openTable(file, vehicles, { cutoff: CUTOFF })
for await (const batch of table.batches()) {
  for (const { row, persons } of batch.rows)
    for (const { key } of persons) if (subjects.has(key)) matches.push(row, keyHigh(key), keyLow(key))
  for (const { row, reason } of batch.rejects) rejects.push(row, reason)
}
const { dataRows, suspectPrecision } = table.report()
const seconds = since(started)
report({
  seconds,
  tableSeconds,
  answers: { dataRows, suspectPrecision, ...matches.rows(), ...rejects.rows() },
})
