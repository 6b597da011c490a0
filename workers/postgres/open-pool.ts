/** Connections to a server, which is looked at and whose schema is brought up to date before anybody gets one. */
import { hostname } from 'node:os'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { MigrationError, migrate } from '../../schema/migrate.ts'
import { MIGRATIONS } from '../../schema/migrations/index.ts'
import { backUpBeforeUpgrade } from '../backup/before-upgrade.ts'
import { OperationalError } from '../operational-error.ts'
import { explainConnection } from './connection-failure.ts'
import type { DatabaseOptions } from './database.ts'
import type { DatabaseAddress } from './database-url.ts'

/** The oldest server that is still supported upstream and that the schema was written for. */
const OLDEST_SERVER = 15
const POOL_SIZE = 16
const CONNECT_PATIENCE = 10_000
/** For clients that somebody forgot to give back. */
const END_PATIENCE = 5_000

/** What a connection calls itself in pg_stat_activity: 63 bytes of ASCII, the rest is cut off by the server. */
export const applicationName = (role: string): string => `bidui ${role} ${process.pid}@${hostname()}`

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
