/** What the metrics ask the database: runs, deliveries. One question, one snapshot. */
import type { Pool } from 'pg'
import { askBriefly } from '../postgres/ask-briefly.ts'
import { RUN_STATES, type RunState } from '../store/run-states.ts'

export interface StoredState {
  readonly runs: Readonly<Record<RunState, number>>
  /** When the last whole run was done, in seconds since 1970; 0: never. */
  readonly lastSuccess: number
  /** The cut-off of the newest accepted delivery, by feed. */
  readonly newest: Readonly<Record<string, string>>
  /** Deliveries that wait for somebody to look at them, by feed. */
  readonly held: Readonly<Record<string, number>>
}

interface Row {
  readonly runs: Readonly<Record<string, number>> | null
  readonly last_success: number | null
  readonly newest: Readonly<Record<string, string>> | null
  readonly held: Readonly<Record<string, number>> | null
}

// A held delivery is settled when one of its feed that covers its counties was accepted later. Without reasons it is
// being read just now.
const QUESTION = `
  select
    (select json_object_agg(state, n) from (select state, count(*) n from run group by state) s) as runs,
    (select extract(epoch from max(finished_at))::float8 from run
      where state = 'done' and kind = 'full') as last_success,
    (select json_object_agg(feed, as_of) from
      (select feed, to_char(max(as_of), 'YYYY-MM-DD') as as_of from delivery
        where outcome = 'accepted' group by feed) n) as newest,
    (select json_object_agg(feed, n) from
      (select feed, count(*) n from delivery d
        where outcome = 'held' and reasons <> '[]' and not exists (
          select from delivery a
           where a.feed = d.feed and a.outcome = 'accepted' and a.decided_at > d.decided_at
             and (a.counties = '"all"' or a.counties @> d.counties))
        group by feed) h) as held`

export async function storedState(pool: Pool, patienceMs: number): Promise<StoredState> {
  const [row] = await askBriefly<Row & Record<string, unknown>>(pool, QUESTION, [], patienceMs)
  const runs = Object.fromEntries(RUN_STATES.map(state => [state, row?.runs?.[state] ?? 0]))
  return {
    runs: runs as Record<RunState, number>,
    lastSuccess: row?.last_success ?? 0,
    newest: row?.newest ?? {},
    held: row?.held ?? {},
  }
}
