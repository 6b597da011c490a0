/**
 * Runs as they are shown to whoever looks at the service: states, counts, times. What people wrote or are called
 * (purpose, user, scope of persons) is not read.
 */
import type { Pool } from 'pg'
import { askBriefly } from '../postgres/ask-briefly.ts'
import type { RunState, StepCounts, StepState } from './run-states.ts'

export interface ListedRun {
  readonly id: string
  readonly kind: 'full' | 'rematch'
  readonly occasion: 'person' | 'nightly' | 'demand'
  readonly state: RunState
  readonly asOf: string
  readonly startedAt: string
  readonly finishedAt: string | null
  /** Until now, of one that goes on. */
  readonly seconds: number
  /** Empty: all. */
  readonly counties: readonly string[]
  readonly steps: StepCounts
  /** Of a run that is done. */
  readonly leads: number | null
  readonly items: Readonly<Record<string, number>> | null
}

export interface RunDetails extends ListedRun {
  readonly byDirection: Readonly<Record<string, number>> | null
  readonly bySeverity: Readonly<Record<string, number>> | null
  readonly stageSeconds: Readonly<Record<string, number>> | null
  readonly deliveries: number
  readonly failure: unknown
  /** Steps that run, that failed, or that wait to be tried again, in the order in which they began; not more than a page. */
  readonly openSteps: readonly OpenStep[]
}

export interface OpenStep {
  readonly step: string
  readonly state: StepState
  readonly attempts: number
  readonly worker: string | null
  readonly seconds: number | null
  /** When it is tried again; null unless it waits for that. */
  readonly retryAt: string | null
  readonly failure: unknown
}

export interface RunListOptions {
  readonly limit: number
  readonly state?: RunState | undefined
}

const STEPS_OF = `
  (select json_build_object(
      'due', count(*) filter (where s.state = 'due'), 'running', count(*) filter (where s.state = 'running'),
      'done', count(*) filter (where s.state = 'done'), 'failed', count(*) filter (where s.state = 'failed'))
     from run_step s where s.run = r.id)`
const TIME = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`
const LISTED = `
  id, kind, occasion, state, to_char(as_of, 'YYYY-MM-DD') as "asOf",
  to_char(started_at at time zone 'UTC', ${TIME}) as "startedAt",
  to_char(finished_at at time zone 'UTC', ${TIME}) as "finishedAt",
  round(extract(epoch from coalesce(finished_at, now()) - started_at)::numeric, 1)::float8 as seconds,
  counties, ${STEPS_OF} as steps, (summary ->> 'total')::int as leads, summary -> 'items' as items`

export async function listRuns(pool: Pool, { limit, state }: RunListOptions): Promise<readonly ListedRun[]> {
  return await askBriefly<ListedRun & Record<string, unknown>>(
    pool,
    `select ${LISTED} from run r where $1::text is null or state = $1 order by started_at desc, id desc limit $2`,
    [state ?? null, limit],
  )
}

const OPEN_STEPS = 200

export async function runDetails(pool: Pool, run: string): Promise<RunDetails | undefined> {
  const [details] = await askBriefly<RunDetails & Record<string, unknown>>(
    pool,
    `select ${LISTED}, summary -> 'byDirection' as "byDirection", summary -> 'bySeverity' as "bySeverity",
        summary -> 'seconds' as "stageSeconds", jsonb_array_length(deliveries) as deliveries, failure,
        coalesce((select json_agg(o) from (
          select step, s.state, attempts, worker, s.failure,
                 round(extract(epoch from coalesce(s.finished_at, now()) - s.started_at)::numeric, 1)::float8 as seconds,
                 case when s.state = 'due' then to_char(s.due_at at time zone 'UTC', ${TIME}) end as "retryAt"
            from run_step s where s.run = r.id
             and (s.state in ('running', 'failed') or s.state = 'due' and s.failure is not null)
           order by s.started_at, step limit ${OPEN_STEPS}) o), '[]') as "openSteps"
       from run r where id = $1`,
    [run],
  )
  return details
}

export async function runStateOf(pool: Pool, run: string): Promise<RunState | undefined> {
  const [found] = await askBriefly<{ state: RunState }>(pool, 'select state from run where id = $1', [run])
  return found?.state
}
