import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openEmbedded } from '../../../workers/postgres/embedded.ts'
import { serverAccount } from '../../../workers/postgres/server-account.ts'
import { temporaryHome } from './folders.ts'
import {
  isRunning,
  kill,
  naming,
  parentOf,
  runProgram,
  spawnProgram,
  startProgram,
  until,
} from './processes.ts'

async function store(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client(connectionString)
  client.on('error', () => undefined)
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function storedIn(home: string): Promise<unknown> {
  await using server = await openEmbedded({ home })
  const client = new pg.Client(server.connectionString)
  await client.connect()
  const { rows } = await client.query('SELECT answer FROM kept')
  await client.end()
  return rows[0]?.answer
}

describe('no server outlives its program', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('that ends by %s', async signal => {
    const home = temporaryHome()
    const program = await startProgram(home, 'hold')
    await store(program.server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await kill(program, signal)
    await until(() => naming(home).length === 0)
    expect(isRunning(program.server.pid)).toBe(false)
    expect(await storedIn(home)).toBe(42)
  })

  it.each([
    ['exit', 0],
    ['throw', 1],
    ['end', 0],
  ] as const)('that ends without stopping it (%s)', async (ending, expected) => {
    const home = temporaryHome()
    const { status, out } = await runProgram(home, ending)
    expect(status).toBe(expected)
    await until(() => naming(home).length === 0)
    expect(isRunning(JSON.parse(out).pid)).toBe(false)
  })

  it('whose supervisor was killed', async () => {
    const home = temporaryHome()
    const server = await openEmbedded({ home })
    process.kill(parentOf(server.pid), 'SIGKILL')
    await server.exited
    expect(isRunning(server.pid)).toBe(true)
    await server.stop()
    expect(naming(home)).toEqual([])
  })
})

describe('the next start', () => {
  it('does not wait for a killed program to be noticed', async () => {
    const home = temporaryHome()
    const program = await startProgram(home, 'hold')
    await store(program.server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await kill(program, 'SIGKILL')
    expect(await storedIn(home)).toBe(42)
    await until(() => naming(home).length === 0)
  })

  it('stops a server whose program and supervisor were both killed', async () => {
    const home = temporaryHome()
    const program = await startProgram(home, 'hold')
    await store(program.server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    process.kill(parentOf(program.server.pid), 'SIGKILL')
    await kill(program, 'SIGKILL')
    expect(isRunning(program.server.pid)).toBe(true)
    expect(await storedIn(home)).toBe(42)
    expect(isRunning(program.server.pid)).toBe(false)
    expect(naming(home)).toEqual([])
  })

  it('recovers what was committed before the server was killed', async () => {
    const home = temporaryHome()
    const server = await openEmbedded({ home })
    await store(server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    process.kill(server.pid, 'SIGKILL')
    await server.exited
    await server.stop()
    expect(await storedIn(home)).toBe(42)
    expect(naming(home)).toEqual([])
  })

  describe('where the pid of a killed server was given to another process', () => {
    // The server's own account, or PostgreSQL would see by itself that it cannot be a server of its own.
    const stranger = spawn('sleep', ['600'], { ...serverAccount(), cwd: '/', stdio: 'ignore' })
    afterAll(() => {
      stranger.kill()
    })

    it('leaves that process alone', async () => {
      const home = temporaryHome()
      const server = await openEmbedded({ home })
      await store(server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
      process.kill(server.pid, 'SIGKILL')
      await server.exited
      const file = join(server.dataDir, 'postmaster.pid')
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)))
      await server.stop()
      expect(await storedIn(home)).toBe(42)
      expect(isRunning(stranger.pid ?? 0)).toBe(true)
    })
  })

  it('begins again where making the database was interrupted', async () => {
    const home = temporaryHome()
    const cluster = join(home, 'postgres')
    const program = spawnProgram(home, 'hold')
    const aside = () =>
      existsSync(cluster) ? readdirSync(cluster).filter(name => name.startsWith('initdb-')) : []
    await until(() => aside().some(name => existsSync(join(cluster, name, 'PG_VERSION'))))
    program.kill('SIGKILL')
    await once(program, 'exit')
    await using server = await openEmbedded({ home })
    await store(server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    expect(aside()).toEqual([])
    expect(existsSync(join(cluster, 'data', 'PG_VERSION'))).toBe(true)
  })

  it('clears away what an interrupted attempt left', async () => {
    const home = temporaryHome()
    mkdirSync(join(home, 'postgres', 'initdb-abc123', 'base'), { recursive: true })
    writeFileSync(join(home, 'postgres', 'initdb-abc123.password'), 'x')
    await using server = await openEmbedded({ home })
    await store(server.connectionString, 'SELECT 1')
    expect(readdirSync(join(home, 'postgres')).sort()).toEqual(['data', 'run'])
  })
})

describe('a second program on one state folder', () => {
  it('is refused with status 1, and does not disturb the first', async () => {
    const home = temporaryHome()
    const first = await startProgram(home, 'hold')
    const second = await runProgram(home, 'exit')
    expect(second.status).toBe(1)
    expect(second.complaints).toContain(`正在使用中: 进程 ${first.process.pid}`)
    expect(second.complaints).toContain(`is in use: process ${first.process.pid}, since`)
    await store(first.server.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await kill(first, 'SIGTERM')
    await until(() => naming(home).length === 0)
  })

  it('gets it when both begin at once and one of them ends', async () => {
    const home = temporaryHome()
    const results = await Promise.all([
      runProgram(home, 'exit'),
      runProgram(home, 'exit'),
      runProgram(home, 'exit'),
    ])
    const refused = results.filter(result => result.status === 1)
    expect(results.filter(result => result.status === 0).length).toBeGreaterThan(0)
    expect(refused.filter(result => !result.complaints.includes('is in use'))).toEqual([])
    await until(() => naming(home).length === 0)
    expect((await runProgram(home, 'exit')).status).toBe(0)
    await until(() => naming(home).length === 0)
  })
})
