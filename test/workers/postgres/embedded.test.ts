import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type EmbeddedServer, openEmbedded } from '../../../workers/postgres/embedded.ts'
import { temporaryFolder, temporaryHome } from './folders.ts'
import { naming } from './processes.ts'

async function ask(server: EmbeddedServer, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client(server.connectionString)
  await client.connect()
  try {
    const { rows } = await client.query({ text, values, rowMode: 'array' })
    return rows.map(([first]) => first)
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  it('keeps what was stored from one start to the next, and leaves no process behind', async () => {
    const home = temporaryHome()
    {
      await using server = await openEmbedded({ home })
      await ask(server, 'CREATE TABLE kept AS SELECT 42 AS answer')
    }
    expect(naming(home)).toEqual([])
    {
      await using server = await openEmbedded({ home })
      expect(await ask(server, 'SELECT answer FROM kept')).toEqual([42])
    }
    expect(naming(home)).toEqual([])
  })

  it('stores durably, in UTF-8, sorted by code point, without JIT', async () => {
    await using server = await openEmbedded({ home: temporaryHome() })
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'server_encoding',
      'jit',
      'autovacuum',
    ]
    const values = await Promise.all(settings.map(name => ask(server, 'SELECT current_setting($1)', [name])))
    expect(values.flat()).toEqual(['on', 'on', 'on', 'UTF8', 'off', 'on'])
    expect(await ask(server, `SELECT 'a' < 'Z'`)).toEqual([false])
    expect(await ask(server, `SELECT current_setting('server_version_num')::int / 10000`)).toEqual([18])
  })

  it('lets nobody in without the password, which is readable by its owner only', async () => {
    const home = temporaryHome()
    await using server = await openEmbedded({ home })
    const guess = new pg.Client({ ...server.connection, password: 'guess' })
    await expect(guess.connect()).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600)
    expect(statSync(server.dataDir).mode & 0o777).toBe(0o700)
  })

  it('writes neither statements nor values into its log', async () => {
    const home = temporaryHome()
    await using server = await openEmbedded({ home })
    await ask(server, `CREATE TABLE secret (key text UNIQUE CHECK (key <> 'marker-check'), number int)`)
    await ask(server, `INSERT INTO secret VALUES ('marker-unique')`)
    const wrong = [
      ask(server, `INSERT INTO secret VALUES ('marker-unique')`),
      ask(server, `INSERT INTO secret VALUES ('marker-check')`),
      ask(server, 'INSERT INTO secret VALUES ($1, $2)', ['marker-parameter', 'marker-number']),
      ask(server, `SELECT 'marker-cast'::int`),
      ask(server, 'marker-syntax'),
    ]
    expect((await Promise.allSettled(wrong)).map(result => result.status)).toEqual(Array(5).fill('rejected'))
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).not.toContain('marker')
  })

  it('takes a port where it is told to', async () => {
    await using server = await openEmbedded({ home: temporaryHome(), transport: 'port' })
    expect(server.connection.host).toBe('127.0.0.1')
    expect(await ask(server, 'SELECT 1')).toEqual([1])
  })

  it('finds a shorter place for the socket where the path of the state folder is too long', async () => {
    const home = join(temporaryFolder(), 'x'.repeat(120), '.bidui')
    await using server = await openEmbedded({ home })
    expect(server.connection.host.startsWith(home)).toBe(false)
    expect(await ask(server, 'SELECT 1')).toEqual([1])
    await server.stop()
    expect(() => statSync(server.connection.host)).toThrow('ENOENT')
  })

  it('lives in folders of any name', async () => {
    await using server = await openEmbedded({ home: join(temporaryFolder(), '比 对, "\'\\%s') })
    expect(await ask(server, 'SELECT 1')).toEqual([1])
  })

  it('takes over settings of the operator', async () => {
    const home = temporaryHome()
    const first = await openEmbedded({ home })
    await first.stop()
    writeFileSync(join(first.dataDir, 'local.conf'), 'work_mem = 17MB\n')
    await using server = await openEmbedded({ home })
    expect(await ask(server, 'SHOW work_mem')).toEqual(['17MB'])
  })

  it('may be stopped twice', async () => {
    const server = await openEmbedded({ home: temporaryHome() })
    await server.stop()
    await server.stop()
    await server.exited
    expect(naming(server.dataDir)).toEqual([])
  })
})

describe('a state folder that is in use', () => {
  it('is refused to a second opener, who is told by whom and since when; the first goes on', async () => {
    const home = temporaryHome()
    await using first = await openEmbedded({ home })
    const refusal = await openEmbedded({ home }).catch(error => error)
    expect(refusal).toBeInstanceOf(OperationalError)
    expect(refusal.exitCode).toBe(1)
    expect(refusal.text.zh).toContain(`正在使用中: 进程 ${process.pid}, 自 20`)
    expect(refusal.text.en).toContain(`is in use: process ${process.pid}, since 20`)
    expect(await ask(first, 'SELECT 1')).toEqual([1])
  })
})

describe('a state folder that cannot be used', () => {
  const refusalOf = (home: string) =>
    openEmbedded({ home }).then(
      async server => {
        await server.stop()
        return 'opened'
      },
      error => (error instanceof OperationalError ? error.text.en : error),
    )

  it('because it is a file', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await refusalOf(file)).toContain('there is a file of that name')
    expect(await refusalOf(join(file, '.bidui'))).toContain('a part of the path is not a folder')
  })

  it('because another version wrote it, and it can be used again after', async () => {
    const home = temporaryHome()
    const server = await openEmbedded({ home })
    await server.stop()
    writeFileSync(join(server.dataDir, 'PG_VERSION'), '17\n')
    expect(await refusalOf(home)).toContain('were written by PostgreSQL 17; this program has 18.')
    writeFileSync(join(server.dataDir, 'PG_VERSION'), '18\n')
    expect(await refusalOf(home)).toBe('opened')
  })

  it('because its record is damaged', async () => {
    const home = temporaryHome()
    const server = await openEmbedded({ home })
    await server.stop()
    writeFileSync(join(home, 'postgres.json'), '{"cluster":')
    expect(await refusalOf(home)).toContain('postgres.json is missing or damaged')
  })

  it('because the server does not start; its reason is told', async () => {
    const home = temporaryHome()
    const server = await openEmbedded({ home })
    await server.stop()
    writeFileSync(join(server.dataDir, 'local.conf'), 'shared_buffers = nonsense\n')
    expect(await refusalOf(home)).toMatch(/does not start: FATAL: .*configuration file.* contains errors/)
    expect(naming(home)).toEqual([])
  })
})
