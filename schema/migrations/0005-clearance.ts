/**
 * Clearance 清零: the register's problems from the day that each was first seen to its end, and the proof that a
 * suspicion is true.
 *
 * What moved is only ever added to `problem_event`; `problem` says how it stands after the last of them. The balance of
 * a day is the sum over events up to it: raised and reopened +1, corrected and verified −1, changed 0, each with the
 * class and county that it had then.
 */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table problem (
      key text collate "C" primary key,
      origin text not null check (origin in ('rule', 'list', 'both')),
      code text collate "C" not null,
      object text not null check (object in ('village', 'household', 'person', 'hamlet')),
      class text not null check (class in ('error', 'suspected')),
      county text collate "C" not null,
      township text not null,
      village text collate "C" not null,
      household text collate "C" not null,
      id_number text collate "C" not null,
      subject text collate "C" not null,
      field text not null,
      rule_text text not null,
      state text not null check (state in ('open', 'corrected', 'verified')),
      value text not null,
      detail text not null,
      seen boolean not null,
      listed boolean not null,
      first_day date not null,
      last_day date not null,
      cleared_day date,
      check ((state = 'open') = (cleared_day is null)),
      check (state <> 'verified' or class = 'suspected')
    )`.execute(db)
  await sql`create index on problem (county, code)`.execute(db)
  await sql`create index on problem (household) where household <> ''`.execute(db)

  await sql`
    create table problem_list (
      id bigint generated always as identity primary key,
      digest text not null,
      name text not null,
      file text not null,
      as_of date not null,
      imported_at timestamptz not null,
      by_user text not null,
      rows integer not null,
      unique (name, as_of, digest)
    )`.execute(db)
  await sql`
    create table listed_problem (
      list bigint not null references problem_list,
      row integer not null,
      problem text collate "C" not null references problem,
      code text not null,
      field text not null,
      text text not null,
      class text not null check (class in ('error', 'suspected')),
      primary key (list, row)
    )`.execute(db)
  await sql`create index on listed_problem (problem)`.execute(db)

  await sql`
    create table problem_event (
      id bigint generated always as identity primary key,
      problem text collate "C" not null references problem,
      day date not null,
      at timestamptz not null,
      kind text not null check (kind in ('raised', 'changed', 'corrected', 'verified', 'reopened')),
      class text not null check (class in ('error', 'suspected')),
      county text collate "C" not null,
      by_run text references run,
      by_user text,
      by_list bigint references problem_list,
      value text not null,
      note text,
      check (num_nonnulls(by_run, by_user, by_list) > 0)
    )`.execute(db)
  await sql`create index on problem_event (day)`.execute(db)
  await sql`create index on problem_event (problem, id)`.execute(db)
  await sql`
    create function refuse_change_of_history() returns trigger language plpgsql as $$
    begin
      raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
    end $$`.execute(db)
  await sql`
    create trigger append_only before update or delete on problem_event
      for each statement execute function refuse_change_of_history()`.execute(db)
  await sql`revoke update, delete on problem_event from public`.execute(db)

  // One row a run whose register was looked at: one exported before the newest that counted moves nothing.
  await sql`
    create table clearance_export (
      run text primary key references run,
      exported_at timestamptz not null,
      day date not null,
      outcome text not null check (outcome in ('counted', 'older', 'future')),
      moved jsonb not null
    )`.execute(db)

  await sql`
    create table proof (
      id bigint generated always as identity primary key,
      problem text collate "C" not null references problem,
      value text not null,
      note text not null,
      by_user text not null,
      at timestamptz not null
    )`.execute(db)
  await sql`create index on proof (problem, value)`.execute(db)
  await sql`
    create table proof_file (
      proof bigint not null references proof,
      position integer not null,
      digest text not null check (digest ~ '^[0-9a-f]{64}$'),
      name text not null,
      kind text not null,
      bytes bigint not null,
      primary key (proof, position)
    )`.execute(db)

  // Figures of a day that is closed, as they were reported: nothing is booked on it any more.
  await sql`
    create table clearance_day (
      day date primary key,
      closed_at timestamptz not null,
      figures jsonb not null,
      digest text not null
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'clearance_day',
    'proof_file',
    'proof',
    'clearance_export',
    'problem_event',
    'listed_problem',
    'problem_list',
    'problem',
  ])
    await db.schema.dropTable(table).execute()
  await sql`drop function refuse_change_of_history()`.execute(db)
}
