/** Rows of runs as far as the nights look at them. */
import type { ClientBase } from 'pg'

export interface RunRow {
  readonly id: string
  readonly startedAt: Date
  readonly state?: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly finishedAt?: Date
  readonly kind?: 'full' | 'rematch'
  readonly occasion?: 'person' | 'nightly' | 'demand'
  readonly failure?: { readonly zh: string; readonly en: string }
}

export async function insertRun(client: Pick<ClientBase, 'query'>, run: RunRow): Promise<string> {
  await client.query(
    `insert into run (id, started_at, finished_at, state, as_of, purpose, user_name, counties, policy, rules, kind, occasion, failure)
     values ($1, $2, $3, $4, '2017-11-20', '测试', '测试员', '[]', '{}', '{}', $5, $6, $7)`,
    [
      run.id,
      run.startedAt,
      run.finishedAt ?? null,
      run.state ?? 'waiting',
      run.kind ?? 'full',
      run.occasion ?? 'nightly',
      run.failure ? JSON.stringify(run.failure) : null,
    ],
  )
  return run.id
}

export async function endRun(client: Pick<ClientBase, 'query'>, id: string, at: Date): Promise<void> {
  await client.query(`update run set state = 'done', finished_at = $2 where id = $1`, [id, at])
}
