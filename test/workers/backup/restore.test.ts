import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../schema/migrate.ts'
import { MIGRATIONS } from '../../../schema/migrations/index.ts'
import { ArchivedFiles } from '../../../workers/backup/archived-files.ts'
import { readMigrations, readSequences, readTables } from '../../../workers/backup/catalogue.ts'
import { checkRestorable, restoreBackup } from '../../../workers/backup/restore.ts'
import { rowHash } from '../../../workers/backup/row-hash.ts'
import { makeBackup } from '../../../workers/backup/write.ts'
import { fileProof } from '../../../workers/clearance/acts.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type EmbeddedServer, openEmbedded } from '../../../workers/postgres/embedded.ts'
import { exported, keyOf, lead } from '../clearance/rows.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { binaryCopy, SMALL, writeSmall } from './small-backup.ts'

let server: EmbeddedServer
/** What is backed up, and what is restored into. */
let source: pg.Pool
let target: pg.Pool

beforeAll(async () => {
  server = await openEmbedded({ home: sharedHome() })
  source = new pg.Pool(server.connection)
  await source.query('create database target')
  target = new pg.Pool({ ...server.connection, database: 'target' })
  for (const pool of [source, target]) pool.on('error', () => undefined)
})
afterAll(async () => {
  await Promise.all([source.end(), target.end()])
  await server.stop()
})
beforeEach(async () => {
  for (const pool of [source, target]) await pool.query('drop schema public cascade; create schema public')
})

const NIGHT = ['day', 'due_at', 'decided_at', 'state', 'run', 'reason']
const where = { zh: '目标', en: 'the target' }
const backUp = async (everything = false): Promise<string> => {
  const path = join(temporaryFolder(), 'made.bidui')
  await makeBackup(source, { path, everything })
  return path
}
const restore = async (path: string) => {
  await checkRestorable(path)
  return await restoreBackup({ pool: target, describe: () => where }, { path, keep: async () => true })
}
const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch(thrown => thrown)
  if (error instanceof OperationalError) return error.text.en
  throw new Error('no operational error', { cause: error })
}
const tablesThere = async (): Promise<number> => {
  const { rows } = await target.query(
    `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace`,
  )
  return rows[0]?.n
}
/** Of every table, by name. */
const hashesOf = async (pool: pg.Pool) => {
  const client = await pool.connect()
  try {
    const hashes: [string, number, string][] = []
    for (const { name } of await readTables(client)) {
      const { rows, hash } = await rowHash(client, name)
      hashes.push([name, rows, hash])
    }
    return hashes
  } finally {
    client.release()
  }
}

const insertRun = (id: string, state: string) =>
  source.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
     values ($1, '2017-11-20 02:00+08', $2, '2017-11-20', '动态管理\t"\\', '测试员', '[]', '{"a": 1.50}', '{}')`,
    [id, state],
  )

describe('a restored backup', () => {
  it('has every row of every table, whatever is in it', async () => {
    await migrate(source)
    await insertRun('r', 'done')
    await source.query(`
      insert into register_snapshot (fingerprint, as_of, files, counts) values ('f', '2017-11-20', '{}', '{"n": 0.1}');
      insert into register_household values (1, 'h', '530129', '', '', 2, 7, null, '', '', '', '', 0.1, '', '', '', '');
      insert into register_block values (1, 7, 0, 2, '\\x00ff28b5'), (1, 8, 0, 2, '');
      insert into night values ('2017-11-20', '2017-11-20 02:00+08', now(), 'started', 'r', null)`)
    const path = await backUp(true)
    const restored = await restore(path)
    const hashes = await hashesOf(source)
    expect(await hashesOf(target)).toEqual(hashes)
    expect([restored.compared, restored.migrated, restored.strange]).toEqual([hashes.length, [], []])
    expect((await target.query('select purpose from run')).rows).toEqual([{ purpose: '动态管理\t"\\' }])
  })

  it('goes on with the numbers of the old one, of tables too that were left out', async () => {
    await migrate(source)
    await source.query(
      `insert into register_snapshot (fingerprint, as_of, files, counts) values ('a', '2017-11-20', '{}', '{}'), ('b', '2017-11-20', '{}', '{}')`,
    )
    const { manifest } = await restore(await backUp())
    expect(manifest.leftOut).toContain('register_snapshot')
    const { rows } = await target.query(
      `insert into register_snapshot (fingerprint, as_of, files, counts) values ('c', '2017-11-20', '{}', '{}') returning id`,
    )
    expect(rows).toEqual([{ id: '3' }])
    const sequences = async (pool: pg.Pool) => {
      const client = await pool.connect()
      const read = await readSequences(client)
      client.release()
      return read.filter(({ name }) => name !== 'register_snapshot_id_seq')
    }
    expect(await sequences(target)).toEqual(await sequences(source))
  })

  it('has the problems, their history and their proof, and the history is still only added to', async () => {
    await migrate(source)
    await exported(source, '2017-11-19', [lead({}), lead({ household: 'H2' })])
    const attachment = { digest: 'a'.repeat(64), name: '证明.pdf', kind: 'pdf' as const, bytes: 9 }
    await fileProof(source, {
      ...{ key: keyOf({}), note: '属实', user: '李', now: new Date('2017-11-20T04:00:00Z') },
      attachments: [attachment],
    })
    const { manifest } = await restore(await backUp())
    expect(manifest.tables.filter(({ rows }) => rows > 0).map(({ name, rows }) => [name, rows])).toEqual(
      expect.arrayContaining([
        ['problem', 2],
        ['problem_event', 3],
        ['proof', 1],
        ['proof_file', 1],
        ['clearance_export', 1],
      ]),
    )
    await expect(target.query('delete from problem_event')).rejects.toMatchObject({ code: '23001' })
    await exported(target, '2017-11-21', [lead({})])
    const { rows } = await target.query('select kind from problem_event order by id')
    expect(rows.map(({ kind }) => kind)).toEqual(['raised', 'raised', 'verified', 'corrected'])
  })

  it('has no run that goes on', async () => {
    await migrate(source)
    for (const state of ['waiting', 'running', 'done', 'failed', 'cancelled']) await insertRun(state, state)
    expect((await restore(await backUp())).endedRuns).toBe(2)
    const { rows } = await target.query('select id, state, failure is not null as told from run order by id')
    expect(rows.map(({ id, state, told }) => [id, state, told])).toEqual([
      ['cancelled', 'cancelled', false],
      ['done', 'done', false],
      ['failed', 'failed', false],
      ['running', 'failed', true],
      ['waiting', 'failed', true],
    ])
  })

  it('of an older schema is brought up to date', async () => {
    const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0003'))
    await migrate(source, before)
    await insertRun('r', 'running')
    const restored = await restore(await backUp())
    expect(restored.migrated).toEqual(
      Object.keys(MIGRATIONS)
        .sort()
        .filter(name => name >= '0003'),
    )
    expect(await readMigrations(target)).toEqual(Object.keys(MIGRATIONS).sort())
    expect((await target.query('select id, state, kind from run')).rows).toEqual([
      { id: 'r', state: 'failed', kind: 'full' },
    ])
  })

  it('is the state of one moment, whatever is written meanwhile', async () => {
    await migrate(source)
    await insertRun('before', 'done')
    const path = join(temporaryFolder(), 'made.bidui')
    // Asked for between the hashes of the tables and their rows.
    const archive = new ArchivedFiles(temporaryFolder())
    archive.list = async () => {
      await insertRun('meanwhile', 'done')
      return []
    }
    await makeBackup(source, { path, archive })
    await restore(path)
    expect((await target.query('select id from run')).rows).toEqual([{ id: 'before' }])
  })

  it('leaves out tables of somebody else in the same database, and says so', async () => {
    await migrate(source)
    await source.query('create table strange (n int); insert into strange values (1)')
    const { strange, compared } = await restore(await backUp(true))
    expect(strange).toEqual(['strange'])
    expect(compared).toBe((await hashesOf(source)).length - 1)
  })
})

describe('a restore is refused, and the target is as it was,', () => {
  it('where the target holds anything', async () => {
    await migrate(source)
    const path = await backUp()
    await target.query('create table mine (n int)')
    expect(await refusalOf(restore(path))).toContain('the target has the table mine already')
    expect(await tablesThere()).toBe(1)
  })

  it('where the schema of the backup is newer than the program', async () => {
    const path = join(temporaryFolder(), 'newer.bidui')
    await writeSmall(path, {
      manifest: { ...SMALL, program: '9.0.0', migrations: [...SMALL.migrations, '0099-later'] },
    })
    expect(await refusalOf(checkRestorable(path))).toContain(
      'newer than this program (0099-later, backed up by version 9.0.0)',
    )
  })

  it.each<[string, Partial<typeof SMALL>, Buffer, string]>([
    [
      'where the rows are not those that were hashed',
      { tables: [{ name: 'night', columns: [...NIGHT], rows: 0, hash: '1' }] },
      binaryCopy([]),
      'the hash of its rows is another one',
    ],
    [
      'where the database does not take the rows',
      { tables: [{ name: 'night', columns: [...NIGHT], rows: 1, hash: '1' }] },
      binaryCopy([['2017-11-20']]),
      'the database refuses it [22P04]',
    ],
    [
      'where the columns are others',
      { tables: [{ name: 'night', columns: ['day'], rows: 0, hash: '0' }] },
      binaryCopy([]),
      'its columns differ',
    ],
  ])('%s', async (_, manifest, rows, words) => {
    const path = join(temporaryFolder(), 'forged.bidui')
    await writeSmall(path, { manifest: { ...SMALL, ...manifest }, tables: [['night', rows]] })
    expect(await refusalOf(restore(path))).toContain(words)
    expect(await tablesThere()).toBe(0)
  })

  it('where the file is damaged behind the back of who has checked it', async () => {
    await migrate(source)
    await insertRun('r', 'done')
    const path = await backUp()
    await checkRestorable(path)
    const bytes = readFileSync(path)
    const place = bytes.length - 40
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const restoring = restoreBackup({ pool: target, describe: () => where }, { path, keep: async () => true })
    expect(await refusalOf(restoring)).toContain('is damaged: ')
    expect(await tablesThere()).toBe(0)
  })
})

describe('a backup', () => {
  it('is not made of an empty database, and not over a file that is there', async () => {
    const path = join(temporaryFolder(), 'made.bidui')
    expect(await refusalOf(makeBackup(source, { path }))).toContain('is still empty')
    expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false])
    await migrate(source)
    writeFileSync(path, 'mine')
    expect(await refusalOf(makeBackup(source, { path }))).toContain('is there already and is not overwritten')
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('that is interrupted leaves nothing behind, and the database usable', async () => {
    await migrate(source)
    await insertRun('r', 'done')
    const path = join(temporaryFolder(), 'made.bidui')
    const stop = new AbortController()
    const making = makeBackup(source, {
      path,
      signal: stop.signal,
      progress: ({ stage }) => stage.en === 'tables' && stop.abort(),
    })
    await expect(making).rejects.toThrow(/abort/i)
    expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false])
    expect((await source.query('select id from run')).rows).toEqual([{ id: 'r' }])
  })

  it('can be read by its owner alone', async () => {
    await migrate(source)
    expect(statSync(await backUp()).mode & 0o777).toBe(0o600)
  })
})
