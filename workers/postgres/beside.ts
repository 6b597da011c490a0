/**
 * The store as it is: its schema untouched, and where another program runs the embedded server, beside that one. For
 * who backs up or examines.
 */
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { OperationalError } from '../operational-error.ts'
import { findCluster } from './cluster.ts'
import { type Database, type DatabaseOptions, openDatabase, openPool } from './connect.ts'
import { connectionString, connectionTo } from './embedded.ts'
import type { Endpoint } from './endpoint.ts'
import { readPostmaster } from './postmaster-file.ts'
import { FolderInUse } from './program-lock.ts'
import { explainRefusal } from './refusals.ts'

/** Whether there is a database to open: for the embedded one, whether it has ever been made. */
export const hasDatabase = ({ home, databaseUrl }: Pick<Config, 'home' | 'databaseUrl'>): boolean =>
  databaseUrl !== undefined || findCluster(home) !== undefined

/** @throws OperationalError where there is no database, or it cannot be reached or used; nothing is made, nothing left open */
export async function openBeside(
  config: Pick<Config, 'home' | 'databaseUrl'>,
  options: DatabaseOptions = {},
): Promise<Database> {
  if (!hasDatabase(config)) throw noDatabase(config.home)
  try {
    return await openDatabase(config, { ...options, asItIs: true })
  } catch (error) {
    const endpoint = error instanceof FolderInUse ? await runningServer(config.home) : undefined
    if (!endpoint) throw error
    return await joinServer(config.home, endpoint, options)
  }
}

async function joinServer(home: string, endpoint: Endpoint, options: DatabaseOptions): Promise<Database> {
  const cluster = findCluster(home)
  if (!cluster) throw noDatabase(home)
  const connection = connectionTo(cluster, endpoint)
  const { host, port, user, database } = connection
  const opened = await openPool(
    { ...connection },
    connectionString(connection),
    { host, port, user, database },
    {
      ...options,
      asItIs: true,
    },
  )
  let ended: Promise<void> | undefined
  const end = () => {
    ended ??= opened.end()
    return ended
  }
  return {
    ...opened,
    embedded: true,
    describe: () => ({
      zh: `内置 PostgreSQL, 状态文件夹 ${home}, 由另一个程序运行`,
      en: `built-in PostgreSQL, state folder ${home}, run by another program`,
    }),
    stop: end,
    [Symbol.asyncDispose]: end,
  }
}

/** Where the server listens that another program runs on the state folder; undefined if none does. */
async function runningServer(home: string): Promise<Endpoint | undefined> {
  const cluster = findCluster(home)
  if (!cluster) return undefined
  try {
    const postmaster = readPostmaster(cluster.data)
    if (!postmaster?.ready) return undefined
    const { port, socketFolder, listenAddress } = postmaster
    const endpoint = { host: socketFolder === '' ? listenAddress : socketFolder, port }
    return (await answers(endpoint)) ? endpoint : undefined
  } catch (error) {
    throw explainRefusal(error, home)
  }
}

/** A killed server leaves its file behind: only who answers runs. */
const answers = ({ host, port }: Endpoint): Promise<boolean> =>
  new Promise(resolve => {
    const socket = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
  })

const noDatabase = (home: string): OperationalError =>
  new OperationalError({
    zh: `状态文件夹 ${home} 中还没有数据库; 请检查 BIDUI_HOME (它指向的文件夹里应有 postgres.json), 或设置 DATABASE_URL`,
    en: `The state folder ${home} has no database yet; check BIDUI_HOME (the folder has a postgres.json), or set DATABASE_URL`,
  })
