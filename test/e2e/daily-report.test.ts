import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { bidui } from '../service/cli/calling.ts'
import { readTable, scratch } from './city.ts'

const DAYS = 10

let folder: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  folder = await scratch()
})
afterAll(() => folder[Symbol.asyncDispose]())

const call = async (...words: readonly string[]) => {
  const called = await bidui(words, { folder: folder.path, now: new Date('2017-11-30T04:00:00Z') })
  return { ...called, words }
}

interface Day {
  readonly day: string
  /** Quality leads of the run on the day's export. */
  readonly leads: number
  readonly opening: number
  readonly raised: number
  readonly reopened: number
  readonly cleared: number
  readonly closing: number
}

async function reported(inbox: string): Promise<Day> {
  const day = inbox.slice(-'2017-11-20'.length)
  const run = await call('run', '--inbox', join('days', inbox), '--out', 'out')
  expect(run).toMatchObject({ status: 0 })
  const daily = await call('report', 'daily', '--out', `${day}.csv`, '--date', day)
  expect(daily).toMatchObject({ status: 0, err: '' })
  const findings = await readTable(join(folder.path, 'out', 'findings.csv'))
  const [city] = (await readTable(join(folder.path, `${day}.csv`))).filter(line => line.行 === '合计')
  const number = (head: string) => Number(city?.[head])
  return {
    day,
    leads: findings.filter(({ direction }) => direction === 'quality').length,
    opening: number('期初'),
    raised: number('新发现'),
    reopened: number('重新出现'),
    cleared: number('当日修改') + number('当日核实存证'),
    closing: number('期末剩余'),
  }
}

it('over a series of daily exports each report opens with what the one before closed with, and closes with what its run found', async () => {
  await call(
    'synth',
    '--out',
    'days',
    '--households',
    '120',
    '--seed',
    '11',
    '--days',
    String(DAYS),
    '--quiet',
  )
  const inboxes = (await readdir(join(folder.path, 'days'))).filter(name => name.startsWith('day-')).sort()
  expect(inboxes).toHaveLength(DAYS)
  const days: Day[] = []
  for (const inbox of inboxes) days.push(await reported(inbox))

  const [first, ...rest] = days
  expect(first).toMatchObject({ opening: 0, raised: first?.leads })
  for (const [place, { opening, raised, reopened, cleared, closing, leads }] of days.entries()) {
    expect([opening, opening + raised + reopened - cleared]).toEqual([days[place - 1]?.closing ?? 0, closing])
    expect(closing).toBe(leads)
  }
  const sum = (count: (day: Day) => number) => rest.reduce((all, day) => all + count(day), 0)
  expect(sum(day => day.raised + day.reopened - day.cleared)).toBe(
    (days.at(-1)?.closing ?? 0) - (first?.closing ?? 0),
  )
  // The series is no straight line: problems appear, go, and come back.
  for (const count of [sum(day => day.raised), sum(day => day.cleared), sum(day => day.reopened)])
    expect(count).toBeGreaterThan(0)

  // Any day again, behind all of them: the same bytes.
  const fifth = days[4]?.day ?? ''
  await call('report', 'daily', '--out', 'again.csv', '--date', fifth)
  expect(await readFile(join(folder.path, 'again.csv'), 'utf8')).toBe(
    await readFile(join(folder.path, `${fifth}.csv`), 'utf8'),
  )

  // One event less, and no report of any day.
  {
    await using database = await openDatabase({ home: join(folder.path, 'home') })
    await database.pool.query(
      `begin; set local session_replication_role = replica;
       delete from problem_event where id = (select max(id) from problem_event where kind = 'corrected'); commit`,
    )
  }
  const refused = await call('report', 'daily', '--out', 'refused.csv', '--date', fifth)
  expect(refused).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/数字不一致，不出具报表。.*按变动记录 \d+ ≠ 按问题现状 \d+/s),
  })
  expect(await readdir(folder.path)).not.toContain('refused.csv')
}, 300_000)
