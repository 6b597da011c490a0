/** A problem list as a file: its rows, what of it was refused, what it said of itself. */
import type { Notice } from '../../connectors/input-error.ts'
import { PROBLEM_LIST } from '../../connectors/problem-list.ts'
import { openTable, type SkipKind } from '../../connectors/table-reader.ts'
import { type ListedRow, type ListReject, readListedRow } from '../../pipelines/clearance/listed-row.ts'

/** Nothing in a list is judged by a cut-off. */
const ANY_DAY = '2099-12-31'

export interface ReadList {
  readonly rows: readonly ListedRow[]
  readonly rejects: readonly ListReject[]
  readonly notices: readonly Notice[]
  readonly skipped: Readonly<Record<SkipKind, number>>
}

/** @throws InputError for a file that cannot be read, or lacks a required column */
export async function readList(path: string): Promise<ReadList> {
  await using reader = await openTable(path, PROBLEM_LIST, { cutoff: ANY_DAY })
  const rows: ListedRow[] = []
  const rejects: ListReject[] = []
  for await (const batch of reader.batches()) {
    for (const { row, column, value } of batch.rejects)
      rejects.push({ row, column, reason: 'columns', value })
    for (const row of batch.rows) {
      const read = readListedRow(row.row, row.values())
      if ('reason' in read) rejects.push(read)
      else rows.push(read)
    }
  }
  const { notices, skipped } = reader.report()
  return { rows, rejects: rejects.sort((a, b) => a.row - b.row), notices, skipped }
}
