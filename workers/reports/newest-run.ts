/** The run that a report is made from: one that was asked for, or the newest of the whole register. */
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'
import type { Queryable } from '../store/queryable.ts'

export interface DoneRun {
  readonly id: string
  readonly kind: 'full' | 'rematch'
  readonly startedAt: Date
  readonly finishedAt: Date
  readonly asOf: IsoDate
  readonly user: string
  readonly purpose: string
  /** Of the snapshot of the register, which may be gone since. */
  readonly snapshot: string | null
  readonly counties: readonly string[]
  readonly policy: string
  readonly summary: RunSummary
}

const RUN = `
  id, kind, started_at as "startedAt", finished_at as "finishedAt", to_char(as_of, 'YYYY-MM-DD') as "asOf",
  user_name as user, purpose, register_snapshot as snapshot, counties, policy ->> 'id' as policy, summary`

export interface WhichRun {
  /** Done before this instant. */
  readonly before?: Date
  /** The one of the newest data as of no later day. */
  readonly upTo?: IsoDate
  /** That it applied. */
  readonly rules?: readonly string[]
}

/** The newest comparison of the whole register. */
export async function newestFullRun(
  db: Queryable,
  { before, upTo, rules = [] }: WhichRun = {},
): Promise<DoneRun | undefined> {
  const { rows } = await db.query<DoneRun>(
    `select ${RUN} from run
      where state = 'done' and kind = 'full' and counties = '[]' and summary is not null
        and ($1::timestamptz is null or finished_at < $1) and rules ?& $2::text[]
        and ($3::date is null or as_of <= $3)
      order by case when $3::date is null then null else as_of end desc, finished_at desc, id desc limit 1`,
    [before ?? null, rules, upTo ?? null],
  )
  return rows[0]
}

/** Whether a run applied the rules: which ones it did, its policy said. */
export const applied = ({ summary }: DoneRun, rules: readonly string[]): boolean =>
  rules.every(id => summary.versions.rules[id] !== undefined)

/** @throws OperationalError where there is no such run, or it is not done */
export async function runAsked(db: Queryable, id: string): Promise<DoneRun> {
  const { rows } = await db.query<DoneRun & { readonly state: string }>(
    `select state, ${RUN} from run where id = $1`,
    [id],
  )
  const run = rows[0]
  if (run?.state === 'done' && run.summary !== null) return run
  throw new OperationalError(
    run === undefined
      ? {
          zh: `没有比对 ${id}。最近一次全面比对不用写 --run`,
          en: `There is no run ${id}. Leave --run out for the newest comparison of the whole register`,
        }
      : {
          zh: `比对 ${id} 没有完成（${run.state}），没有结果可报`,
          en: `Run ${id} is not done (${run.state}), it has no results to report`,
        },
    { exitCode: 2 },
  )
}
