import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../schema/migrations/index.ts'
import { lastBackup } from '../../../workers/backup/folder.ts'
import { checkRestorable, restoreBackup } from '../../../workers/backup/restore.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { temporaryHome } from '../postgres/folders.ts'

/** The schema before the service, and what has come since. */
const NAMES = Object.keys(MIGRATIONS).sort()
const BEFORE = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0003'))
const SINCE = NAMES.filter(name => name >= '0003')
const insertRun = `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
  values ('r', now(), 'done', '2017-11-20', '', '', '[]', '{}', '{}')`

const open = async (home: string, migrations = MIGRATIONS, databaseUrl?: string) => {
  const told: string[] = []
  const config = { home, ...(databaseUrl === undefined ? {} : { databaseUrl }) }
  const database = await openDatabase(config, { migrations, warn: text => told.push(text.en) })
  return { database, told, [Symbol.asyncDispose]: () => database.stop() }
}
const madeIn = (home: string): string[] =>
  readdirSync(join(home, 'backups'))
    .filter(name => name.endsWith('.bidui'))
    .sort()

describe('the upgrade of an embedded database', () => {
  it('is preceded by a backup, which brings the former schema back', async () => {
    const home = temporaryHome()
    {
      await using older = await open(home, BEFORE)
      await older.database.pool.query(insertRun)
      expect(older.told).toEqual([])
    }
    await using newer = await open(home)
    const [name = '', ...others] = madeIn(home)
    expect(others).toEqual([])
    expect(name).toMatch(/^upgrade-20\d{6}T\d{6}Z-0002-slices\.bidui$/)
    const path = join(home, 'backups', name)
    expect(newer.told).toEqual([
      `The schema moves from 0002-slices to ${NAMES.at(-1)}; backed up before that to ${path}`,
    ])
    expect(await lastBackup(home)).toMatchObject({ path, schema: '0002-slices' })
    expect((await newer.database.pool.query('select id, kind from run')).rows).toEqual([
      { id: 'r', kind: 'full' },
    ])

    await checkRestorable(path)
    await newer.database.pool.query('create database former')
    const pool = new pg.Pool({ ...newer.database.connection, database: 'former' })
    const { migrated } = await restoreBackup(
      { pool, describe: () => ({ zh: '', en: '' }) },
      { path, keep: async () => true },
    )
    const { rows } = await pool.query('select id from run')
    await pool.end()
    expect([migrated, rows]).toEqual([SINCE, [{ id: 'r' }]])
  })

  it('keeps the newest five of its backups, and what a person has made', async () => {
    const home = temporaryHome()
    const folder = join(home, 'backups')
    await (await open(home, BEFORE)).database.stop()
    await mkdir(folder, { recursive: true })
    const upgrades = ['1', '2', '3', '4', '5'].map(
      day => `upgrade-2017110${day}T000000Z-0001-comparison.bidui`,
    )
    for (const name of [...upgrades, 'bidui-20160101T000000Z-0001-comparison.bidui'])
      await writeFile(join(folder, name), '')
    await (await open(home)).database.stop()
    const [person, ...made] = madeIn(home)
    expect(person).toBe('bidui-20160101T000000Z-0001-comparison.bidui')
    expect(made.slice(0, -1)).toEqual(upgrades.slice(1))
    expect(made.at(-1)).toContain('-0002-slices.bidui')
  })

  it('is none where the database is new, or up to date', async () => {
    const home = temporaryHome()
    for (const _ of ['new', 'again']) {
      await using opened = await open(home)
      expect(opened.told).toEqual([])
    }
    expect(readdirSync(home)).not.toContain('backups')
  })
})

describe('the upgrade of a database of one’s own', () => {
  it('says that there is no backup', async () => {
    await using server = await openEmbedded({ home: temporaryHome(), transport: 'port' })
    const home = temporaryHome()
    await (await open(home, BEFORE, server.connectionString)).database.stop()
    await using newer = await open(home, MIGRATIONS, server.connectionString)
    expect(newer.told).toEqual([
      `The schema moves from 0002-slices to ${NAMES.at(-1)}; the database of DATABASE_URL is yours to back up, none was made here`,
    ])
  })
})
