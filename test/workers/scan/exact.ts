/** What the exact reader finds in a file, and what the scan finds, in one form. */
import type { Columns } from '../../../connectors/column.ts'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import type { FeedId } from '../../../connectors/feeds/index.ts'
import { openTable, type Reject, type SkipKind } from '../../../connectors/table-reader.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { scanForMatches } from '../../../workers/scan/matches.ts'
import { ScanTrouble } from '../../../workers/scan/ranges.ts'
import type { SubjectTable } from '../../../workers/scan/subject-table.ts'
import type { ThreadPool } from '../../../workers/threads/pool.ts'
import { CUTOFF } from '../../connectors/persons.ts'

export interface Found {
  /** `row high low`, in the order of the file. */
  readonly matches: readonly string[]
  readonly rejects: readonly Reject[]
  readonly dataRows: number
  readonly rejectedRows: number
  readonly skipped: Readonly<Record<SkipKind, number>>
  readonly suspectPrecision: number
}

const matchOf = (row: number, high: number, low: number) => `${row} ${high} ${low}`

/** @throws InputError */
export async function readExactly(
  path: string,
  definition: FeedDefinition,
  subjects: ReadonlySet<string>,
): Promise<Found> {
  await using reader = await openTable<Columns>(path, definition, { cutoff: CUTOFF })
  const matches: string[] = []
  const rejects: Reject[] = []
  for await (const batch of reader.batches()) {
    rejects.push(...batch.rejects)
    for (const { row, persons } of batch.rows)
      for (const { joins, key } of persons)
        if (joins && subjects.has(key)) matches.push(matchOf(row, keyHigh(key), keyLow(key)))
  }
  const { dataRows, rejectedRows, skipped, suspectPrecision } = reader.report()
  return { matches, rejects, dataRows, rejectedRows, skipped, suspectPrecision }
}

export interface Scan {
  readonly subjects: SubjectTable
  readonly pool: ThreadPool
  readonly rangeBytes?: number
}

/** @throws ScanTrouble, InputError */
export async function scan(path: string, definition: FeedDefinition, by: Scan): Promise<Found> {
  const matches: string[] = []
  const rejects: Reject[] = []
  const { dataRows, rejectedRows, skipped, suspectPrecision } = await scanForMatches(
    path,
    definition.id as FeedId,
    {
      ...by,
      cutoff: CUTOFF,
      onMatches: (triples, count) => {
        for (let at = 0; at < count * 3; at += 3)
          matches.push(matchOf(triples[at] ?? 0, triples[at + 1] ?? 0, triples[at + 2] ?? 0))
      },
      onRejects: found => {
        rejects.push(...found)
      },
      onRestart: trouble => {
        throw new ScanTrouble(trouble)
      },
    },
  )
  return { matches, rejects, dataRows, rejectedRows, skipped, suspectPrecision }
}
