/** Arrivals 到件: inboxes that were taken, as PostgreSQL knows them. */
import type { Pool } from 'pg'
import type { InboxPlan } from '../../pipelines/manifest.ts'
import type { StoredFile } from '../reading/stored-file.ts'
import type { Queryable } from '../store/queryable.ts'
import { inTransaction } from '../store/transaction.ts'

/** An inbox as it was when it was taken. The archive has the bytes. */
export interface Arrival {
  /** From the plan and the files' digests: equal inboxes have equal ids. */
  readonly id: string
  readonly arrivedAt: Date
  readonly plan: InboxPlan
  readonly files: readonly StoredFile[]
}

interface Row {
  id: string
  arrived_at: Date
  plan: InboxPlan
  files: StoredFile[]
}

const NEWEST = 'select id, arrived_at, plan, files from arrival order by arrived_at desc, id desc limit 1'

const arrival = (row: Row): Arrival => ({
  id: row.id,
  arrivedAt: row.arrived_at,
  plan: row.plan,
  files: row.files,
})

/** What a comparison rests on that nobody gave an inbox. */
export async function newestArrival(db: Queryable): Promise<Arrival | undefined> {
  const { rows } = await db.query<Row>(NEWEST)
  return rows[0] && arrival(rows[0])
}

/**
 * Makes an inbox the newest arrival. Undefined if it is that already: the same inbox was seen again, or by two watchers.
 * One that had been replaced and was put back is the newest again, as it was when it first arrived.
 */
export async function recordArrival(
  pool: Pool,
  { id, plan, files }: Omit<Arrival, 'arrivedAt'>,
): Promise<Arrival | undefined> {
  return await inTransaction(pool, async client => {
    // One after the other; readers go on.
    await client.query('lock table arrival in share row exclusive mode')
    const newest = (await client.query<Row>(NEWEST)).rows[0]
    if (newest?.id === id) return undefined
    // Later than the one before, even where a clock went back.
    const { rows } = await client.query<Row>(
      `insert into arrival (id, arrived_at, plan, files)
       values ($1, greatest(clock_timestamp(), $4::timestamptz + interval '1 ms'), $2, $3)
       on conflict (id) do update set arrived_at = excluded.arrived_at
       returning id, arrived_at, plan, files`,
      [id, JSON.stringify(plan), JSON.stringify(files), newest?.arrived_at ?? null],
    )
    return rows[0] && arrival(rows[0])
  })
}
