/** The queue in a Redis of one's own. */
import { createRedisBackend, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { OperationalError, type Said } from '../operational-error.ts'
import type { Backend, BullQueue, BullWorker } from './backend.ts'
import { complaint } from './complaints.ts'
import { askRedis, connectionTo, type RedisSettings } from './redis-connection.ts'
import { explainRedis } from './redis-failure.ts'
import { isTooOld, OLDEST_REDIS, readInfo } from './redis-info.ts'
import { withoutRedisPassword } from './redis-url.ts'

/** Before every key. */
const PREFIX = 'bidui'
/** For an answer to who puts or counts; a worker waits until Redis is back. */
const ANSWER_PATIENCE = 10_000

const { Queue, Worker } = withBackend(createRedisBackend)

/** @throws OperationalError where the Redis cannot be reached or used. */
export async function openRedisBackend(url: string, tell: (text: Said) => void): Promise<Backend> {
  const place = withoutRedisPassword(url)
  const explain = (error: unknown) => explainRedis(error, place)
  const connection = connectionTo(url)
  const policy = await checkServer(url, place)
  if (policy !== 'noeviction') tell(evicts(policy, place))
  // BullMQ says the same once more for each connection, in English on the console.
  const quiet = { prefix: PREFIX, skipVersionCheck: policy !== 'noeviction' }
  const connect = (options: RedisSettings) => {
    const client = new Redis({ ...connection, ...options })
    client.on('error', error => tell(complaint(error, explain)))
    return client
  }
  return {
    kind: 'redis',
    explain,
    describe: () => ({ zh: `队列在 Redis 中: ${place}`, en: `the queue is in Redis: ${place}` }),
    async openQueue(name, options) {
      const client = connect({ commandTimeout: ANSWER_PATIENCE })
      const queue = new Queue(name, { ...options, ...quiet, connection: client as never })
      return { bull: queue as unknown as BullQueue, end: async () => client.disconnect() }
    },
    async openWorker(name, processor, options) {
      const client = connect({})
      const worker = new Worker(name, processor as never, {
        ...options,
        ...quiet,
        connection: client as never,
      })
      return { bull: worker as unknown as BullWorker, end: async () => client.disconnect() }
    },
  }
}

/** What the server does when its memory is full. */
const checkServer = (url: string, place: string): Promise<string> =>
  askRedis(url, async client => {
    const info = readInfo(await client.info())
    const version = info.get('redis_version') ?? ''
    if (isTooOld(version)) {
      throw new OperationalError({
        zh: `Redis (${place}) 的版本是 ${version}; 需要 ${OLDEST_REDIS} 或更新`,
        en: `Redis (${place}) is version ${version}; ${OLDEST_REDIS} or newer is needed`,
      })
    }
    return info.get('maxmemory_policy') ?? 'noeviction'
  })

const evicts = (policy: string, place: string): Said => ({
  zh: `Redis (${place}) 内存不足时会丢弃数据 (maxmemory-policy ${policy}), 步骤会因此推迟; 请设为 noeviction`,
  en: `Redis (${place}) drops data when its memory is full (maxmemory-policy ${policy}), which delays steps; set it to noeviction`,
})
