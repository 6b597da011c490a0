/** Runs and steps as the ledger has them. */
import type { Pool } from 'pg'
import type { RunState, StepState } from '../../../workers/store/run-states.ts'

export interface AddedRun {
  readonly state?: RunState
  readonly started?: string
  readonly finished?: string
  readonly kind?: 'full' | 'rematch'
  readonly occasion?: 'person' | 'nightly' | 'demand'
  readonly summary?: object
  readonly failure?: object
  readonly counties?: readonly string[]
}

/** What people wrote into it must not be seen anywhere. */
export const PURPOSE = '核查张三 530129199003071234'
export const USER = '李四'

export async function addRun(pool: Pool, id: string, run: AddedRun = {}): Promise<void> {
  await pool.query(
    `insert into run (id, started_at, finished_at, state, kind, occasion, as_of, purpose, user_name, counties, policy,
        rules, summary, failure, plan)
     values ($1, $2, $3, $4, $5, $6, '2017-11-20', $7, $8, $9, '{}', '{}', $10, $11, $12)`,
    [
      id,
      run.started ?? '2017-11-20T02:00:00+08:00',
      run.finished ?? null,
      run.state ?? 'running',
      run.kind ?? 'full',
      run.occasion ?? 'nightly',
      PURPOSE,
      USER,
      JSON.stringify(run.counties ?? []),
      run.summary ?? null,
      run.failure ?? null,
      { keys: ['530129199003071234'] },
    ],
  )
}

export async function addStep(
  pool: Pool,
  run: string,
  step: string,
  state: StepState,
  result: object | null = null,
  failure: object | null = null,
): Promise<void> {
  await pool.query(
    `insert into run_step (run, step, state, attempts, worker, started_at, finished_at, result, failure)
     values ($1, $2, $3, 1, 'worker-1', $4, $5, $6, $7)`,
    [
      run,
      step,
      state,
      state === 'due' ? null : '2017-11-20T02:00:10+08:00',
      state === 'done' || state === 'failed' ? '2017-11-20T02:00:20+08:00' : null,
      result,
      failure,
    ],
  )
}
