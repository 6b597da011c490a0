/** The product's own scan (workers/scan/matches.ts); its way is the kernel. */

import type { FeedDefinition } from '../../../connectors/definition.ts'
import { vehicles } from '../../../connectors/feeds/vehicles.ts'
import { MATCH_RANGE, scanForMatches } from '../../../workers/scan/matches.ts'
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
pool.warm(MATCH_RANGE)
const began = performance.now()
const table = await SubjectTable.build(subjects, keyPairs(subjectList))
const tableSeconds = since(began)

const started = performance.now()
const { dataRows, suspectPrecision } = await scanForMatches(file, vehicles as unknown as FeedDefinition, {
  cutoff: CUTOFF,
  subjects: table,
  pool,
  kernel: way === 'javascript' ? 'javascript' : 'wasm',
  onMatches: (triples, count) => matches.append(triples, count),
  onRejects: found => {
    for (const { row, reason } of found) rejects.push(row, reason)
  },
})
const seconds = since(started)
report({
  seconds,
  tableSeconds,
  answers: { dataRows, suspectPrecision, ...matches.rows(), ...rejects.rows() },
})
