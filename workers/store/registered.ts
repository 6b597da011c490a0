/** Who is registered, out of the store at millions a second: COPY's text, read as digits and not as strings. */
import type { Pool } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Queryable } from './queryable.ts'

/** Told of a person: the first 8 and the last 9 of the key's 17 digits, and the number beside the key. */
export type TakeRegistered = (high: number, low: number, number: number) => void

const TAB = 9
const LF = 10

/** Members with a valid key, each with its slice; a key of several households comes several times. */
export const eachMember = (pool: Pool, snapshot: string, take: TakeRegistered): Promise<void> =>
  eachKey(
    pool,
    `select key, slice from register_member where snapshot = ${Number(snapshot)} and key is not null`,
    take,
  )

/** Persons of the list of earlier removals 清退名单. */
export const eachRemoved = (pool: Pool, snapshot: string, take: TakeRegistered): Promise<void> =>
  eachKey(pool, `select key, 0 from register_removed where snapshot = ${Number(snapshot)}`, take)

/** As digests: registers of which they are equal have the same subjects, whatever else they say. */
export interface RegisteredDigests {
  /** Who is registered, and who was removed. */
  readonly who: string
  /** Who is registered in which slice. */
  readonly where: string
}

/** Independent of the order of rows. */
export async function registeredDigests(db: Queryable, snapshot: string): Promise<RegisteredDigests> {
  // Hashes are told apart faster than text.
  const sums = `concat_ws('/', count(*), sum(one), sum(other)) as said`
  const key = 'hashtextextended(key, 1) as one, hashtextextended(key, 2) as other'
  const keyInSlice = 'hashtextextended(key, slice) as one, hashtextextended(key, -1 - slice) as other'
  const members = 'from register_member where snapshot = $1 and key is not null'
  const { rows } = await db.query<{ members: string; removed: string; where: string }>(
    `select m.said as members, r.said as removed, s.said as where
       from (select ${sums} from (select distinct ${key} ${members}) keys) m,
            (select ${sums} from (select distinct ${key} from register_removed where snapshot = $1) removed) r,
            (select ${sums} from (select distinct ${keyInSlice} ${members}) places) s`,
    [snapshot],
  )
  const { members: own = '', removed = '', where = '' } = rows[0] ?? {}
  return { who: `${own}/${removed}`, where }
}

/** @param query gives keys (18 characters) and a number that is not negative */
export async function eachKey(pool: Pool, query: string, take: TakeRegistered): Promise<void> {
  const client = await pool.connect()
  try {
    let high = 0
    let low = 0
    let number = 0
    /** Characters of the line so far; the key's are 18. */
    let place = 0
    for await (const chunk of client.query(copyTo(`copy (${query}) to stdout`)) as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] ?? 0
        if (byte === LF) {
          if (place >= 18) take(high, low, number)
          high = low = number = place = 0
        } else {
          if (place < 8) high = high * 10 + byte - 48
          else if (place < 17) low = low * 10 + byte - 48
          else if (place > 17 && byte !== TAB) number = number * 10 + byte - 48
          place++
        }
      }
    }
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
