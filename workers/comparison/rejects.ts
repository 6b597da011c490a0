/** The rejects of a run, as they are stored: each is fetched once. */
import { registerTableOf } from '../../connectors/register/index.ts'
import type { RejectRow } from '../../pipelines/reports/model.ts'
import { sortRejects } from '../../pipelines/reports/rejects-csv.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import type { Queryable } from '../store/queryable.ts'
import type { FeedIntake } from './intake.ts'

/** Where the rejects of a run are. */
export interface RejectsOfRun {
  readonly feeds: readonly Pick<FeedIntake, 'feed' | 'rejectsOf'>[]
  readonly register: {
    readonly snapshot: string
    /** Paths of the tables, below the inbox. */
    readonly paths: ReadonlyMap<RegisterTableId, string>
  }
}

const PAGE = 5000

/** In the order of rejects.csv, many at a time: feed by feed in the order of their ids, then the register's. */
export async function* rejectPages(
  db: Queryable,
  { feeds, register }: RejectsOfRun,
): AsyncGenerator<readonly RejectRow[]> {
  for (const feed of feeds.toSorted((one, other) => (one.feed < other.feed ? -1 : 1)))
    yield* pagesOfFeed(db, feed)
  yield await registerRejects(db, register)
}

async function* pagesOfFeed(
  db: Queryable,
  { feed, rejectsOf }: RejectsOfRun['feeds'][number],
): AsyncGenerator<readonly RejectRow[]> {
  for (const { id, order, paths } of rejectsOf.toSorted((one, other) => one.order - other.order)) {
    let after = '0'
    for (;;) {
      const { rows } = await db.query<
        Omit<RejectRow, 'file' | 'feed' | 'fileOrder'> & { file: number; seq: string }
      >(
        `select file, row, "column", reason, value, seq from delivery_reject
          where delivery = $1 and seq > $2 order by seq limit ${PAGE}`,
        [id, after],
      )
      if (rows.length === 0) break
      after = rows.at(-1)?.seq ?? ''
      yield rows.map(({ file, row, column, reason, value }) => ({
        feed,
        file: paths[file] ?? '',
        fileOrder: order * 1000 + file,
        row,
        column,
        reason,
        value,
      }))
    }
  }
}

async function registerRejects(
  db: Queryable,
  { snapshot, paths }: RejectsOfRun['register'],
): Promise<readonly RejectRow[]> {
  const { rows } = await db.query<{ source: `register.${RegisterTableId}` } & Omit<RejectRow, 'feed'>>(
    `select source, row, "column", reason, value from register_reject where snapshot = $1`,
    [snapshot],
  )
  return sortRejects(
    rows.map(({ source, row, column, reason, value }) => ({
      feed: source,
      file: paths.get(registerTableOf(source)) ?? '',
      fileOrder: 0,
      row,
      column,
      reason,
      value,
    })),
  )
}
