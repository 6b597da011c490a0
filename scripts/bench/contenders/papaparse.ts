/** The exact reader of the product: papaparse, every row judged, and a Set of the subjects. */
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import { MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { contend, halvesOf, subjectSet } from './task.ts'

await contend(async task => {
  const subjects = subjectSet(task)
  const matches = new MatchList()
  const rejects = new RejectList()
  await using table = await openTable(task.file, vehicles, { cutoff: task.cutoff })
  for await (const batch of table.batches()) {
    for (const { row, persons } of batch.rows)
      for (const { key } of persons) if (subjects.has(key)) matches.push(row, ...halvesOf(key))
    for (const { row, reason } of batch.rejects) rejects.push(row, reason)
  }
  const { dataRows, suspectPrecision } = table.report()
  return {
    answers: { dataRows, suspectPrecision, ...matches.keys(), ...matches.rows(), ...rejects.rows() },
    version: '5.7.1',
  }
})
