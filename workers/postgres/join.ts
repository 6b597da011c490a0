/** The embedded server that another program on this host runs: joined, and left running. */
import { connect } from 'node:net'
import { join } from 'node:path'
import { findCluster } from './cluster.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { connectionString, connectionTo } from './embedded.ts'
import type { Endpoint } from './endpoint.ts'
import { once } from './once.ts'
import { openPool } from './open-pool.ts'
import { readPostmaster } from './postmaster-file.ts'
import { explainRefusal } from './refusals.ts'

/** @returns undefined if no server runs on the state folder. @throws OperationalError where it cannot be used */
export async function joinRunning(home: string, options: DatabaseOptions): Promise<Database | undefined> {
  const cluster = findCluster(home)
  const endpoint = cluster && (await runningServer(home, cluster.data))
  if (!endpoint) return undefined
  const connection = connectionTo(cluster, endpoint)
  const { host, port, user, database } = connection
  const opened = await openPool(
    { ...connection },
    connectionString(connection),
    { host, port, user, database },
    options,
    home,
  )
  const end = once(opened.end)
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

/** Where the server listens; undefined if none does. */
async function runningServer(home: string, data: string): Promise<Endpoint | undefined> {
  try {
    const postmaster = readPostmaster(data)
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
