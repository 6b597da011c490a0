import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newestArrival, recordArrival } from '../../../workers/intake/arrivals.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { sharedHome } from '../postgres/folders.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())
beforeEach(() => database.pool.query('delete from arrival'))

const PLAN = { asOf: '2017-11-20', registerAsOf: '2017-11-20', deliveries: [], unknownFeeds: [] }
const record = (id: string) => recordArrival(database.pool, { id, plan: PLAN, files: [] })
const newest = async () => (await newestArrival(database.pool))?.id

describe('Arrivals', () => {
  it('there are none at first', async () => {
    expect(await newest()).toBeUndefined()
  })

  it('one that many record at once is an arrival for one of them', async () => {
    const recorded = await Promise.all(Array.from({ length: 8 }, () => record('a')))
    expect(recorded.filter(arrival => arrival !== undefined).map(({ id }) => id)).toEqual(['a'])
  })

  it('the last one to arrive is the newest, even where the clock went back', async () => {
    await record('a')
    await database.pool.query(`update arrival set arrived_at = now() + interval '1 day'`)
    await record('b')
    expect(await newest()).toBe('b')
    await record('a')
    expect(await newest()).toBe('a')
    expect(await record('a')).toBeUndefined()
  })
})
