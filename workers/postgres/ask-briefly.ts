/** Questions that must not wait: of somebody who looks at the service, beside its work. */
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { OperationalError } from '../operational-error.ts'

export const PATIENCE = 2_000

/**
 * The rows that a question has, read only. Nobody waits longer than `patienceMs`, wherever the time goes: to get a
 * connection, to a lock, on a server that does not answer. The connection is given up then, and the server gives
 * the question up as well.
 *
 * @throws OperationalError where there was no connection or no answer in time; else what pg throws
 */
export async function askBriefly<R extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: readonly unknown[] = [],
  patienceMs = PATIENCE,
): Promise<readonly R[]> {
  const { promise: expiry, reject } = Promise.withResolvers<never>()
  expiry.catch(() => undefined)
  const timer = setTimeout(() => reject(noAnswer(patienceMs)), patienceMs)
  const inTime = <T>(work: Promise<T>): Promise<T> => Promise.race([work, expiry])
  try {
    const client = await connectionInTime(pool, inTime)
    try {
      await inTime(client.query(`begin read only; set local statement_timeout = ${Math.ceil(patienceMs)}`))
      const { rows } = await inTime(client.query<R>(text, [...values]))
      await inTime(client.query('commit'))
      client.release()
      return rows
    } catch (error) {
      client.release(true)
      throw error
    }
  } finally {
    clearTimeout(timer)
  }
}

/** A connection that comes too late goes back. */
async function connectionInTime(
  pool: Pool,
  inTime: <T>(work: Promise<T>) => Promise<T>,
): Promise<PoolClient> {
  const connecting = pool.connect()
  try {
    return await inTime(connecting)
  } catch (error) {
    connecting.then(client => client.release()).catch(() => undefined)
    throw error instanceof OperationalError ? error : noConnection(error)
  }
}

const noConnection = (cause: unknown): OperationalError =>
  new OperationalError(
    {
      zh: '数据库没有应答; 请检查数据库是否在运行 (bidui doctor), 稍后重试',
      en: 'the database does not answer; check that it runs (bidui doctor), and try again later',
    },
    { cause },
  )

const noAnswer = (patienceMs: number): OperationalError =>
  new OperationalError({
    zh: `数据库在 ${patienceMs / 1000} 秒内没有应答; 请检查数据库是否在运行、连接数是否已满, 稍后重试`,
    en: `the database did not answer within ${patienceMs / 1000} s; check that it runs and has connections left, and try again later`,
  })
