/** The history of the problems out of the store, and the days that are closed. */
import { ClearanceRefused } from '../../pipelines/reports/clearance/disagreement.ts'
import type { ClearanceHistory, ClosingFacts } from '../../pipelines/reports/clearance/ledger.ts'
import type {
  ClosedDay,
  DaySource,
  IsoDate,
  Problem,
  ProblemEvent,
} from '../../pipelines/reports/clearance/model.ts'
import { readFigures } from '../../pipelines/reports/clearance/stored-figures.ts'
import type { Queryable } from '../store/queryable.ts'

/** @param db inside a transaction that holds the lock of the clearance, so that the parts belong together */
export async function readHistory(db: Queryable): Promise<ClearanceHistory> {
  return { problems: await readProblems(db), events: await readEvents(db), closed: await readClosed(db) }
}

type ProblemRow = Omit<Problem, 'clearedDay'> & { readonly clearedDay: IsoDate | null }

async function readProblems(db: Queryable): Promise<readonly Problem[]> {
  const { rows } = await db.query<ProblemRow>(
    `select key, code, object, class, county, township, state,
            to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(cleared_day, 'YYYY-MM-DD') as "clearedDay"
       from problem order by key`,
  )
  return rows.map(({ clearedDay, ...problem }) => ({
    ...problem,
    ...(clearedDay === null ? {} : { clearedDay }),
  }))
}

/** What an event says beside its columns stays in the database: its digest is enough to see that it was changed. */
async function readEvents(db: Queryable): Promise<readonly ProblemEvent[]> {
  const { rows } = await db.query<Omit<ProblemEvent, 'id'> & { readonly id: string }>(
    `select id, problem, to_char(day, 'YYYY-MM-DD') as day, kind, class, county,
            encode(sha256(convert_to(jsonb_build_array(
              extract(epoch from at), by_run, by_user, by_list, value, note)::text, 'UTF8')), 'hex') as said
       from problem_event order by id`,
  )
  return rows.map(row => ({ ...row, id: Number(row.id) }))
}

/** @throws ClearanceRefused where what is stored has not the form of figures */
async function readClosed(db: Queryable): Promise<readonly ClosedDay[]> {
  const { rows } = await db.query<{ day: IsoDate; figures: unknown; digest: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day, figures, digest from clearance_day order by day`,
  )
  return rows.map(({ day, figures: stored, digest }) => {
    const figures = readFigures(stored)
    if (figures?.day === day) return { figures, digest }
    throw new ClearanceRefused([
      {
        where: { zh: `${day} 结账的数字`, en: `the figures of ${day}` },
        sides: [
          { what: { zh: '日期', en: 'day' }, says: day },
          { what: { zh: '数字中的日期', en: 'day in the figures' }, says: figures?.day ?? '—' },
        ],
      },
    ])
  })
}

export async function storeClosed(db: Queryable, days: readonly ClosedDay[], closedAt: Date): Promise<void> {
  for (const { figures, digest } of days)
    await db.query('insert into clearance_day (day, closed_at, figures, digest) values ($1, $2, $3, $4)', [
      figures.day,
      closedAt,
      JSON.stringify(figures),
      digest,
    ])
}

interface ExportRow {
  readonly day: IsoDate
  readonly exportedAt: Date
  readonly run: string
  readonly register: string | null
  readonly policy: string | null
  readonly counties: Readonly<Record<string, string>> | null
  /** By the table of villages: counties without a registered household have problems of their own. */
  readonly villages: Readonly<Record<string, string>> | null
}

/** An export of the register that moved the problems. */
export interface CountedExport extends DaySource {
  readonly day: IsoDate
  readonly exportedAt: Date
  /** Id of the policy of its run. */
  readonly policy: string
  readonly counties: ClosingFacts['counties']
}

/** The exports that counted, oldest first. */
export async function countedExports(db: Queryable): Promise<readonly CountedExport[]> {
  const { rows } = await db.query<ExportRow>(
    `select to_char(e.day, 'YYYY-MM-DD') as day, e.exported_at as "exportedAt", e.run,
            (select left(d ->> 'sha256', 8) from jsonb_array_elements(r.summary -> 'digests') d
              where d ->> 'feed' = 'register.households' limit 1) as register,
            r.policy ->> 'id' as policy, r.summary #> '{names,counties}' as counties,
            (select jsonb_object_agg(code, name) from (
               select left(code, 6) as code, min(data ->> 'countyName') as name from register_place
                where snapshot = r.register_snapshot and kind = 'villages' group by left(code, 6)) places
              where name <> '') as villages
       from clearance_export e join run r on r.id = e.run
      where e.outcome = 'counted' order by e.exported_at, e.day, e.run`,
  )
  return rows.map(({ register, policy, counties, villages, ...row }) => ({
    ...row,
    register: register ?? '',
    policy: policy ?? '',
    counties: Object.entries({ ...villages, ...counties })
      .map(([code, name]) => ({ code, name }))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1)),
  }))
}

/** What is known of the exports when days are closed. */
export function closingFacts(exports: readonly CountedExport[]): ClosingFacts {
  return {
    sourceOf: day => {
      const found = exports.findLast(each => each.day <= day)
      return found && { run: found.run, register: found.register }
    },
    counties: exports.at(-1)?.counties ?? [],
  }
}
