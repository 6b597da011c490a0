/** The product's own scan (workers/scan/matches.ts); its way is the kernel. */

import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { MATCH_TASKS, scanForMatches } from '../../../workers/scan/matches.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'
import { CUTOFF } from '../rows/cutoff.ts'
import { contenderCall, report, since } from './call.ts'
import { keyPairs } from './key-pairs.ts'

const { file, subjectList, subjects, threads, way } = contenderCall()
const matches = new MatchList()
const rejects = new RejectList()

await using pool = new ThreadPool(threads)
pool.warm(MATCH_TASKS.range)
const began = performance.now()
const table = await SubjectTable.build(
  subjects,
  keyPairs(subjectList),
  way === 'javascript' ? 'javascript' : 'wasm',
)
const tableSeconds = since(began)

const started = performance.now()
const { dataRows, suspectPrecision } = await scanForMatches(file, vehicles.id, {
  cutoff: CUTOFF,
  subjects: table,
  pool,
  onMatches: (triples, count) => matches.append(triples, count),
  onRejects: found => {
    for (const { row, reason } of found) rejects.push(row, reason)
  },
  onRestart: trouble => {
    throw new Error(`the file would be read the exact way: ${trouble}`)
  },
})
const seconds = since(started)
report({
  seconds,
  tableSeconds,
  answers: { dataRows, suspectPrecision, ...matches.rows(), ...rejects.rows() },
})
