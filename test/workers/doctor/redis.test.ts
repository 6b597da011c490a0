import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { lookAtRedis } from '../../../workers/doctor/redis.ts'
import { temporaryFolder } from '../postgres/folders.ts'

const there = spawnSync('redis-server', ['--version']).status === 0
if (!there) console.log('redis-server is not on PATH: what needs it is skipped')

const servers: ChildProcess[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const ended = once(server, 'close')
    server.kill('SIGKILL')
    await ended
  }
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return address !== null && typeof address === 'object' ? address.port : 0
}

async function startRedis(...settings: string[]): Promise<number> {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', temporaryFolder(), ...settings]
  const server = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] })
  servers.push(server)
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    if (said.includes('Ready to accept connections')) break
  }
  return port
}

describe('Redis', () => {
  it.skipIf(!there)('that is fit for the queue is good', async () => {
    const port = await startRedis('--maxmemory-policy', 'noeviction', '--appendonly', 'yes')
    const { state, facts } = await lookAtRedis(`redis://127.0.0.1:${port}`)
    expect([state, facts]).toEqual([
      'good',
      expect.objectContaining({ eviction: 'noeviction', persists: true }),
    ])
  })

  it.skipIf(!there)('that drops jobs, or forgets all, is not', async () => {
    const drops = await startRedis('--maxmemory-policy', 'allkeys-lru')
    const forgets = await startRedis('--maxmemory-policy', 'noeviction', '--save', '', '--appendonly', 'no')
    expect((await lookAtRedis(`redis://127.0.0.1:${drops}`)).state).toBe('bad')
    expect((await lookAtRedis(`redis://127.0.0.1:${forgets}`)).state).toBe('warning')
  })

  it.skipIf(!there)('whose password is wrong is told, the password is not', async () => {
    const port = await startRedis('--requirepass', 'right')
    const finding = await lookAtRedis(`redis://:geheim@127.0.0.1:${port}`)
    expect(finding).toMatchObject({ state: 'bad', remedy: { en: expect.stringContaining('the password') } })
    expect(JSON.stringify(finding)).not.toContain('geheim')
  })

  it('that does not answer is told at once, without its password', async () => {
    const finding = await lookAtRedis(`redis://u:geheim@127.0.0.1:${await freePort()}/2`)
    expect(finding).toMatchObject({ state: 'bad', found: { en: expect.stringContaining('[ECONNREFUSED]') } })
    expect(JSON.stringify(finding)).not.toContain('geheim')
  })
})
