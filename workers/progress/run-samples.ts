/** One look at several runs at once: their states and their steps, as the ledger has them. */
import type { Pool } from 'pg'
import { askBriefly } from '../postgres/ask-briefly.ts'
import type { RunState } from '../store/run-states.ts'
import type { RunSample, StepGroup, StepProgress } from './pace.ts'

interface Row extends Record<string, unknown> {
  readonly run: string
  readonly state: RunState
  readonly at: number
  readonly groups: readonly StepGroup[]
  readonly running: readonly { readonly step: string; readonly kind: string; readonly progress: unknown }[]
}

/** The word that a step's id begins with. */
export const STEP_KIND = `coalesce(substring(step from '^[a-z]+(?:[-_][a-z]+)*'), 'step')`

const QUESTION = `
  select id as run, state, (extract(epoch from clock_timestamp()) * 1000)::float8 as at,
    coalesce((select json_agg(g) from (
      select ${STEP_KIND} as kind, s.state, count(*)::int as steps,
             (extract(epoch from min(s.started_at)) * 1000)::float8 as began
        from run_step s where s.run = r.id group by 1, 2) g), '[]') as groups,
    coalesce((select json_agg(g) from (
      select s.step, ${STEP_KIND} as kind, s.result -> 'progress' as progress
        from run_step s where s.run = r.id and s.state = 'running' order by s.started_at, s.step) g), '[]') as running
  from run r where id = any($1)`

export async function runSamples(
  pool: Pool,
  runs: readonly string[],
  patienceMs?: number,
): Promise<readonly RunSample[]> {
  const rows = await askBriefly<Row>(pool, QUESTION, [runs], patienceMs)
  return rows.map(row => ({
    ...row,
    running: row.running.map(({ step, kind, progress }) => ({ step, kind, ...progressOf(progress) })),
  }))
}

/** A step that has stored nothing of itself yet, or nothing that can be read, is at its beginning. */
function progressOf(stored: unknown): StepProgress {
  const progress: Readonly<Record<string, unknown>> = Object(stored)
  const count = (name: string): number | null => {
    const value = progress[name]
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
  }
  return { rows: count('rows') ?? 0, bytes: count('bytes') ?? 0, ofRows: count('ofRows') }
}
