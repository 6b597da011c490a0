/** A held delivery of the service, taken by a person's word: `bidui start --accept`. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bidui } from '../service/cli/calling.ts'
import { type ByHand, openByHand } from './by-hand.ts'
import { scratch } from './city.ts'
import { key, vehicles, writeInbox } from './inbox.ts'

const FEED = 'public-security.vehicles'
const READ = [`evidence/${FEED}`]
const OWNER = key('19700101', 1)
const [BEFORE, AFTER] = ['云AAAAA1', '云BBBBB1']

let folder: Awaited<ReturnType<typeof scratch>>
let hand: ByHand
let pool: Pool
let shared: Disposable | undefined
beforeAll(async () => {
  folder = await scratch()
  hand = await openByHand(folder.path)
  pool = hand.database.pool
  // As a service does, for other commands on its host.
  shared = hand.database.share?.()
})
afterAll(async () => {
  shared?.[Symbol.dispose]()
  await hand[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

async function arrive(plate: string, asOf: string, rows: number): Promise<void> {
  const inbox = join(folder.path, 'inbox')
  await writeInbox(inbox, {
    households: [{ code: '5301290001' }],
    members: [{ household: '5301290001', name: '张三', key: OWNER }],
    deliveries: [{ feed: FEED, name: 'a.csv', content: vehicles(['张三', OWNER, plate]), rows, asOf }],
  })
  expect(await hand.arrive(inbox)).toBe(true)
}

/** Does what is asked for; what became of the newest run's deliveries, and which of the two cars it found. */
async function outcome() {
  const read: string[] = []
  await hand.workOff(hand.services, {
    begun: () => undefined,
    ended: ({ step }, _, { rows }) => {
      if (rows > 0 && step.startsWith('evidence/')) read.push(step)
    },
  })
  const { rows } = await pool.query(
    `select id, state, summary->'feeds'->$1->'deliveries' as deliveries from run order by started_at desc, id limit 1`,
    [FEED],
  )
  const { id, state, deliveries } = rows[0]
  const findings = await readFile(join(hand.results, id, 'findings.csv'), 'utf8')
  return {
    state,
    outcomes: deliveries.map((delivery: { outcome: string }) => delivery.outcome),
    found: [BEFORE, AFTER].filter(plate => findings.includes(plate)),
    read,
  }
}

const start = (...words: string[]) =>
  bidui(['start', '--purpose', '试', '--lang', 'en', ...words], { folder: folder.path })

describe('bidui start --accept', () => {
  it('takes what was held, on the record; nights after it go by it, until other rows are stated', async () => {
    await arrive(BEFORE, '2017-11-18', 1)
    expect((await start()).status).toBe(0)
    expect(await outcome()).toEqual({ state: 'done', outcomes: ['accepted'], found: [BEFORE], read: READ })

    await arrive(AFTER, '2017-11-19', 7)
    await start()
    const held = { state: 'done', outcomes: ['accepted', 'held'], found: [BEFORE], read: READ }
    expect(await outcome()).toEqual(held)

    const { rows } = await pool.query<{ id: string }>(`select id from delivery where outcome = 'held'`)
    const id = rows[0]?.id.slice(0, 12) ?? ''
    const wrong = await start('--accept', '0123456789ab', '--reason', '已核对')
    expect([wrong.status, wrong.err]).toEqual([
      2,
      expect.stringContaining(`nothing of that name is in what arrived last`),
    ])
    expect(wrong.err).toContain(`held are: ${id} (${FEED})`)

    expect((await start('--accept', id, '--reason', '已与车管所核对')).status).toBe(0)
    expect(await outcome()).toEqual({ state: 'done', outcomes: ['accepted'], found: [AFTER], read: READ })
    const { rows: recorded } = await pool.query(
      `select override->>'reason' as reason, override->>'user' <> '' as named from delivery where override is not null`,
    )
    expect(recorded).toEqual([{ reason: '已与车管所核对', named: true }])

    // A night, which nobody tells anything.
    await hand.want()
    expect(await outcome()).toEqual({ state: 'done', outcomes: ['unchanged'], found: [AFTER], read: [] })
    await arrive(AFTER, '2017-11-19', 8)
    await hand.want()
    expect((await outcome()).outcomes.at(-1)).toBe('held')
  })

  it('by the name of the feed takes it before it was ever read; judged again, it is not read again', async () => {
    const accepting = async (rows: number) => {
      await arrive(BEFORE, '2017-11-20', rows)
      await start('--accept', FEED, '--reason', '已与车管所核对')
      return await outcome()
    }
    const accepted = { state: 'done', outcomes: ['accepted'], found: [BEFORE] }
    expect(await accepting(9)).toEqual({ ...accepted, read: READ })
    expect(await accepting(10)).toEqual({ ...accepted, read: [] })
  })
})
