import type { Pool, PoolClient } from 'pg'

/** Runs `work` in one transaction on a connection of its own: all of it is there afterwards, or nothing. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** The point of a transaction to which a file that is read anew goes back: the latest that was set. */
const SAVEPOINT = 'file_begins'

/** @param client inside a transaction */
export async function setSavepoint(client: PoolClient): Promise<void> {
  await client.query(`savepoint ${SAVEPOINT}`)
}

/** What was done since {@link setSavepoint} is undone; the point stays. */
export async function rollbackToSavepoint(client: PoolClient): Promise<void> {
  await client.query(`rollback to savepoint ${SAVEPOINT}`)
}
