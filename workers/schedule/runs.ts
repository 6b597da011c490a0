/** Runs, as far as a night has to do with them. */
import type { RunSpan } from '../../pipelines/schedule/night.ts'
import { runLockHolder } from '../postgres/run-lock.ts'
import type { Queryable } from '../store/queryable.ts'
import type { Occasion, RunKind } from '../store/run-states.ts'

export interface RunGoingOn {
  readonly id: string
  readonly state: 'waiting' | 'running'
  readonly kind: RunKind
  readonly occasion: Occasion
  readonly startedAt: Date
}

interface GoingRow {
  readonly id: string
  readonly state: RunGoingOn['state']
  readonly kind: RunGoingOn['kind']
  readonly occasion: RunGoingOn['occasion']
  readonly started_at: Date
}

/**
 * The runs that go on, in the order of their beginning. One that a person began is the work of one program, which holds
 * the run lock while it lives: of one that was killed, only the row goes on.
 */
export async function runsGoingOn(client: Queryable): Promise<readonly RunGoingOn[]> {
  const { rows } = await client.query<GoingRow>(
    `select id, state, kind, occasion, started_at
       from run where state in ('waiting', 'running') order by started_at, id`,
  )
  const alone = (row: GoingRow) => row.occasion === 'person' && row.state === 'running'
  const locked = rows.some(alone) && (await runLockHolder(client)) !== undefined
  return rows
    .filter(row => locked || !alone(row))
    .map(({ id, state, kind, occasion, started_at }) => ({
      id,
      state,
      kind,
      occasion,
      startedAt: started_at,
    }))
}

/** Full runs that go on, and those that ended since. */
export async function fullRuns(client: Queryable, since: Date | undefined): Promise<readonly RunSpan[]> {
  const { rows } = await client.query<{ id: string; started_at: Date; finished_at: Date }>(
    `select id, started_at, finished_at from run
      where kind = 'full' and state not in ('waiting', 'running') and finished_at > $1 order by started_at, id`,
    [since ?? null],
  )
  const ended = rows.map(row => ({ id: row.id, startedAt: row.started_at, finishedAt: row.finished_at }))
  const going = (await runsGoingOn(client)).filter(({ kind }) => kind === 'full')
  return [...ended, ...going.map(({ id, startedAt }) => ({ id, startedAt }))]
}
