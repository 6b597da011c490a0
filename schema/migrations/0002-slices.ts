/**
 * Register rows and evidence in blocks of a slice 分片: narrow tables for what SQL is asked for, packed bytes for the
 * rest.
 *
 * Snapshots, scans and evidence are derived from files: they are emptied, and the next run reads the files anew.
 * Runs, deliveries with their counts and decisions, leads and review items stay.
 */
import { type Kysely, sql } from 'kysely'

async function forgetDerived(db: Kysely<unknown>): Promise<void> {
  await sql`truncate evidence`.execute(db)
  await sql`delete from scan`.execute(db)
  await sql`delete from register_snapshot`.execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['register_household', 'register_member', 'register_measure'])
    await db.schema.dropTable(table).execute()
  await forgetDerived(db)

  await sql`
    create table register_household (
      snapshot bigint not null references register_snapshot on delete cascade,
      code text collate "C" not null,
      county text collate "C" not null,
      village text collate "C" not null,
      hamlet text collate "C" not null,
      row integer not null,
      slice integer not null,
      county_name text,
      township text not null,
      village_name text not null,
      hamlet_name text not null,
      head_name text not null,
      size double precision,
      attribute text not null,
      exit_state text not null,
      helper text not null,
      phone text not null,
      primary key (snapshot, code)
    )`.execute(db)
  await sql`
    create table register_member (
      snapshot bigint not null references register_snapshot on delete cascade,
      household text collate "C" not null,
      orphan boolean not null,
      row integer not null,
      key text collate "C",
      slice integer not null
    )`.execute(db)
  await sql`create index on register_member (snapshot, household)`.execute(db)
  await sql`create index on register_member (snapshot, key) where key is not null`.execute(db)
  // Packed already: PostgreSQL need not try to make it smaller.
  await sql`
    create table register_block (
      snapshot bigint not null references register_snapshot on delete cascade,
      slice integer not null,
      part integer not null,
      base integer not null,
      data bytea storage external not null,
      primary key (snapshot, slice, part)
    )`.execute(db)

  await sql`
    create table evidence_block (
      digest bytea primary key,
      data bytea storage external not null
    )`.execute(db)
  await sql`
    create table scan_block (
      scan bigint not null references scan on delete cascade,
      slice integer not null,
      file integer not null,
      base integer not null,
      digest bytea not null references evidence_block
    )`.execute(db)
  await sql`create index on scan_block (scan, slice)`.execute(db)
  await sql`create index on scan_block (digest)`.execute(db)
  await sql`alter table scan add column candidates bytea`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of [
    'scan_block',
    'evidence_block',
    'register_block',
    'register_member',
    'register_household',
  ])
    await db.schema.dropTable(table).execute()
  await sql`alter table scan drop column candidates`.execute(db)
  await forgetDerived(db)
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
}
