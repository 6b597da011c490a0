/**
 * One run at a time on one database, from whatever machine: a session-level advisory lock on a connection of its own,
 * which the server frees when the connection ends, however it ends.
 */
import pg from 'pg'
import type { Queryable } from '../store/queryable.ts'
import { explainConnection } from './connection-failure.ts'
import type { Database } from './database.ts'
import { applicationName } from './open-pool.ts'

export interface RunLock {
  readonly taken: true
  /** Aborts if the connection is lost, and the lock with it: the run must then stop storing. */
  readonly signal: AbortSignal
  release(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface RunLockHeld {
  readonly taken: false
  /** Absent if it was given back in the meantime. */
  readonly holder?: RunLockHolder
}

export interface RunLockHolder {
  /** As {@link applicationName} makes it: role, process and host. */
  readonly applicationName: string
  /** ISO 8601, when its connection began; absent if the server does not tell this user. */
  readonly since?: string
  readonly serverPid: number
}

/** Two numbers name an advisory lock; the first is this program's, the second the lock's. */
const PROGRAM = 0x62_69_64
const RUN = 1

/**
 * Takes the run lock, or says who has it. Does not wait.
 *
 * @throws OperationalError if the database cannot be reached.
 */
export async function tryRunLock(
  database: Pick<Database, 'connection' | 'address'>,
): Promise<RunLock | RunLockHeld> {
  const client = new pg.Client({ ...database.connection, application_name: applicationName('run') })
  const lost = new AbortController()
  let releasing = false
  client.on('error', () => undefined)
  client.on('end', () => {
    if (!releasing) lost.abort(new Error('the connection that held the run lock was lost'))
  })
  try {
    await client.connect()
  } catch (error) {
    throw explainConnection(error, database.address)
  }
  const end = async () => {
    if (releasing) return
    releasing = true
    await client.end()
  }
  try {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
      PROGRAM,
      RUN,
    ])
    if (rows[0]?.taken) return { taken: true, signal: lost.signal, release: end, [Symbol.asyncDispose]: end }
    const holder = await runLockHolder(client)
    await end()
    return { taken: false, ...(holder ? { holder } : {}) }
  } catch (error) {
    await end()
    throw error
  }
}

/** Who has the run lock now. */
export async function runLockHolder(client: Queryable): Promise<RunLockHolder | undefined> {
  const { rows } = await client.query<{ name: string | null; since: Date | null; pid: number }>(
    `SELECT activity.application_name AS name, activity.backend_start AS since, locks.pid
       FROM pg_locks locks
       JOIN pg_stat_activity activity ON activity.pid = locks.pid
      WHERE locks.locktype = 'advisory' AND locks.granted
        AND locks.classid = $1 AND locks.objid = $2 AND locks.objsubid = 2
        AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [PROGRAM, RUN],
  )
  const row = rows[0]
  if (!row) return undefined
  return {
    applicationName: row.name ?? '',
    serverPid: row.pid,
    ...(row.since === null ? {} : { since: row.since.toISOString() }),
  }
}
