/** A redis-server of the tests' own: a free port, a folder that is gone afterwards. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Redis } from 'ioredis'

export const redisInstalled = spawnSync('redis-server', ['--version']).status === 0
if (!redisInstalled)
  process.stdout.write('redis-server is not on PATH: tests of the queue in Redis are skipped\n')

export interface RedisServer extends AsyncDisposable {
  readonly port: number
  readonly url: string
  /** As an operator would, with a client of its own. */
  ask(...command: readonly [string, ...string[]]): Promise<unknown>
  /** Kills it and starts it again with what it had stored. */
  restart(): Promise<void>
}

export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'bidui-redis-'))
  const port = await freePort()
  let server = await launch(port, folder, settings)
  const client = new Redis({ port, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    ask: (...command) => client.call(...command),
    async restart() {
      await end(server)
      server = await launch(port, folder, settings)
    },
    async [Symbol.asyncDispose]() {
      client.disconnect()
      await end(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function launch(port: number, folder: string, settings: readonly string[]): Promise<ChildProcess> {
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder]
  const storing = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always']
  const server = spawn('redis-server', [...place, ...storing, ...settings], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  let said = ''
  server.stdout?.on('data', chunk => {
    said += String(chunk)
    if (said.includes('Ready to accept connections')) resolve()
  })
  server.once('exit', () => reject(new Error(said)))
  await ready
  return server
}

async function end(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
