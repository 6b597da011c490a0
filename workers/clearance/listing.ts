/** Problems and their history, as they are asked for. */
import type { ProblemObject } from '../../pipelines/clearance/objects.ts'
import type { StoredProblem } from '../../pipelines/clearance/problem.ts'
import type { MovementKind, ProblemState } from '../../pipelines/clearance/states.ts'
import type { IsoDate, LeadClass } from '../../pipelines/types.ts'
import { readProblems } from '../store/problem-changes.ts'
import type { Queryable } from '../store/queryable.ts'

export interface ProblemFilter {
  readonly county?: string
  readonly object?: ProblemObject
  readonly class?: LeadClass
  readonly state?: ProblemState
}

/** In the order of county, object, code and place. */
export const listProblems = (db: Queryable, filter: ProblemFilter = {}): Promise<readonly StoredProblem[]> =>
  readProblems(
    db,
    `($1::text is null or county = $1) and ($2::text is null or object = $2)
       and ($3::text is null or class = $3) and ($4::text is null or state = $4)
     order by county, object, code, village, household, id_number, subject, key`,
    [filter.county ?? null, filter.object ?? null, filter.class ?? null, filter.state ?? null],
  )

export interface HistoryEntry {
  readonly day: IsoDate
  readonly at: Date
  readonly kind: MovementKind
  readonly class: LeadClass
  readonly county: string
  readonly note: string
  /** By a run, whose register was of that day. */
  readonly run?: { readonly id: string; readonly asOf: IsoDate }
  readonly list?: { readonly name: string; readonly file: string; readonly asOf: IsoDate }
  readonly user?: string
}

interface EventRow {
  readonly day: string
  readonly at: Date
  readonly kind: MovementKind
  readonly class: LeadClass
  readonly county: string
  readonly note: string | null
  readonly run: string | null
  readonly run_as_of: string | null
  readonly list_name: string | null
  readonly file: string | null
  readonly list_as_of: string | null
  readonly by_user: string | null
}

/** Everything that happened to a problem, the first first. */
export async function historyOf(db: Queryable, key: string): Promise<readonly HistoryEntry[]> {
  const { rows } = await db.query<EventRow>(
    `select to_char(event.day, 'YYYY-MM-DD') as day, event.at, event.kind, event.class, event.county, event.note,
            event.by_run as run,
            to_char((export.exported_at at time zone 'Asia/Shanghai')::date, 'YYYY-MM-DD') as run_as_of,
            list.name as list_name, list.file, to_char(list.as_of, 'YYYY-MM-DD') as list_as_of, event.by_user
       from problem_event event
       left join clearance_export export on export.run = event.by_run
       left join problem_list list on list.id = event.by_list
      where event.problem = $1 order by event.id`,
    [key],
  )
  return rows.map(row => ({
    day: row.day,
    at: row.at,
    kind: row.kind,
    class: row.class,
    county: row.county,
    note: row.note ?? '',
    ...(row.run === null ? {} : { run: { id: row.run, asOf: row.run_as_of ?? '' } }),
    ...(row.list_name === null
      ? {}
      : { list: { name: row.list_name, file: row.file ?? '', asOf: row.list_as_of ?? '' } }),
    ...(row.by_user === null ? {} : { user: row.by_user }),
  }))
}
