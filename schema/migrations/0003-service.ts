/**
 * The service: runs as steps that any worker may do, the scans that a run rests on, arrivals in the inbox, nights.
 *
 * What a step stores and its row in `run_step` commit together, so that a step that died is done again, and one that
 * is done is not.
 */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table run drop constraint run_state_check`.execute(db)
  await sql`
    alter table run
      add constraint run_state_check check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
      add column kind text not null default 'full' check (kind in ('full', 'rematch')),
      add column occasion text not null default 'person' check (occasion in ('person', 'nightly', 'demand')),
      add column plan jsonb,
      add column failure jsonb`.execute(db)
  await sql`create index on run (state) where state in ('waiting', 'running')`.execute(db)
  await sql`
    create table run_step (
      run text not null references run on delete cascade,
      step text not null,
      state text not null check (state in ('due', 'running', 'done', 'failed')),
      attempts integer not null default 0,
      worker text,
      due_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      result jsonb,
      failure jsonb,
      primary key (run, step)
    )`.execute(db)
  // Results of steps that are too large for a cell of JSON: packed.
  await sql`
    create table run_part (
      run text not null references run on delete cascade,
      step text not null,
      part integer not null,
      data bytea storage external not null,
      primary key (run, step, part)
    )`.execute(db)
  // A scan stays while a run that rests on it goes on.
  await sql`
    create table run_scan (
      run text not null references run on delete cascade,
      scan bigint not null references scan on delete cascade,
      primary key (run, scan)
    )`.execute(db)
  await sql`create index on run_scan (scan)`.execute(db)
  // Who became a subject by what residents told, and the 户号 that matter: for whoever reads further files under the scope.
  await sql`
    create table scope_subjects (
      scope text primary key,
      marks bytea storage external not null,
      houses bytea storage external not null
    )`.execute(db)
  await sql`
    create table arrival (
      id text primary key,
      arrived_at timestamptz not null,
      plan jsonb not null,
      files jsonb not null
    )`.execute(db)
  await sql`create index on arrival (arrived_at)`.execute(db)
  // Of several services that see a night come, the first one to insert it has it.
  await sql`
    create table night (
      day date primary key,
      due_at timestamptz not null,
      decided_at timestamptz not null,
      state text not null check (state in ('started', 'skipped', 'missed')),
      run text references run,
      reason jsonb
    )`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['night', 'arrival', 'scope_subjects', 'run_scan', 'run_part', 'run_step'])
    await db.schema.dropTable(table).execute()
  await sql`update run set state = 'failed' where state in ('waiting', 'cancelled')`.execute(db)
  await sql`alter table run drop constraint run_state_check`.execute(db)
  await sql`
    alter table run
      drop column kind, drop column occasion, drop column plan, drop column failure,
      add constraint run_state_check check (state in ('running', 'done', 'failed'))`.execute(db)
}
