/** Connections to the Redis that REDIS_URL names. */
import { Redis, type RedisOptions } from 'ioredis'
import { OperationalError } from '../operational-error.ts'
import { explainRedis } from './redis-failure.ts'
import { parseRedisUrl, withoutRedisPassword } from './redis-url.ts'

const CONNECT_PATIENCE = 10_000

export type RedisSettings = Omit<RedisOptions, 'replyMapping'>

export function connectionTo(url: string): RedisSettings {
  const address = parseRedisUrl(url)
  if (!address) {
    throw new OperationalError(
      {
        zh: 'REDIS_URL 不是 Redis 地址; 应为 redis://用户:密码@主机:端口/库号, 或 rediss://… (TLS)',
        en: 'REDIS_URL is no Redis address; it should be redis://user:password@host:port/number, or rediss://… (TLS)',
      },
      { exitCode: 2 },
    )
  }
  const { host, port, database, user, password, tls } = address
  return {
    host,
    port,
    db: database,
    ...(user === '' ? {} : { username: user }),
    ...(password === '' ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    protocol: 2,
    // What waits for an answer waits until Redis is back.
    maxRetriesPerRequest: null,
    retryStrategy: attempt => Math.min(attempt * 100, 2_000),
    connectTimeout: CONNECT_PATIENCE,
    keepAlive: 10_000,
  }
}

/** Connects once, asks, and leaves nothing behind. @throws OperationalError where it cannot be reached or used */
export async function askRedis<Answer>(
  url: string,
  ask: (client: Redis) => Promise<Answer>,
  settings: RedisSettings = {},
): Promise<Answer> {
  const connection = { ...connectionTo(url), ...settings }
  const client = new Redis({ ...connection, lazyConnect: true, retryStrategy: () => null })
  let failure: unknown
  client.on('error', error => {
    failure ??= error
  })
  try {
    await client.connect()
    // Asked for by name: on connecting a wrong number is passed over, and the first database taken.
    await client.select(connection.db ?? 0)
    return await ask(client)
  } catch (error) {
    throw explainRedis(failure ?? error, withoutRedisPassword(url))
  } finally {
    client.disconnect()
  }
}
