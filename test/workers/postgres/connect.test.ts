import process from 'node:process'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { openDatabase } from '../../../workers/postgres/connect.ts'
import { type EmbeddedServer, openEmbedded } from '../../../workers/postgres/embedded.ts'
import { tryRunLock } from '../../../workers/postgres/run-lock.ts'
import { sharedHome, temporaryHome } from './folders.ts'
import { naming, until } from './processes.ts'

const MIGRATIONS: Record<string, Migration> = {
  '0001-first': { up: db => sql`CREATE TABLE first (number int)`.execute(db).then(() => undefined) },
}
const FAILING: Record<string, Migration> = {
  ...MIGRATIONS,
  '0002-fails': { up: db => sql`CREATE TABLE first (number int)`.execute(db).then(() => undefined) },
}

const refusalOf = async (url: string, migrations = MIGRATIONS): Promise<OperationalError> => {
  const error: unknown = await openDatabase({ home: '/nowhere', databaseUrl: url }, { migrations }).catch(
    e => e,
  )
  if (error instanceof OperationalError) return error
  throw new Error('no operational error', { cause: error })
}

type Change = Partial<Record<'password' | 'database' | 'port', string>>

describe('the embedded database', () => {
  it('is opened with the schema that the migrations make, and stopped as a whole', async () => {
    const home = temporaryHome()
    {
      await using database = await openDatabase({ home }, { migrations: MIGRATIONS })
      await database.pool.query('INSERT INTO first VALUES (1)')
      expect(database.embedded).toBe(true)
      expect(database.describe().en).toMatch(/^built-in PostgreSQL 18\.\d+, state folder \//)
    }
    expect(naming(home)).toEqual([])
    await using again = await openDatabase({ home }, { migrations: MIGRATIONS })
    expect((await again.pool.query('SELECT FROM first')).rowCount).toBe(1)
  })

  it('does not stay when its schema cannot be made', async () => {
    const home = temporaryHome()
    const error = await openDatabase({ home }, { migrations: FAILING }).catch(e => e)
    expect(error).toBeInstanceOf(OperationalError)
    expect(error.text.en).toContain('(0002-fails), and is as it was: relation "first" already exists')
    expect(naming(home)).toEqual([])
    await using database = await openDatabase({ home }, { migrations: MIGRATIONS })
    expect((await database.pool.query('SELECT FROM first')).rowCount).toBe(0)
  })

  it('ends even where a client was not given back', async () => {
    const home = temporaryHome()
    const database = await openDatabase({ home }, { migrations: MIGRATIONS })
    await database.pool.connect()
    await database.stop()
    expect(naming(home)).toEqual([])
  })

  it('goes on after its connections were lost: the pool says so, a run lock is lost', async () => {
    const home = temporaryHome()
    const warnings: string[] = []
    await using database = await openDatabase(
      { home },
      { migrations: MIGRATIONS, warn: text => warnings.push(text.en) },
    )
    const lock = await tryRunLock(database)
    if (!lock.taken) throw new Error('taken')
    await Promise.all([1, 2].map(() => database.pool.query('SELECT pg_sleep(0.1)')))
    const { rows } = await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    )
    expect(rows.length).toBeGreaterThan(0)
    if (!lock.signal.aborted) await new Promise(resolve => lock.signal.addEventListener('abort', resolve))
    await until(() => warnings.length > 0)
    expect(warnings[0]).toContain('the database ended the connection')
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    expect((await tryRunLock(database)).taken).toBe(true)
  })
})

describe('a database of one’s own', () => {
  let server: EmbeddedServer
  let url: (change?: Change) => string
  beforeAll(async () => {
    server = await openEmbedded({ home: sharedHome(), transport: 'port' })
    const { connection } = server
    url = (change = {}) =>
      `postgresql://bidui:${change.password ?? connection.password}@127.0.0.1:${change.port ?? connection.port}/${change.database ?? 'bidui'}`
  })
  afterAll(() => server.stop())

  it('is opened by its URL with the same migrations, and described without the password', async () => {
    await using database = await openDatabase(
      { home: '/nowhere', databaseUrl: url() },
      { migrations: MIGRATIONS },
    )
    expect((await database.pool.query('SELECT FROM first')).rowCount).toBe(0)
    expect(database.embedded).toBe(false)
    expect(database.describe().zh).toBe(
      `PostgreSQL postgresql://bidui:***@127.0.0.1:${server.connection.port}/bidui`,
    )
  })

  it('is migrated once where several programs open it at once', async () => {
    await createDatabase(server, 'crowded')
    const opened = await Promise.all(
      [1, 2, 3].map(() =>
        openDatabase(
          { home: '/nowhere', databaseUrl: url({ database: 'crowded' }) },
          { migrations: MIGRATIONS },
        ),
      ),
    )
    const { rowCount } = await (opened[0]?.pool ?? raise()).query('SELECT FROM kysely_migration')
    await Promise.all(opened.map(database => database.stop()))
    expect(rowCount).toBe(1)
  })

  it('that a newer program has upgraded is left alone', async () => {
    await createDatabase(server, 'newer')
    const target = url({ database: 'newer' })
    const newer = { ...MIGRATIONS, '0002-later': { up: async () => undefined } }
    await (await openDatabase({ home: '/nowhere', databaseUrl: target }, { migrations: newer })).stop()
    const { text } = await refusalOf(target)
    expect(text.zh).toContain('已由更新版本的程序升级 (0002-later); 请使用更新版本的程序')
    expect(text.en).toContain('was upgraded by a newer version of the program (0002-later)')
  })

  it('whose schema cannot be made is left as it was', async () => {
    await createDatabase(server, 'failing')
    const { text } = await refusalOf(url({ database: 'failing' }), FAILING)
    expect(text.en).toContain('(0002-fails), and is as it was: relation "first" already exists')
    await using database = await openDatabase(
      { home: '/nowhere', databaseUrl: url({ database: 'failing' }) },
      { migrations: {} },
    )
    expect((await database.pool.query(`SELECT to_regclass('first') AS first`)).rows).toEqual([
      { first: null },
    ])
  })

  it.each<[string, Change, string, string]>([
    ['a wrong password', { password: 'not-this-one' }, '28P01', '用户名或密码不对'],
    ['a missing database', { database: 'nothing' }, '3D000', '数据库不存在; 请先建立'],
    ['a port where nothing answers', { port: '1' }, 'ECONNREFUSED', '请检查地址和端口, 以及数据库是否已启动'],
  ])('that cannot be reached for %s is named, its password is not', async (_, change, code, words) => {
    const { text, exitCode } = await refusalOf(url(change))
    expect(text.zh).toContain(words)
    expect(text.zh).toContain(`[${code}]`)
    expect(text.en).toContain('host 127.0.0.1, port ')
    expect(text.en).toContain(`database ${change.database ?? 'bidui'}, user bidui`)
    expect(text.zh + text.en).not.toContain(change.password ?? server.connection.password)
    expect(exitCode).toBe(1)
  })

  it('that is not encoded in UTF-8 is refused', async () => {
    await createDatabase(server, 'latin', `ENCODING 'LATIN1' TEMPLATE template0`)
    const { text } = await refusalOf(url({ database: 'latin' }))
    expect(text.zh).toContain('的编码是 LATIN1; 需要 UTF8')
  })

  it('is run on by one program at a time, and the next is told by whom', async () => {
    const config = { home: '/nowhere', databaseUrl: url() }
    await using one = await openDatabase(config, { migrations: MIGRATIONS })
    await using two = await openDatabase(config, { migrations: MIGRATIONS })
    const first = await tryRunLock(one)
    if (!first.taken) throw new Error('taken')
    const second = await tryRunLock(two)
    if (second.taken) throw new Error('not taken')
    expect(second.holder?.applicationName).toMatch(new RegExp(`^bidui run ${process.pid}@`))
    expect(second.holder?.since).toMatch(/^20\d\d-/)
    await first.release()
    const third = await tryRunLock(two)
    expect(third.taken).toBe(true)
    expect(first.signal.aborted).toBe(false)
    if (third.taken) await third.release()
  })

  it('may have a run of its own on every one of its databases', async () => {
    await createDatabase(server, 'other')
    await using one = await openDatabase({ home: '/nowhere', databaseUrl: url() }, { migrations: MIGRATIONS })
    await using other = await openDatabase(
      { home: '/nowhere', databaseUrl: url({ database: 'other' }) },
      { migrations: MIGRATIONS },
    )
    const locks = [await tryRunLock(one), await tryRunLock(other)]
    expect(locks.map(lock => lock.taken)).toEqual([true, true])
    for (const lock of locks) if (lock.taken) await lock.release()
  })
})

async function createDatabase(server: EmbeddedServer, name: string, options = ''): Promise<void> {
  const client = new pg.Client(server.connectionString)
  await client.connect()
  await client.query(`CREATE DATABASE ${name} ${options}`)
  await client.end()
}

function raise(): never {
  throw new Error('nothing was opened')
}
