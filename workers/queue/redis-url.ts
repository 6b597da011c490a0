/** Where a REDIS_URL leads. Holds the password; {@link withoutRedisPassword} is what may be printed. */
export interface RedisAddress {
  readonly host: string
  readonly port: number
  /** Number of the database. */
  readonly database: number
  readonly user: string
  readonly password: string
  readonly tls: boolean
}

const DEFAULT_PORT = 6379

/** Reads `redis://` or `rediss://` (TLS); undefined if it is neither, or says more than is understood here. */
export function parseRedisUrl(text: string): RedisAddress | undefined {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const database = /^\/?$/.test(url.pathname) ? '0' : url.pathname.slice(1)
  if (url.hostname === '' || url.search !== '' || url.hash !== '' || !/^\d{1,5}$/.test(database))
    return undefined
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database: Number(database),
    user: decoded(url.username),
    password: decoded(url.password),
    tls: url.protocol === 'rediss:',
  }
}

/** What may be shown of a REDIS_URL, right or wrong: never a part that could be a password. */
export function withoutRedisPassword(text: string): string {
  const address = parseRedisUrl(text)
  // Of what cannot be read nothing is known to be harmless, not even its beginning.
  if (!address) return '***'
  const { host, port, database, user, password, tls } = address
  const credentials = user === '' && password === '' ? '' : `${user}:***@`
  const place = host.includes(':') ? `[${host}]` : host
  return `${tls ? 'rediss' : 'redis'}://${credentials}${place}:${port}/${database}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
