/** The store, whichever it is: the embedded server, or the one that DATABASE_URL names. */
import { hostname } from 'node:os'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Migration } from 'kysely/migration'
import pg from 'pg'
import { MigrationError, migrate } from '../../schema/migrate.ts'
import { MIGRATIONS } from '../../schema/migrations/index.ts'
import { backUpBeforeUpgrade } from '../backup/before-upgrade.ts'
import type { Config } from '../config.ts'
import { OperationalError, type Said } from '../operational-error.ts'
import { explainConnection } from './connection-failure.ts'
import { type DatabaseAddress, parseDatabaseUrl, withoutPassword } from './database-url.ts'
import { type Connection, connectionString, openEmbedded } from './embedded.ts'
import { FolderInUse } from './program-lock.ts'
import { sharedServer, shareServer } from './shared-server.ts'

export interface DatabaseOptions {
  /** Connections of the pool; 16 unless told otherwise. The embedded server takes 80 in all. */
  readonly poolSize?: number
  /** Things worth telling that stop nothing: an idle connection was lost, an unusual place for the data. */
  readonly warn?: (text: Said) => void
  /** The program's own unless a test brings others. */
  readonly migrations?: Readonly<Record<string, Migration>>
  /** The schema stays as it is, whatever it is: for who backs up, restores or examines. */
  readonly asItIs?: true
}

export interface Database {
  readonly pool: pg.Pool
  /** What the pool connects with, for libraries that connect by themselves. Holds the password. */
  readonly connection: pg.ClientConfig
  readonly connectionString: string
  /** Where it is, without the password. */
  readonly address: DatabaseAddress
  readonly embedded: boolean
  /** Settles when an embedded server that this program has started is gone, whatever ended it. */
  readonly exited?: Promise<void>
  /** Lets other programs on this host use an embedded server that this program has started. */
  readonly share?: () => Disposable
  /** Which database this is, for people; without its password. */
  describe(): Said
  /** Ends the pool, then an embedded server. May be called twice. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** The oldest server that is still supported upstream and that the schema was written for. */
const OLDEST_SERVER = 15
const POOL_SIZE = 16
const CONNECT_PATIENCE = 10_000
/** For clients that somebody forgot to give back. */
const END_PATIENCE = 5_000

/** What a connection calls itself in pg_stat_activity: 63 bytes of ASCII, the rest is cut off by the server. */
export const applicationName = (role: string): string => `bidui ${role} ${process.pid}@${hostname()}`

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws OperationalError where it cannot be reached or used; nothing is left open then.
 */
export async function openDatabase(
  config: Pick<Config, 'home' | 'databaseUrl'>,
  options: DatabaseOptions = {},
): Promise<Database> {
  return config.databaseUrl === undefined
    ? openEmbeddedDatabase(config.home, options)
    : openServer(config.databaseUrl, options)
}

async function openEmbeddedDatabase(home: string, options: DatabaseOptions): Promise<Database> {
  const server = await openEmbedded({ home, ...(options.warn ? { warn: options.warn } : {}) }).catch(
    error => {
      const connection = error instanceof FolderInUse ? sharedServer(home) : undefined
      if (!connection) throw error
      return { connection, refusal: error }
    },
  )
  if ('refusal' in server) return await joinService(home, server.connection, server.refusal, options)
  const { host, port, database: name, user } = server.connection
  const address: DatabaseAddress = { host, port, database: name, user }
  try {
    const database = await openPool({ ...server.connection }, server.connectionString, address, options, home)
    const end = once(async () => {
      await database.end()
      await server.stop()
    })
    return {
      ...database,
      embedded: true,
      exited: server.exited,
      share: () => shareServer(home, server.connection),
      describe: () => ({
        zh: `内置 PostgreSQL ${server.version}, 状态文件夹 ${home}`,
        en: `built-in PostgreSQL ${server.version}, state folder ${home}`,
      }),
      stop: end,
      [Symbol.asyncDispose]: end,
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The server of a service on this host, which stays when this program ends. */
async function joinService(
  home: string,
  connection: Connection,
  refusal: unknown,
  options: DatabaseOptions,
): Promise<Database> {
  const { host, port, database: name, user } = connection
  const database = await openPool(
    { ...connection },
    connectionString(connection),
    { host, port, database: name, user },
    options,
    home,
  ).catch(error => {
    // What the service left behind when it was killed: the folder is another program's now.
    throw error instanceof OperationalError && error.cause !== undefined ? refusal : error
  })
  const end = once(database.end)
  return {
    ...database,
    embedded: true,
    describe: () => ({
      zh: `本机服务的内置 PostgreSQL, 状态文件夹 ${home}`,
      en: `built-in PostgreSQL of the service on this host, state folder ${home}`,
    }),
    stop: end,
    [Symbol.asyncDispose]: end,
  }
}

async function openServer(url: string, options: DatabaseOptions): Promise<Database> {
  const address = parseDatabaseUrl(url)
  if (!address) {
    throw new OperationalError(
      {
        zh: 'DATABASE_URL 不是 PostgreSQL 地址; 应为 postgresql://用户:密码@主机:端口/数据库',
        en: 'DATABASE_URL is no PostgreSQL address; it should be postgresql://user:password@host:port/database',
      },
      { exitCode: 2 },
    )
  }
  const database = await openPool({ connectionString: url }, url, address, options)
  const end = once(database.end)
  return {
    ...database,
    embedded: false,
    describe: () => ({ zh: `PostgreSQL ${withoutPassword(url)}`, en: `PostgreSQL ${withoutPassword(url)}` }),
    stop: end,
    [Symbol.asyncDispose]: end,
  }
}

export interface OpenPool {
  readonly pool: pg.Pool
  readonly address: DatabaseAddress
  readonly connection: pg.ClientConfig
  readonly connectionString: string
  readonly end: () => Promise<void>
}

/** @throws OperationalError where the server cannot be used, or its schema not be brought up to date; nothing is left open then */
export async function openPool(
  target: pg.ClientConfig,
  connectionString: string,
  address: DatabaseAddress,
  options: DatabaseOptions,
  /** Of the embedded server. */
  home?: string,
): Promise<OpenPool> {
  const connection: pg.ClientConfig = {
    ...target,
    application_name: applicationName('program'),
    connectionTimeoutMillis: CONNECT_PATIENCE,
    keepAlive: true,
  }
  const pool = new pg.Pool({ ...connection, max: options.poolSize ?? POOL_SIZE })
  let ending = false
  const lost = (error: Error) => {
    if (ending) return
    const { text } = explainConnection(error, address)
    options.warn?.(text)
  }
  pool.on('error', lost)
  // The pool listens to idle clients only; one in use that is lost would end the program.
  pool.on('connect', client => client.on('error', () => undefined))
  const end = async () => {
    ending = true
    await Promise.race([pool.end(), sleep(END_PATIENCE, undefined, { ref: false })])
  }
  try {
    await checkServer(pool, address)
    const { migrations = MIGRATIONS, warn = () => undefined } = options
    if (!options.asItIs) {
      await backUpBeforeUpgrade(pool, Object.keys(migrations), home, warn)
      await migrate(pool, migrations)
    }
  } catch (error) {
    await end()
    throw explainOpening(error, address)
  }
  return { pool, address, connection, connectionString, end }
}

async function checkServer(pool: pg.Pool, address: DatabaseAddress): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding`,
  )
  const { version = '', encoding = '' } = rows[0] ?? {}
  const where = `${address.host}:${address.port}/${address.database}`
  if (Number.parseInt(version, 10) < OLDEST_SERVER) {
    throw new OperationalError({
      zh: `数据库 ${where} 是 PostgreSQL ${version}; 需要 ${OLDEST_SERVER} 或更新`,
      en: `The database ${where} is PostgreSQL ${version}; ${OLDEST_SERVER} or newer is needed`,
    })
  }
  if (encoding !== 'UTF8') {
    throw new OperationalError({
      zh: `数据库 ${where} 的编码是 ${encoding}; 需要 UTF8 (CREATE DATABASE … ENCODING 'UTF8')`,
      en: `The database ${where} is encoded in ${encoding}; UTF8 is needed (CREATE DATABASE … ENCODING 'UTF8')`,
    })
  }
}

function explainOpening(error: unknown, address: DatabaseAddress): unknown {
  if (error instanceof OperationalError) return error
  if (!(error instanceof MigrationError)) return explainConnection(error, address)
  const where = `${address.host}:${address.port}/${address.database}`
  if (error.reason === 'newer') {
    return new OperationalError(
      {
        zh: `数据库 ${where} 已由更新版本的程序升级 (${error.migration}); 请使用更新版本的程序`,
        en: `The database ${where} was upgraded by a newer version of the program (${error.migration}); use that version`,
      },
      { cause: error },
    )
  }
  const reason = error.cause instanceof Error ? error.cause.message : String(error.cause)
  return new OperationalError(
    {
      zh: `数据库 ${where} 的结构升级${error.migration === undefined ? '' : ` (${error.migration})`}没有成功, 已全部撤回: ${reason}`,
      en: `The schema of the database ${where} could not be brought up to date${error.migration === undefined ? '' : ` (${error.migration})`}, and is as it was: ${reason}`,
    },
    { cause: error },
  )
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
