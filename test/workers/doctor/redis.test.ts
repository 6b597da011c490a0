import { describe, expect, it } from 'vitest'
import { lookAtRedis } from '../../../workers/doctor/redis.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { redisInstalled, startRedis } from '../queue/redis-server.ts'

const refusalOf = async (url: string): Promise<string> => {
  const error: unknown = await lookAtRedis(url).catch(thrown => thrown)
  if (error instanceof OperationalError) return error.text.en
  throw new Error('no operational error', { cause: error })
}

describe('Redis', () => {
  it.skipIf(!redisInstalled)('that is fit for the queue is good', async () => {
    await using redis = await startRedis('--maxmemory-policy', 'noeviction')
    const { state, facts } = await lookAtRedis(redis.url)
    expect([state, facts]).toEqual([
      'good',
      expect.objectContaining({ eviction: 'noeviction', persists: true }),
    ])
  })

  it.skipIf(!redisInstalled)('that drops jobs, or forgets all, is not', async () => {
    await using drops = await startRedis('--maxmemory-policy', 'allkeys-lru')
    await using forgets = await startRedis('--maxmemory-policy', 'noeviction', '--appendonly', 'no')
    expect((await lookAtRedis(drops.url)).remedy?.en).toContain('maxmemory-policy noeviction')
    expect((await lookAtRedis(forgets.url)).remedy?.en).toContain('appendonly yes')
  })

  it.skipIf(!redisInstalled)('whose password is wrong is told, the password is not', async () => {
    await using redis = await startRedis('--requirepass', 'right')
    const told = await refusalOf(`redis://:geheim@127.0.0.1:${redis.port}`)
    expect(told).toContain('the user name or the password is wrong')
    expect(told).not.toContain('geheim')
  })

  it.skipIf(!redisInstalled)(
    'without the database of that number is told as the service tells it',
    async () => {
      await using redis = await startRedis()
      expect(await refusalOf(`${redis.url}/99`)).toContain('there is no database of that number')
    },
  )

  it('that does not answer is told at once, without its password', async () => {
    const told = await refusalOf('redis://u:geheim@127.0.0.1:1/2')
    expect(told).toContain('(redis://u:***@127.0.0.1:1/2): nothing answers at that port')
  })
})
