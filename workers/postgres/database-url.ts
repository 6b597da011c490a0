/** Where a DATABASE_URL leads, without its password: what may be printed. */
export interface DatabaseAddress {
  /** A host name, an IP address, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

const DEFAULT_PORT = 5432
const NO_HOST = 'none.invalid'

/** Reads a PostgreSQL connection URL; undefined if it is none. */
export function parseDatabaseUrl(text: string): DatabaseAddress | undefined {
  // `user:password@/database?host=…` is usual for sockets, but no URL by the standard.
  const whole = text.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)(?=\/)/, `$1${NO_HOST}`)
  if (!URL.canParse(whole)) return undefined
  const url = new URL(whole)
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return undefined
  const parameters = url.searchParams
  const user = decoded(url.username) || (parameters.get('user') ?? '')
  const database = decoded(url.pathname.slice(1)) || (parameters.get('dbname') ?? '') || user
  const hostname = url.hostname === NO_HOST ? '' : decoded(url.hostname).replace(/^\[(.*)\]$/, '$1')
  const host = hostname || (parameters.get('host') ?? '') || 'localhost'
  const port = url.port || parameters.get('port') || String(DEFAULT_PORT)
  if (database === '' || !/^\d{1,5}$/.test(port)) return undefined
  return { host, port: Number(port), database, user }
}

/** What may be shown of a DATABASE_URL, right or wrong: never a part that could be a password. */
export function withoutPassword(text: string): string {
  const address = parseDatabaseUrl(text)
  // Of what cannot be read nothing is known to be harmless, not even its beginning.
  if (!address) return '***'
  const user = address.user === '' ? '' : `${address.user}:***@`
  return `postgresql://${user}${address.host}:${address.port}/${address.database}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
