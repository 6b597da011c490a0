/** In a thread: the rows of a whole file, for whoever takes them. */
import type { Columns } from '../../../connectors/column.ts'
import { openTable } from '../../../connectors/table-reader.ts'
import { definitionOf, type FileAnswer, type FileCall } from '../table-calls.ts'
import type { RowTaker } from './row-taker.ts'

/** Rows after which a part is sent ahead, where a file is read as a whole. */
const PART_ROWS = 20_000

/** Reads a whole file the exact way. */
export async function takeFile<Q, P>(
  { table, cutoff, path, shownPath }: FileCall<Q>,
  taker: RowTaker<P>,
  emit: (part: P) => Promise<void>,
): Promise<FileAnswer> {
  await using reader = await openTable<Columns>(path, definitionOf(table), { cutoff, shownPath })
  for await (const { rows, rejects } of reader.batches()) {
    for (const reject of rejects) taker.reject(reject)
    for (const row of rows) taker.row(row)
    if (taker.gathered >= PART_ROWS) await emit(taker.part())
  }
  await emit(taker.part())
  return { ...reader.report(), columns: [...reader.columns.keys()] }
}
