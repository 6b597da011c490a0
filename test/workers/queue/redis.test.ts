import { describe, expect, it } from 'vitest'
import { OperationalError, type Said } from '../../../workers/operational-error.ts'
import { openStepQueue } from '../../../workers/queue/open.ts'
import { parseRedisUrl, withoutRedisPassword } from '../../../workers/queue/redis-url.ts'
import { redisInstalled, startRedis } from './redis-server.ts'

/** Not asked where the queue is in Redis. */
const database = undefined as never

const refusalOf = async (redisUrl: string): Promise<OperationalError> => {
  const error = await openStepQueue({ redisUrl, database }).then(
    queue => queue[Symbol.asyncDispose](),
    (reason: unknown) => reason,
  )
  if (error instanceof OperationalError) return error
  throw new Error('accepted')
}

describe('an address of Redis', () => {
  it.each([
    ['redis://cache', 'redis://cache:6379/0'],
    ['redis://cache/', 'redis://cache:6379/0'],
    ['redis://cache:6380/3', 'redis://cache:6380/3'],
    ['redis://:p%40ss@cache', 'redis://:***@cache:6379/0'],
    ['rediss://user:p@[::1]:6380', 'rediss://user:***@[::1]:6380/0'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutRedisPassword(url)).toBe(shown)
  })

  it('is read with what is escaped in it', () => {
    expect(parseRedisUrl('rediss://us%3Aer:p%40s%2Fs@cache/2')).toEqual({
      host: 'cache',
      port: 6379,
      database: 2,
      user: 'us:er',
      password: 'p@s/s',
      tls: true,
    })
  })
})

describe.skipIf(!redisInstalled)('a Redis', () => {
  it('that does not answer is named, without the password', async () => {
    const server = await startRedis()
    await server[Symbol.asyncDispose]()
    const { text } = await refusalOf(`redis://user:secret@127.0.0.1:${server.port}/1`)
    const place = `redis://user:***@127.0.0.1:${server.port}/1`
    expect(text.zh).toBe(
      `Redis 连接失败 (${place}): 主机没有在该端口提供 Redis; 请检查地址和端口, 以及 Redis 是否已启动`,
    )
    expect(text.en).toBe(
      `No connection to Redis (${place}): nothing answers at that port; check the address and the port, and that Redis is running`,
    )
  })

  it('lets nobody in with a wrong password, or none', async () => {
    await using server = await startRedis('--requirepass', 'right')
    const place = `127.0.0.1:${server.port}`
    for (const url of [`redis://${place}`, `redis://:secret@${place}`]) {
      const { text } = await refusalOf(url)
      expect(text.en).toContain('the user name or the password is wrong')
      expect(text.zh + text.en).not.toContain('secret')
    }
    await using queue = await openStepQueue({ redisUrl: `redis://:right@${place}`, database })
    expect(queue.describe().en).toBe(`the queue is in Redis: redis://:***@${place}/0`)
    await queue.put([{ run: 'r1', step: 'plan' }])
    expect(await queue.depth()).toEqual({ waiting: 1, running: 0, delayed: 0 })
  })

  it('without the database of that number says so', async () => {
    await using server = await startRedis()
    const { text } = await refusalOf(`${server.url}/99`)
    expect(text.en).toContain('there is no database of that number')
  })

  it('that would drop steps when its memory is full is used with a warning', async () => {
    await using server = await startRedis('--maxmemory-policy', 'allkeys-lru')
    const warnings: Said[] = []
    await using queue = await openStepQueue({
      redisUrl: server.url,
      database,
      warn: text => warnings.push(text),
    })
    expect(queue.backend).toBe('redis')
    expect(warnings.map(text => text.en)).toEqual([
      `Redis (${server.url}/0) drops data when its memory is full (maxmemory-policy allkeys-lru), which delays steps; set it to noeviction`,
    ])
  })

  it('that is gone keeps no worker from stopping', async () => {
    const server = await startRedis()
    const warnings: Said[] = []
    const queue = await openStepQueue({
      redisUrl: server.url,
      database,
      warn: text => warnings.push(text),
    })
    let begun = false
    const worker = await queue.work(
      async () => {
        begun = true
        await new Promise(() => undefined)
      },
      { concurrency: 1, name: 'one' },
    )
    await queue.put([{ run: 'r1', step: 'plan' }])
    while (!begun) await new Promise(resolve => setTimeout(resolve, 20))
    await server[Symbol.asyncDispose]()
    await worker.stop(0)
    await queue[Symbol.asyncDispose]()
    expect(warnings.map(text => text.en)).toContain(
      `Queue: No connection to Redis (${server.url}/0): nothing answers at that port; check the address and the port, and that Redis is running`,
    )
  })
})
