/** Why a Redis cannot be used, for the person who has to see to it. Never holds the password. */
import { OperationalError, type Said } from '../operational-error.ts'

const REASONS: readonly (readonly [pattern: RegExp, reason: Said])[] = [
  [
    /ECONNREFUSED/,
    {
      zh: '主机没有在该端口提供 Redis; 请检查地址和端口, 以及 Redis 是否已启动',
      en: 'nothing answers at that port; check the address and the port, and that Redis is running',
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    { zh: '找不到该主机名; 请检查主机名和 DNS', en: 'there is no host of that name; check it, and DNS' },
  ],
  [
    /ETIMEDOUT|timed? ?out/i,
    { zh: '连接超时; 请检查网络和防火墙', en: 'the connection timed out; check the network and firewalls' },
  ],
  [/EHOSTUNREACH|ENETUNREACH/, { zh: '主机不可达; 请检查网络', en: 'the host cannot be reached; check it' }],
  [/AUTH|WRONGPASS/, { zh: '用户名或密码不对', en: 'the user name or the password is wrong' }],
  [/NOPERM/, { zh: '该用户没有所需的权限 (ACL)', en: 'that user lacks a permission that is needed (ACL)' }],
  [
    /DB index is out of range/,
    {
      zh: '没有这个库号; 见 Redis 的 databases 设置',
      en: 'there is no database of that number; see databases in the configuration of Redis',
    },
  ],
  [/\bOOM\b/, { zh: 'Redis 的内存已满; 请提高 maxmemory', en: 'Redis has no memory left; raise maxmemory' }],
  [
    /MISCONF/,
    { zh: 'Redis 不能写盘; 请检查它的磁盘', en: 'Redis cannot write to its disk; check that disk' },
  ],
  [/LOADING/, { zh: 'Redis 正在启动; 请稍后重试', en: 'Redis is starting up; try again shortly' }],
  [/ECONNRESET|EPIPE|Connection is closed/, { zh: '连接被断开', en: 'the connection was broken off' }],
]

/** @param place the address without its password. */
export function explainRedis(error: unknown, place: string): OperationalError {
  if (error instanceof OperationalError) return error
  const first: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const message = first instanceof Error ? first.message : String(first)
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const reason = REASONS.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? {
    zh: message,
    en: message,
  }
  return new OperationalError(
    { zh: `Redis 连接失败 (${place}): ${reason.zh}`, en: `No connection to Redis (${place}): ${reason.en}` },
    { cause: error },
  )
}
