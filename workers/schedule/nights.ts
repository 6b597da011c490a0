/** The nights that were decided. */
import { isBilingual } from '../../connectors/bilingual.ts'
import type { DecidedNight, Night, NightState } from '../../pipelines/schedule/night.ts'
import type { Bilingual, IsoDate } from '../../pipelines/types.ts'
import type { Queryable } from '../store/queryable.ts'
import type { RunState } from '../store/run-states.ts'

/** The latest day up to today, and all after it, in their order; when the first of them was due. */
export async function latestDecided(
  client: Queryable,
  today: IsoDate,
): Promise<{ readonly days: readonly IsoDate[]; readonly since?: Date }> {
  const { rows } = await client.query<{ day: string; due_at: Date }>(
    `select to_char(day, 'YYYY-MM-DD') as day, due_at from night
      where day >= coalesce((select max(day) from night where day <= $1), $1)
      order by day`,
    [today],
  )
  const [first] = rows
  return { days: rows.map(({ day }) => day), ...(first ? { since: first.due_at } : {}) }
}

/** Whether it is ours: a night that was decided stays as it is. */
export async function insertNight(
  client: Queryable,
  { day, dueAt, state, run, reason }: DecidedNight,
  decidedAt: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into night (day, due_at, decided_at, state, run, reason) values ($1, $2, $3, $4, $5, $6)
     on conflict (day) do nothing`,
    [day, dueAt, decidedAt, state, run ?? null, reason ? JSON.stringify(reason) : null],
  )
  return rowCount === 1
}

export async function setRunOfNight(client: Queryable, { day }: Night, run: string): Promise<void> {
  await client.query('update night set run = $2 where day = $1', [day, run])
}

/** A night as people ask about it: with how its run ended. */
export interface ToldNight {
  readonly day: IsoDate
  readonly dueAt: Date
  readonly decidedAt: Date
  readonly state: NightState
  readonly reason?: Bilingual
  readonly run?: RunOfNight
}

export interface RunOfNight {
  readonly id: string
  readonly state: RunState
  readonly startedAt: Date
  readonly finishedAt?: Date
  readonly failure?: Bilingual
}

interface ToldRow {
  readonly day: string
  readonly due_at: Date
  readonly decided_at: Date
  readonly state: NightState
  readonly reason: Bilingual | null
  readonly run: string | null
  readonly run_state: RunOfNight['state']
  readonly started_at: Date
  readonly finished_at: Date | null
  readonly failure: unknown
}

/** The last nights, the latest first. */
export async function lastNights(client: Queryable, count: number): Promise<readonly ToldNight[]> {
  const { rows } = await client.query<ToldRow>(
    `select to_char(night.day, 'YYYY-MM-DD') as day, night.due_at, night.decided_at, night.state, night.reason, night.run,
            run.state as run_state, run.started_at, run.finished_at, run.failure
       from night left join run on run.id = night.run
      order by night.day desc limit $1`,
    [count],
  )
  return rows.map(row => ({
    day: row.day,
    dueAt: row.due_at,
    decidedAt: row.decided_at,
    state: row.state,
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.run === null ? {} : { run: runOf(row.run, row) }),
  }))
}

const runOf = (id: string, row: ToldRow): RunOfNight => ({
  id,
  state: row.run_state,
  startedAt: row.started_at,
  ...(row.finished_at ? { finishedAt: row.finished_at } : {}),
  ...(isBilingual(row.failure) ? { failure: { zh: row.failure.zh, en: row.failure.en } } : {}),
})
