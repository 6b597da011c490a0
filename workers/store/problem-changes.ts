/** Problems moved one by one: by a person, or by the rows of a list. */
import type { PoolClient } from 'pg'
import type { ProblemObject } from '../../pipelines/clearance/objects.ts'
import type { ProblemFacts, StoredProblem } from '../../pipelines/clearance/problem.ts'
import type { Moved, Problem } from '../../pipelines/clearance/states.ts'
import type { LeadClass } from '../../pipelines/types.ts'
import type { Queryable } from './queryable.ts'

interface Row {
  readonly key: string
  readonly origin: ProblemFacts['origin']
  readonly code: string
  readonly object: ProblemObject
  readonly class: LeadClass
  readonly county: string
  readonly township: string
  readonly village: string
  readonly household: string
  readonly id_number: string
  readonly subject: string
  readonly field: string
  readonly rule_text: string
  readonly state: Problem['state']
  readonly value: string
  readonly detail: string
  readonly seen: boolean
  readonly listed: boolean
  readonly first_day: string
  readonly last_day: string
  readonly cleared_day: string | null
}

const day = (column: string): string => `to_char(${column}, 'YYYY-MM-DD') as ${column}`

export const PROBLEM_COLUMNS = `key, origin, code, object, class, county, township, village, household, id_number, subject,
  field, rule_text, state, value, detail, seen, listed, ${['first_day', 'last_day', 'cleared_day'].map(day).join(', ')}`

const opened = (row: Row): StoredProblem => ({
  key: row.key,
  origin: row.origin,
  code: row.code,
  object: row.object,
  township: row.township,
  village: row.village,
  household: row.household,
  idNumber: row.id_number,
  subject: row.subject,
  field: row.field,
  ruleText: row.rule_text,
  detail: row.detail,
  standing: {
    state: row.state,
    class: row.class,
    county: row.county,
    value: row.value,
    seen: row.seen,
    listed: row.listed,
    firstDay: row.first_day,
    lastDay: row.last_day,
    ...(row.cleared_day === null ? {} : { clearedDay: row.cleared_day }),
  },
})

/** @param where of SQL, with its parameters */
export async function readProblems(
  db: Queryable,
  where: string,
  parameters: readonly unknown[] = [],
): Promise<readonly StoredProblem[]> {
  const { rows } = await db.query<Row>(`select ${PROBLEM_COLUMNS} from problem where ${where}`, [
    ...parameters,
  ])
  return rows.map(opened)
}

export interface ProblemChange {
  readonly facts: ProblemFacts
  readonly moved: Moved
}

export interface BookedBy {
  readonly user: string
  readonly list?: string
  readonly note?: string
}

const A_BLOCK = 2000

/** Stores how problems stand, and books what moved, in the order given. @param client in a transaction */
export async function storeChanges(
  client: PoolClient,
  changes: readonly ProblemChange[],
  { user, list, note }: BookedBy,
): Promise<void> {
  for (let at = 0; at < changes.length; at += A_BLOCK) {
    const block = changes.slice(at, at + A_BLOCK)
    await client.query(STORE, [JSON.stringify(block.map(rowOf))])
    await client.query(BOOK, [
      JSON.stringify(
        block.flatMap(({ facts, moved }) =>
          moved.movements.map(movement => ({ ...movement, problem: facts.key })),
        ),
      ),
      user,
      list ?? null,
      note ?? null,
    ])
  }
}

const rowOf = ({ facts, moved: { problem } }: ProblemChange): Row => ({
  key: facts.key,
  origin: facts.origin,
  code: facts.code,
  object: facts.object,
  class: problem.class,
  county: problem.county,
  township: facts.township,
  village: facts.village,
  household: facts.household,
  id_number: facts.idNumber,
  subject: facts.subject,
  field: facts.field,
  rule_text: facts.ruleText,
  state: problem.state,
  value: problem.value,
  detail: facts.detail,
  seen: problem.seen,
  listed: problem.listed,
  first_day: problem.firstDay,
  last_day: problem.lastDay,
  cleared_day: problem.clearedDay ?? null,
})

const STORE = `
  insert into problem (key, origin, code, object, class, county, township, village, household, id_number, subject,
                       field, rule_text, state, value, detail, seen, listed, first_day, last_day, cleared_day)
  select key, origin, code, object, class, county, township, village, household, id_number, subject,
         field, rule_text, state, value, detail, seen, listed, first_day, last_day, cleared_day
    from jsonb_populate_recordset(null::problem, $1)
  on conflict (key) do update set
    origin = excluded.origin, class = excluded.class, county = excluded.county, township = excluded.township,
    village = excluded.village, field = excluded.field, rule_text = excluded.rule_text, state = excluded.state,
    value = excluded.value, detail = excluded.detail, seen = excluded.seen, listed = excluded.listed,
    last_day = excluded.last_day, cleared_day = excluded.cleared_day`

const BOOK = `
  insert into problem_event (problem, day, at, kind, class, county, by_user, by_list, value, note)
  select problem, day, now(), kind, class, county, $2, $3, value, $4
    from jsonb_array_elements($1::jsonb) with ordinality as element (booked, place),
         jsonb_to_record(booked) as movement (problem text, day date, kind text, class text, county text, value text)
   order by place`
