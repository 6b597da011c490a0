import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../workers/postgres/connect.ts'
import { openSchedule } from '../../../../workers/schedule/schedule.ts'
import { insertRun } from '../../../workers/schedule/run-rows.ts'
import { bidui, type Called, scratch } from '../calling.ts'

/** `2017-11-20 02:00` in Beijing. */
const at = (time: string): Date => new Date(`${time.replace(' ', 'T')}+08:00`)

let folder: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  folder = await scratch()
})
afterAll(async () => folder[Symbol.asyncDispose]())

const schedule = (now: string, words: string[] = [], environment = {}): Promise<Called> =>
  bidui(['schedule', ...words], { folder: folder.path, now: at(now), environment })

/** Nights until the 24th: begun, done, failed and late, missed, and one that goes on. */
async function someNights(): Promise<void> {
  await using database = await openDatabase({ home: join(folder.path, 'home') })
  let now = at('2017-11-20 18:00')
  const { tick } = openSchedule({
    pool: database.pool,
    cron: '0 2 * * *',
    now: () => now,
    startRun: (client, { day }) => insertRun(client, { id: `run-${day}`, startedAt: now }),
  })
  const look = async (time: string) => {
    now = at(time)
    await tick()
  }
  await look('2017-11-20 18:00')
  await look('2017-11-21 02:00')
  await database.pool.query(`update run set state = 'done', finished_at = $1`, [at('2017-11-21 02:20')])
  await look('2017-11-22 09:00')
  await database.pool.query(
    `update run set state = 'failed', finished_at = $1, failure = $2 where state = 'waiting'`,
    [at('2017-11-22 09:05'), JSON.stringify({ zh: '磁盘已满', en: 'the disk is full' })],
  )
  await look('2017-11-23 20:00')
  await look('2017-11-24 02:00')
}

describe('bidui schedule', () => {
  it('says the next night where there was none yet', async () => {
    const { status, out } = await schedule('2017-11-20 12:00', ['--lang', 'en'])
    expect(status).toBe(0)
    expect(out).toContain('0 2 * * * (Asia/Shanghai)')
    expect(out).toMatch(/Next +2017-11-21 02:00/)
    expect(out).toContain('No night on record')
    expect(out).toContain('No run is going on')
  })

  it('tells the last nights, how their runs ended, and why one was not done, in both languages', async () => {
    await someNights()
    const { status, out } = await schedule('2017-11-24 02:30', ['--lang', 'en'])
    expect(status).toBe(0)
    const lines = out.split('\n')
    const line = (day: string) =>
      lines
        .find(text => text.startsWith(`  ${day}`))
        ?.split(/ {2,}/)
        .slice(1)
    expect(line('2017-11-24')).toEqual([
      '2017-11-24',
      '2017-11-24 02:00',
      'started',
      '2017-11-24 02:00',
      'waiting',
      'run-2017-11-24',
    ])
    expect(line('2017-11-23')).toEqual(['2017-11-23', '2017-11-23 02:00', 'missed'])
    expect(line('2017-11-22')?.slice(3)).toEqual([
      '2017-11-22 09:00',
      'failed 2017-11-22 09:05',
      'run-2017-11-22',
    ])
    expect(line('2017-11-21')?.slice(4)).toEqual(['done 2017-11-21 02:20', 'run-2017-11-21'])
    expect(line('2017-11-20')?.slice(2)).toEqual(['skipped'])
    expect(out).toContain('no service was running at its time; it was caught up')
    expect(out).toContain('the disk is full')
    expect(out).toContain('no service took care of it from 2017-11-23 02:00 to 2017-11-23 14:00')
    expect(out).toMatch(/Going on\n.*\n +run-2017-11-24 +waiting +nightly +full +2017-11-24 02:00\n/)
    expect(out).not.toContain('!')

    const zh = (await schedule('2017-11-24 02:30')).out
    for (const text of [
      '每夜比对',
      '下一次',
      '2017-11-25 02:00',
      '错过',
      '失败',
      '磁盘已满',
      '正在进行',
      '没有服务负责',
    ])
      expect(zh).toContain(text)
  })

  it('says what waits, what a service would catch up, and what nobody took care of', async () => {
    expect((await schedule('2017-11-25 02:30', ['--lang', 'en'])).out).toContain(
      'The one of 2017-11-25 02:00 waits for run run-2017-11-24, begun at 2017-11-24 02:00, to end',
    )
    await using database = await openDatabase({ home: join(folder.path, 'home') })
    await database.pool.query(`update run set state = 'done', finished_at = $1 where state = 'waiting'`, [
      at('2017-11-24 02:20'),
    ])
    await database.stop()
    expect((await schedule('2017-11-25 02:30', ['--lang', 'en'])).out).toContain(
      'The one of 2017-11-25 02:00 was not started.',
    )
    const late = (await schedule('2017-11-26 15:00', ['--lang', 'en'])).out
    expect(late).toContain('The one of 2017-11-26 02:00 was not done: no service is running.')
    expect(late).toContain('No service took care of 1 before it either')
  })

  it('gives the same as JSON', async () => {
    const { status, out } = await schedule('2017-11-25 03:00', ['--json'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      cron: '0 2 * * *',
      zone: 'Asia/Shanghai',
      nights: [
        { day: '2017-11-24', state: 'started', run: { id: 'run-2017-11-24', state: 'done' } },
        { day: '2017-11-23', state: 'missed', reason: { en: expect.stringContaining('no service') } },
        { day: '2017-11-22', run: { failure: { zh: '磁盘已满', en: 'the disk is full' } } },
        { day: '2017-11-21' },
        { day: '2017-11-20', dueAt: '2017-11-19T18:00:00.000Z' },
      ],
      running: [],
      outlook: {
        next: { day: '2017-11-26', dueAt: '2017-11-25T18:00:00.000Z' },
        undecided: [{ day: '2017-11-25', dueAt: '2017-11-24T18:00:00.000Z' }],
        chanceEnds: '2017-11-25T06:00:00.000Z',
      },
    })
  })

  it('goes by BIDUI_NIGHTLY', async () => {
    const off = await schedule('2017-11-25 03:00', ['--lang', 'en'], { BIDUI_NIGHTLY: 'off' })
    expect([off.status, off.out]).toEqual([0, expect.stringContaining('switched off (BIDUI_NIGHTLY=off)')])
    expect(off.out).not.toMatch(/Next/)
    const friday = await schedule('2017-11-25 03:00', ['--lang', 'en'], { BIDUI_NIGHTLY: '30 22 * * 5' })
    expect(friday.out).toMatch(/Next +2017-12-01 22:30/)
    const wrong = await schedule('2017-11-25 03:00', [], { BIDUI_NIGHTLY: 'at night' })
    expect([wrong.status, wrong.out]).toEqual([2, ''])
  })
})
