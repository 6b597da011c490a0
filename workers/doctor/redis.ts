/** Whether a Redis is fit to hold the queue. */
import type { Redis } from 'ioredis'
import type { Bilingual } from '../../pipelines/types.ts'
import { askRedis } from '../queue/redis-connection.ts'
import { isTooOld, OLDEST_REDIS, readInfo } from '../queue/redis-info.ts'
import { withoutRedisPassword } from '../queue/redis-url.ts'
import type { Finding } from './check.ts'

const PATIENCE = 5_000

export interface RedisState {
  readonly version: string
  /** `maxmemory-policy`. */
  readonly eviction: string
  /** Undefined where the server does not tell. */
  readonly persists: boolean | undefined
}

/** @throws OperationalError where it cannot be reached */
export async function lookAtRedis(url: string): Promise<Finding> {
  const patience = { connectTimeout: PATIENCE, commandTimeout: PATIENCE }
  return judgeRedis(await askRedis(url, readState, patience), withoutRedisPassword(url))
}

async function readState(redis: Redis): Promise<RedisState> {
  const info = readInfo(await redis.info())
  // Hosted servers do not let everybody read their configuration.
  const save = await redis.config('GET', 'save').then(
    answer => (Array.isArray(answer) ? String(answer[1] ?? '') : undefined),
    () => undefined,
  )
  const appends = info.get('aof_enabled') === '1'
  return {
    version: info.get('redis_version') ?? '',
    eviction: info.get('maxmemory_policy') ?? '',
    persists: appends ? true : save === undefined ? undefined : save !== '',
  }
}

export function judgeRedis({ version, eviction, persists }: RedisState, place: string): Finding {
  const found = {
    zh: `Redis ${version} (${place})，maxmemory-policy ${eviction}，${PERSISTENCE[String(persists)]?.zh}`,
    en: `Redis ${version} (${place}), maxmemory-policy ${eviction}, ${PERSISTENCE[String(persists)]?.en}`,
  }
  const facts = { backend: 'redis', version, eviction, persists: persists ?? null }
  if (isTooOld(version))
    return {
      state: 'bad',
      found,
      remedy: {
        zh: `需要 Redis ${OLDEST_REDIS} 或更新`,
        en: `Redis ${OLDEST_REDIS} or newer is needed`,
      },
      facts,
    }
  if (eviction !== 'noeviction')
    return {
      state: 'warning',
      found,
      remedy: {
        zh: '内存满时它会丢掉任务，步骤会因此推迟: redis-cli CONFIG SET maxmemory-policy noeviction，并写进 redis.conf',
        en: 'it drops jobs when its memory is full, which delays steps: redis-cli CONFIG SET maxmemory-policy noeviction, and write that into redis.conf',
      },
      facts,
    }
  if (persists === false)
    return {
      state: 'warning',
      found,
      remedy: {
        zh: '重启后队列是空的；工作不会丢 (以数据库为准)，但要等重新排队。打开 appendonly yes',
        en: 'after a restart the queue is empty; no work is lost (the database is the truth), but it waits to be queued again. Set appendonly yes',
      },
      facts,
    }
  return { state: 'good', found, facts }
}

const PERSISTENCE: Readonly<Record<string, Bilingual>> = {
  true: { zh: '会写盘', en: 'persistent' },
  false: { zh: '不写盘', en: 'not persistent' },
  undefined: { zh: '是否写盘不明', en: 'whether it is persistent it does not tell' },
}
