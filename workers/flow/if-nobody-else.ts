/** What no queue gives out and several services come upon at once: the first one does it, while it lives. */
import type { Pool } from 'pg'

/**
 * Does the work unless somebody else on this database is at it: a session-level advisory lock, which the server frees
 * when its connection ends, however it ends.
 */
export async function ifNobodyElse(pool: Pool, name: string, work: () => Promise<unknown>): Promise<void> {
  const client = await pool.connect()
  let free = false
  try {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [name],
    )
    if (rows[0]?.taken) {
      await work()
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    }
    free = true
  } finally {
    // The lock ends with its connection where it could not be given back.
    client.release(!free)
  }
}
