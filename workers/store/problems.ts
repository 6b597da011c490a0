/**
 * Problems as exports of the register move them: the transitions of pipelines/clearance/states.ts over all leads of a
 * run at once.
 */
import type { PoolClient } from 'pg'
import type { MovementKind } from '../../pipelines/clearance/states.ts'
import { MOVEMENTS, WHEN_GONE, WHEN_SIGHTED } from '../../pipelines/clearance/states.ts'
import type { TrackedRule } from '../../pipelines/clearance/tracked-rule.ts'
import type { IsoDate } from '../../pipelines/types.ts'
import type { Concluded } from './leads.ts'
import type { Queryable } from './queryable.ts'

/** Whoever books movements, or closes a day, holds this lock until its transaction ends: one after the other. */
export async function lockClearance(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('clearance'))`)
}

/** The newest day whose figures were reported. */
export async function lastClosedDay(db: Queryable): Promise<IsoDate | undefined> {
  const { rows } = await db.query<{ day: string | null }>(
    `select to_char(max(day), 'YYYY-MM-DD') as day from clearance_day`,
  )
  return rows[0]?.day ?? undefined
}

export type MovementCounts = Readonly<Record<MovementKind, number>>

export interface SeenByRun {
  readonly run: string
  /** The register's snapshot, for the township of each problem. */
  readonly snapshot: string
  /** The day to book on: open, and that of the export. */
  readonly day: IsoDate
  readonly rules: readonly TrackedRule[]
  /** Where silence means that a problem is gone. */
  readonly concluded: readonly Concluded[]
  readonly only?: { readonly households: readonly string[]; readonly keys: readonly string[] }
}

/**
 * Moves all problems by the leads of a run, which are stored already.
 * @param client in a transaction that holds {@link lockClearance}
 */
export async function moveProblems(client: PoolClient, seen: SeenByRun): Promise<MovementCounts> {
  await sightings(client, seen)
  await vanished(client, seen)
  await client.query(STORE_NEW)
  await client.query(STORE_CHANGED)
  const { rows } = await client.query<{ kind: MovementKind; count: string }>(BOOK, [seen.run])
  await client.query('drop table moving')
  const counted = new Map(rows.map(({ kind, count }) => [kind, Number(count)]))
  return Object.fromEntries(MOVEMENTS.map(kind => [kind, counted.get(kind) ?? 0])) as MovementCounts
}

/** One row a problem that is shown: as it is now, as it was, and what follows. */
async function sightings(client: PoolClient, { run, snapshot, day, rules }: SeenByRun): Promise<void> {
  await client.query(
    `create temp table moving on commit drop as
     with rule as (
       select * from unnest($4::text[], $5::text[], $6::text[], $7::text[]) as rule (id, object, field, rule_text)
     ), village as (
       select code, min(data->>'township') as township from register_place
        where snapshot = $2 and kind = 'villages' group by code
     ), transition as (
       select * from unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
         as transition (before, likeness, standing, state, movement)
     ), shown as (
       select lead.item as key, lead.rule as code, rule.object, rule.field, rule.rule_text,
              lead.data->>'class' as class, lead.county, lead.data->>'village' as village, lead.household,
              lead.id_number, lead.subject, lead.fingerprint as value, lead.data->>'detail' as detail,
              coalesce(home.township, village.township, '') as township,
              lead.data->>'class' = 'suspected' and exists (
                select from proof where proof.problem = lead.item and proof.value = lead.fingerprint) as proven
         from lead
         join rule on rule.id = lead.rule
         left join register_household home on home.snapshot = $2 and home.code = lead.household
         left join village on village.code = left(coalesce(nullif(lead.data->>'village', ''), lead.subject), 12)
        where lead.run = $1
     )
     select shown.*, true as seen,
            coalesce(transition.state, 'open') as state,
            case when before.key is null then 'raised'
                 when transition.movement = 'changed' and house.moves then null
                 else transition.movement end as movement,
            before.key is null as is_new,
            coalesce(house.moves, false) as moves,
            before.class as class_before, before.county as county_before, before.value as value_before,
            greatest($3::date, before.last_day) as day
       from shown
       left join problem before on before.key = shown.key
       left join transition on transition.before = before.state
             and transition.likeness = case when before.value = shown.value then 'same' else 'other' end
             and transition.standing = case when shown.proven then 'proven' else 'unproven' end
       left join lateral (
         select before.state = 'open' and (before.class <> shown.class or before.county <> shown.county) as moves
       ) house on true`,
    [
      run,
      snapshot,
      day,
      rules.map(({ id }) => id),
      rules.map(({ object }) => object),
      rules.map(({ fields }) => fields.join('、')),
      rules.map(({ text }) => text),
      WHEN_SIGHTED.map(({ from }) => from),
      WHEN_SIGHTED.map(({ value }) => value),
      WHEN_SIGHTED.map(({ proof }) => proof),
      WHEN_SIGHTED.map(({ to }) => to),
      WHEN_SIGHTED.map(({ movement }) => movement ?? null),
    ],
  )
  await client.query('create unique index on moving (key)')
  await client.query('analyze moving')
}

/** One row a problem that was seen before, would be shown, and is not. */
async function vanished(client: PoolClient, { day, concluded, only }: SeenByRun): Promise<void> {
  await client.query(
    `insert into moving
     select before.key, before.code, before.object, before.field, before.rule_text, before.class, before.county,
            before.village, before.household, before.id_number, before.subject, before.value, before.detail,
            before.township, false, false, transition.state, transition.movement, false, false,
            before.class, before.county, before.value, greatest($1::date, before.last_day)
       from problem before
       join unnest($2::text[], $3::text[]) as concluded (rule, county)
         on concluded.rule = before.code and concluded.county = before.county
       join unnest($6::text[], $7::text[], $8::text[]) as transition (before, state, movement)
         on transition.before = before.state
      where before.seen
        and not exists (select from moving where moving.key = before.key)
        and ($4::text[] is null or before.household = any($4) or before.id_number = any($5::text[]))`,
    [
      day,
      concluded.map(({ rule }) => rule),
      concluded.map(({ county }) => county),
      only?.households ?? null,
      only?.keys ?? null,
      WHEN_GONE.map(({ from }) => from),
      WHEN_GONE.map(({ to }) => to),
      WHEN_GONE.map(({ movement }) => movement ?? null),
    ],
  )
}

const STORE_NEW = `
  insert into problem (key, origin, code, object, class, county, township, village, household, id_number, subject,
                       field, rule_text, state, value, detail, seen, listed, first_day, last_day)
  select key, 'rule', code, object, class, county, township, village, household, id_number, subject,
         field, rule_text, state, value, detail, true, false, day, day
    from moving where is_new`

/** Rows that stay as they are, nearly all of them every day, are not written. */
const STORE_CHANGED = `
  update problem set
    origin = case when problem.origin = 'list' and moving.seen then 'both' else problem.origin end,
    code = moving.code, class = moving.class, county = moving.county, township = moving.township,
    village = moving.village, field = moving.field, rule_text = moving.rule_text,
    state = moving.state, value = moving.value, detail = moving.detail, seen = moving.seen,
    last_day = case when moving.movement is null and not moving.moves then problem.last_day else moving.day end,
    cleared_day = case when moving.state = 'open' then null else coalesce(problem.cleared_day, moving.day) end
  from moving
  where problem.key = moving.key and not moving.is_new
    and (moving.movement is not null or moving.moves or problem.seen <> moving.seen
         or (problem.origin = 'list' and moving.seen)
         or (problem.code, problem.class, problem.county, problem.township, problem.village, problem.field,
             problem.rule_text, problem.value, problem.detail)
            is distinct from
            (moving.code, moving.class, moving.county, moving.township, moving.village, moving.field,
             moving.rule_text, moving.value, moving.detail))`

const BOOK = `
  with booked as (
    insert into problem_event (problem, day, at, kind, class, county, by_run, value)
    select key, day, now(), kind, class, county, $1, value
      from (
        select key, 1 as place, day, 'corrected' as kind, class_before as class, county_before as county,
               value_before as value from moving where moves
        union all
        select key, 2, day, 'reopened', class, county, value from moving where moves
        union all
        select key, 3, day, movement, class, county, value from moving where movement is not null
      ) movements
     order by key, place
    returning kind
  )
  select kind, count(*) from booked group by kind`
