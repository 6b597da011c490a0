/** What a run leaves, as far as it must not depend on who did it, how often, or who was killed meanwhile. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'

export type RunOutcome = Readonly<Record<string, string>>

/** Counts, or rows in their order; what names a run, a time or a number of the database is left out. */
const TABLES: Readonly<Record<string, string>> = {
  leads:
    'select item, rule, county, household, id_number, subject, fingerprint, data from lead where run = $1 order by item',
  items: `select key, rule, county, household, id_number, subject, presence, fingerprint from review_item
           where $1 <> '' order by key`,
  problems: `select key, code, object, class, county, township, village, state, value, first_day, cleared_day from problem
              where $1 <> '' order by key`,
  movements: `select problem, day, kind, class, value from problem_event where $1 <> '' order by problem, id`,
  evidence: `select count(*)::int as rows, count(distinct (scan, file, row, key, role))::int as different
               from evidence where $1 <> ''`,
  blocks: `select count(*)::int as blocks, count(distinct (scan, slice, file, base))::int as different
             from scan_block where $1 <> ''`,
  rejects: `select count(*)::int from delivery_reject where $1 <> ''`,
  deliveries: `select id, outcome, counts from delivery where $1 <> '' order by id`,
  scans: `select count(*)::int from scan where $1 <> ''`,
}

/** Everything that runs made is gone; the next one reads all files again. What arrived stays. */
export const FORGET = `truncate run, run_step, run_part, run_scan, scope_subjects, lead, review_item, delivery, delivery_reject,
  scan, scan_block, evidence, evidence_block, register_snapshot, night, problem, problem_event, clearance_export cascade`

/** Digests by what they are of. */
export async function outcomeOf(pool: Pool, run: string, results: string): Promise<RunOutcome> {
  const digests: Record<string, string> = {}
  for (const [name, query] of Object.entries(TABLES))
    digests[name] = digest(JSON.stringify((await pool.query(query, [run])).rows))
  for (const file of ['findings.csv', 'rejects.csv'])
    digests[file] = digest(readFileSync(join(results, run, file)))
  return digests
}

/** What differs. */
export const differences = (one: RunOutcome, other: RunOutcome): readonly string[] =>
  Object.keys(one).filter(name => one[name] !== other[name])

const digest = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)
