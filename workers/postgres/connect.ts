/** The store, whichever it is: the embedded server, or the one that DATABASE_URL names. */
import type { Config } from '../config.ts'
import { OperationalError } from '../operational-error.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { type DatabaseAddress, parseDatabaseUrl, withoutPassword } from './database-url.ts'
import { openEmbedded } from './embedded.ts'
import { joinRunning } from './join.ts'
import { once } from './once.ts'
import { openPool } from './open-pool.ts'
import { FolderInUse, isShared } from './program-lock.ts'

export type { Database, DatabaseOptions } from './database.ts'

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

/** The server of the state folder: started here, or joined where its program shares it. */
async function openEmbeddedDatabase(home: string, options: DatabaseOptions): Promise<Database> {
  try {
    return await startEmbeddedDatabase(home, options)
  } catch (error) {
    const joined =
      error instanceof FolderInUse && isShared(home) ? await joinRunning(home, options) : undefined
    if (!joined) throw error
    return joined
  }
}

async function startEmbeddedDatabase(home: string, options: DatabaseOptions): Promise<Database> {
  const server = await openEmbedded({ home, ...(options.warn ? { warn: options.warn } : {}) })
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
      share: () => server.share(),
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
