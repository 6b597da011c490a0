/**
 * The first tables: runs, the register as it was given, deliveries and what was kept of them, leads, review items.
 *
 * Keys and codes are compared byte by byte ("C"), so that PostgreSQL and the program sort alike.
 */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table run (
      id text primary key,
      started_at timestamptz not null,
      finished_at timestamptz,
      state text not null check (state in ('running', 'done', 'failed')),
      as_of date not null,
      purpose text not null,
      user_name text not null,
      counties jsonb not null,
      policy jsonb not null,
      rules jsonb not null,
      register_snapshot bigint,
      deliveries jsonb not null default '[]',
      summary jsonb
    )`.execute(db)

  await sql`
    create table register_snapshot (
      id bigint generated always as identity primary key,
      fingerprint text not null unique,
      as_of date not null,
      files jsonb not null,
      counts jsonb not null
    )`.execute(db)
  await sql`
    create table register_household (
      snapshot bigint not null references register_snapshot on delete cascade,
      code text collate "C" not null,
      county text collate "C" not null,
      village text collate "C" not null,
      hamlet text collate "C" not null,
      row integer not null,
      data jsonb not null,
      primary key (snapshot, code)
    )`.execute(db)
  await sql`
    create table register_member (
      snapshot bigint not null references register_snapshot on delete cascade,
      household text collate "C" not null,
      orphan boolean not null,
      row integer not null,
      key text collate "C",
      id_text text not null,
      data jsonb not null,
      primary key (snapshot, row)
    )`.execute(db)
  await sql`create index on register_member (snapshot, household)`.execute(db)
  await sql`create index on register_member (snapshot, key) where key is not null`.execute(db)
  await sql`
    create table register_measure (
      snapshot bigint not null references register_snapshot on delete cascade,
      household text collate "C" not null,
      row integer not null,
      data jsonb not null,
      primary key (snapshot, row)
    )`.execute(db)
  await sql`create index on register_measure (snapshot, household)`.execute(db)
  await sql`
    create table register_removed (
      snapshot bigint not null references register_snapshot on delete cascade,
      key text collate "C" not null,
      row integer not null,
      data jsonb not null
    )`.execute(db)
  await sql`create index on register_removed (snapshot, key)`.execute(db)
  await sql`
    create table register_place (
      snapshot bigint not null references register_snapshot on delete cascade,
      kind text not null check (kind in ('villages', 'hamlets')),
      code text collate "C" not null,
      row integer not null,
      data jsonb not null,
      primary key (snapshot, kind, row)
    )`.execute(db)
  await sql`
    create table register_reject (
      snapshot bigint not null references register_snapshot on delete cascade,
      source text not null,
      row integer not null,
      "column" text not null,
      reason text not null,
      value text not null
    )`.execute(db)
  await sql`create index on register_reject (snapshot)`.execute(db)

  await sql`
    create table delivery (
      id text primary key,
      feed text not null,
      as_of date not null,
      counties jsonb not null,
      authorisation text,
      files jsonb not null,
      outcome text not null check (outcome in ('accepted', 'held')),
      reasons jsonb not null,
      counts jsonb not null,
      first_run text not null references run,
      decided_at timestamptz not null,
      override jsonb
    )`.execute(db)
  await sql`create index on delivery (feed, outcome)`.execute(db)
  await sql`
    create table delivery_reject (
      delivery text not null references delivery on delete cascade,
      file integer not null,
      row integer not null,
      "column" text not null,
      reason text not null,
      value text not null,
      seq bigint generated always as identity
    )`.execute(db)
  await sql`create index on delivery_reject (delivery, seq)`.execute(db)

  await sql`
    create table scan (
      id bigint generated always as identity primary key,
      delivery text not null references delivery on delete cascade,
      scope text not null,
      counts jsonb not null,
      unique (delivery, scope)
    )`.execute(db)
  await sql`
    create table evidence (
      scan bigint not null references scan on delete cascade,
      file integer not null,
      row integer not null,
      key text collate "C" not null,
      role text not null,
      name text,
      house_number text collate "C",
      whole_house boolean not null default false,
      children jsonb,
      data jsonb not null
    )`.execute(db)
  await sql`create index on evidence (key)`.execute(db)
  await sql`create index on evidence (house_number) where house_number is not null`.execute(db)
  await sql`create index on evidence (scan)`.execute(db)

  await sql`
    create table lead (
      run text not null references run on delete cascade,
      item text not null,
      rule text not null,
      county text collate "C" not null,
      household text collate "C" not null,
      id_number text collate "C" not null,
      subject text collate "C" not null,
      fingerprint text not null,
      data jsonb not null,
      primary key (run, item)
    )`.execute(db)
  await sql`
    create table review_item (
      key text primary key,
      rule text not null,
      county text collate "C" not null,
      household text collate "C" not null,
      id_number text collate "C" not null,
      subject text collate "C" not null,
      presence text not null check (presence in ('new', 'open', 'changed', 'gone')),
      fingerprint text not null,
      first_run text not null references run,
      last_run text not null references run,
      changed_run text references run,
      gone_run text references run
    )`.execute(db)
  await sql`create index on review_item (county, rule)`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'review_item',
    'lead',
    'evidence',
    'scan',
    'delivery_reject',
    'delivery',
    'register_reject',
    'register_place',
    'register_removed',
    'register_measure',
    'register_member',
    'register_household',
    'register_snapshot',
    'run',
  ])
    await db.schema.dropTable(table).execute()
}
