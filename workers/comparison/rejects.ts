/** The rejects of a run, as they are stored: for rejects.csv, and for what a department is told. */
import type { Pool } from 'pg'
import { registerTableOf } from '../../connectors/register/index.ts'
import type { RejectRow } from '../../pipelines/reports/model.ts'
import { rejectsHeader, rejectsLine, sortRejects } from '../../pipelines/reports/rejects-csv.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import type { RegisterSnapshot } from '../reading/register.ts'
import type { FeedIntake } from './intake.ts'

/** rejects.csv, feed by feed in the order of their ids. */
export async function* rejectLines(
  pool: Pool,
  intakes: readonly FeedIntake[],
  register: RegisterSnapshot,
  options: { readonly masked: boolean },
): AsyncGenerator<string> {
  yield rejectsHeader()
  for (const intake of intakes.toSorted((one, other) => (one.feed < other.feed ? -1 : 1)))
    for await (const reject of feedRejects(pool, intake)) yield rejectsLine(reject, options)
  for (const reject of await registerRejects(pool, register)) yield rejectsLine(reject, options)
}

async function* feedRejects(pool: Pool, intake: FeedIntake): AsyncGenerator<RejectRow> {
  for (const { id, order, paths } of intake.rejectsOf.toSorted((one, other) => one.order - other.order)) {
    let after = '0'
    for (;;) {
      const { rows } = await pool.query<
        Omit<RejectRow, 'file' | 'feed' | 'fileOrder'> & { file: number; seq: string }
      >(
        `select file, row, "column", reason, value, seq from delivery_reject
          where delivery = $1 and seq > $2 order by seq limit 5000`,
        [id, after],
      )
      if (rows.length === 0) break
      after = rows.at(-1)?.seq ?? ''
      for (const { file, row, column, reason, value } of rows)
        yield {
          feed: intake.feed,
          file: paths[file] ?? '',
          fileOrder: order * 1000 + file,
          row,
          column,
          reason,
          value,
        }
    }
  }
}

async function registerRejects(pool: Pool, register: RegisterSnapshot): Promise<readonly RejectRow[]> {
  const { rows } = await pool.query<{ source: `register.${RegisterTableId}` } & Omit<RejectRow, 'feed'>>(
    `select source, row, "column", reason, value from register_reject where snapshot = $1`,
    [register.id],
  )
  return sortRejects(
    rows.map(({ source, row, column, reason, value }) => ({
      feed: source,
      file: register.files.get(registerTableOf(source))?.path ?? '',
      fileOrder: 0,
      row,
      column,
      reason,
      value,
    })),
  )
}

/** The rejects of some sources, as a department is told them. */
export async function rejectsOf(
  pool: Pool,
  intakes: readonly FeedIntake[],
  register: RegisterSnapshot,
  sources: ReadonlySet<string>,
): Promise<readonly RejectRow[]> {
  const found: RejectRow[] = []
  for (const intake of intakes)
    if (sources.has(intake.feed)) for await (const reject of feedRejects(pool, intake)) found.push(reject)
  for (const reject of await registerRejects(pool, register)) if (sources.has(reject.feed)) found.push(reject)
  return sortRejects(found)
}
