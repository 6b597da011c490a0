/** What a scan asks beyond subjects: candidates, and residents as words. In this thread, range by range. */
import { stat, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Columns } from '../../../../connectors/column.ts'
import type { FeedDefinition } from '../../../../connectors/definition.ts'
import { FEEDS, type FeedId } from '../../../../connectors/feeds/index.ts'
import { residents } from '../../../../connectors/feeds/residents.ts'
import { InputError } from '../../../../connectors/input-error.ts'
import { openTable, openTableHead, type Reject } from '../../../../connectors/table-reader.ts'
import { scanFileRange, seatAt } from '../../../../workers/scan/in-thread.ts'
import { inOrder, rangesOf } from '../../../../workers/scan/ranges.ts'
import { feedPlan } from '../../../../workers/scan/rows/feed-question.ts'
import residentFile from '../../../../workers/scan/rows/resident-file.ts'
import residentRange from '../../../../workers/scan/rows/resident-range.ts'
import type { ResidentPart } from '../../../../workers/scan/rows/resident-rows.ts'
import { scannedFile } from '../../../../workers/scan/scanned-file.ts'
import { SubjectTable } from '../../../../workers/scan/subject-table.ts'
import { openInbox } from '../../../connectors/files.ts'
import { CUTOFF } from '../../../connectors/persons.ts'
import { bytesOf, type Delivery, deliveries } from '../deliveries.ts'
import { KNOWN } from '../id-cells.ts'
import { KERNELS } from '../kernel/workbench.ts'

const HANDLES = KERNELS.map(kernel => {
  const table = SubjectTable.forSubjects(KNOWN.length, kernel)
  for (const key of KNOWN) table.mark(key, 1)
  return table.handle
})
const KNOWN_KEYS = new Set(KNOWN)
const inbox = await openInbox()
afterAll(() => inbox[Symbol.asyncDispose]())

let path = ''
beforeAll(async () => {
  path = await inbox.put('rows.csv', '')
})

/** The file of a delivery, unless it is one that nobody can read. */
async function put(delivery: Delivery, definition: FeedDefinition) {
  await writeFile(path, bytesOf(delivery))
  const head = await openTableHead(path, definition, {}).catch((error: unknown) => {
    if (error instanceof InputError) return undefined
    throw error
  })
  return head && scannedFile(path, (await stat(path)).size, head)
}

const withCandidates = FEEDS.filter(
  ({ candidate }) => candidate,
) as unknown as readonly FeedDefinition<FeedId>[]

describe.each(withCandidates)('A scan of $id for subjects and candidates', definition => {
  it('keeps every row about a subject and every candidate', async () => {
    const seen = { wanted: 0, dropped: 0 }
    await fc.assert(
      fc.asyncProperty(
        deliveries(definition),
        fc.constantFrom(...HANDLES),
        fc.constantFrom(101, 1000, undefined),
        async (delivery, handle, rangeBytes) => {
          const file = await put(delivery, definition)
          if (!file) return
          const plan = feedPlan(definition.id, file, CUTOFF, { candidates: true } as never)
          const kept = new Set<number>()
          const ranges = inOrder(rangesOf(file, rangeBytes), 1, async range => {
            const records: number[] = []
            const take = (record: number) => records.push(record)
            const scanned = scanFileRange(seatAt(handle), file, range, plan, handle.shape, {
              drain: (scratch, held) => held.each(scratch, take),
              tail: take,
            })
            return { ...scanned, taken: records }
          })
          for await (const { range, firstRow } of ranges) {
            for (const record of range.taken) kept.add(record + firstRow)
            expect(range.records).toBe(range.judged + range.taken.length)
            seen.dropped += range.judged
          }
          await using reader = await openTable<Columns>(path, definition, { cutoff: CUTOFF })
          const missed: number[] = []
          for await (const { rows, rejects } of reader.batches()) {
            for (const { row } of rejects) if (!kept.has(row)) missed.push(row)
            for (const row of rows) {
              const isWanted =
                definition.candidate?.(row) ||
                row.persons.some(({ joins, key }) => joins && KNOWN_KEYS.has(key))
              if (isWanted && !kept.has(row.row)) missed.push(row.row)
              if (isWanted) seen.wanted++
            }
          }
          expect(missed).toEqual([])
        },
      ),
      { numRuns: 30 },
    )
    expect(seen.wanted).toBeGreaterThan(20)
    // Where every row is a candidate, none is dropped.
    if (definition.ruledOut) expect(seen.dropped).toBeGreaterThan(0)
  })
})

/** Persons as words, in any order: those that the kernel reads come first. */
const quads = (parts: readonly ResidentPart[]): readonly string[] =>
  parts
    .flatMap(({ persons }) =>
      Array.from({ length: persons.length / 4 }, (_, n) => persons.slice(n * 4, n * 4 + 4).join(' ')),
    )
    .toSorted()

describe('Residents', () => {
  it('are the same words by ranges and as a whole', async () => {
    const seen = { judged: 0, persons: 0 }
    await fc.assert(
      fc.asyncProperty(
        deliveries(residents as unknown as FeedDefinition),
        fc.constantFrom(...HANDLES),
        fc.constantFrom(101, 1000, undefined),
        fc.constantFrom('', '1957-11-18', '1980-01-01'),
        async (delivery, handle, rangeBytes, bornBy) => {
          const file = await put(delivery, residents as unknown as FeedDefinition)
          if (!file) return
          const question = { handle, bornBy }
          const asked = { table: residents.id, cutoff: CUTOFF, question } as const
          const whole: ResidentPart[] = []
          const report = await residentFile({ ...asked, path, shownPath: 'rows.csv' }, async part => {
            whole.push(part)
          })
          const parts: ResidentPart[] = []
          const rejects: Reject[] = []
          const counts = { dataRows: 0, rejectedRows: 0, suspectPrecision: 0 }
          const ranges = inOrder(rangesOf(file, rangeBytes), 1, async range =>
            residentRange({ ...asked, file, range }, async () => undefined),
          )
          for await (const { range, firstRow } of ranges) {
            parts.push(range.part)
            for (const reject of range.part.rejects) rejects.push({ ...reject, row: reject.row + firstRow })
            counts.dataRows += range.judged + range.sorted.dataRows
            counts.rejectedRows += range.sorted.rejectedRows
            counts.suspectPrecision += range.suspects + range.sorted.suspectPrecision
            seen.judged += range.judged
          }
          const { dataRows, rejectedRows, suspectPrecision } = report
          expect(quads(parts)).toEqual(quads(whole))
          expect(rejects).toEqual(whole.flatMap(part => part.rejects))
          expect(counts).toEqual({ dataRows, rejectedRows, suspectPrecision })
          seen.persons += quads(whole).length
        },
      ),
      { numRuns: 100 },
    )
    expect(seen.judged).toBeGreaterThan(20)
    expect(seen.persons).toBeGreaterThan(seen.judged)
  })
})
