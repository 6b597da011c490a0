import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DecidedNight, Night } from '../../../pipelines/schedule/night.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { tryRunLock } from '../../../workers/postgres/run-lock.ts'
import { openSchedule, type ScheduleOptions } from '../../../workers/schedule/schedule.ts'
import { sharedHome } from '../postgres/folders.ts'
import { endRun, insertRun } from './run-rows.ts'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(async () => database.stop())
beforeEach(async () => {
  await database.pool.query('truncate night, run cascade')
})

/** `2017-11-20 02:00` in Beijing. */
const at = (time: string): Date => new Date(`${time.replace(' ', 'T')}+08:00`)

/** A service whose clock is set by hand. The run of a night is called as its day. */
function service(now: string, options: Partial<ScheduleOptions> = {}) {
  const clock = { now: at(now) }
  const decided: DecidedNight[] = []
  const schedule = openSchedule({
    pool: database.pool,
    cron: '0 2 * * *',
    now: () => clock.now,
    startRun: (client, { day }: Night) => insertRun(client, { id: day, startedAt: clock.now }),
    decided: night => decided.push(night),
    ...options,
  })
  return {
    schedule,
    decided,
    set: (time: string) => {
      clock.now = at(time)
    },
    async tick(time: string): Promise<string> {
      clock.now = at(time)
      return shown(await schedule.tick())
    },
  }
}

const shown = (time: Date): string =>
  new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** What is stored: day, state, run, whether there is a reason. */
async function nights(): Promise<unknown[][]> {
  const { rows } = await database.pool.query({
    text: `select to_char(day, 'YYYY-MM-DD'), state, run, reason is not null from night order by day`,
    rowMode: 'array',
  })
  return rows
}

const reasonOf = async (day: string): Promise<{ zh: string; en: string }> =>
  (await database.pool.query('select reason from night where day = $1', [day])).rows[0].reason

const runs = async (): Promise<string[]> =>
  (await database.pool.query('select id from run order by id')).rows.map(({ id }) => id)

async function somebodyWaits(): Promise<boolean> {
  const { rowCount } = await database.pool.query('select from pg_locks where not granted')
  return rowCount !== 0
}

const end = (run: string, time: string) => endRun(database.pool, run, at(time))

describe('nights in a row', () => {
  it('begin with the first service, and each is started once at its time', async () => {
    const { tick, decided } = service('2017-11-20 18:00')
    expect(await tick('2017-11-20 18:00')).toBe('2017-11-21 02:00')
    expect(await tick('2017-11-21 02:00')).toBe('2017-11-22 02:00')
    expect(await tick('2017-11-21 02:00')).toBe('2017-11-22 02:00')
    await end('2017-11-21', '2017-11-21 02:10')
    expect(await tick('2017-11-22 02:00')).toBe('2017-11-23 02:00')
    expect(await nights()).toEqual([
      ['2017-11-20', 'skipped', null, true],
      ['2017-11-21', 'started', '2017-11-21', false],
      ['2017-11-22', 'started', '2017-11-22', false],
    ])
    expect(decided.map(({ day, state, run }) => [day, state, run])).toEqual([
      ['2017-11-20', 'skipped', undefined],
      ['2017-11-21', 'started', '2017-11-21'],
      ['2017-11-22', 'started', '2017-11-22'],
    ])
    expect(decided[1]?.dueAt).toEqual(at('2017-11-21 02:00'))
  })

  it('with a missed one, a late one and an overrun one are each decided, with the reason', async () => {
    const before = service('2017-11-20 18:00')
    await before.tick('2017-11-20 18:00')
    await before.tick('2017-11-21 02:00')
    await end('2017-11-21', '2017-11-21 02:10')

    const after = service('2017-11-22 15:00')
    expect(await after.tick('2017-11-22 15:00')).toBe('2017-11-23 02:00')

    const morning = service('2017-11-23 09:00')
    expect(await morning.tick('2017-11-23 09:00')).toBe('2017-11-24 02:00')
    expect(await morning.tick('2017-11-24 02:00')).toBe('2017-11-24 02:01')
    expect(await morning.tick('2017-11-24 13:59')).toBe('2017-11-24 14:00')
    expect(await morning.tick('2017-11-24 14:00')).toBe('2017-11-25 02:00')
    await end('2017-11-23', '2017-11-24 20:00')
    expect(await morning.tick('2017-11-25 02:00')).toBe('2017-11-26 02:00')

    expect(await nights()).toEqual([
      ['2017-11-20', 'skipped', null, true],
      ['2017-11-21', 'started', '2017-11-21', false],
      ['2017-11-22', 'missed', null, true],
      ['2017-11-23', 'started', '2017-11-23', true],
      ['2017-11-24', 'skipped', null, true],
      ['2017-11-25', 'started', '2017-11-25', false],
    ])
    expect((await reasonOf('2017-11-22')).en).toContain('no service took care of it from 2017-11-22 02:00')
    expect((await reasonOf('2017-11-23')).zh).toBe('到时没有服务在运行, 之后补上')
    expect((await reasonOf('2017-11-24')).en).toContain('run 2017-11-23, begun at 2017-11-23 09:00')
  })

  it('wait for a full run that goes on, and start when it has ended', async () => {
    const { tick } = service('2017-11-20 18:00')
    await tick('2017-11-20 18:00')
    await insertRun(database.pool, {
      id: 'long',
      startedAt: at('2017-11-21 01:50'),
      state: 'running',
      occasion: 'demand',
    })
    expect(await tick('2017-11-21 02:00')).toBe('2017-11-21 02:01')
    expect(await runs()).toEqual(['long'])
    await end('long', '2017-11-21 03:30')
    await tick('2017-11-21 03:31')
    expect(await runs()).toEqual(['2017-11-21', 'long'])
    expect((await reasonOf('2017-11-21')).en).toContain(
      'run long, begun at 2017-11-21 01:50, still went on at its time',
    )
  })

  it('do not wait for the comparison of a part', async () => {
    const { tick } = service('2017-11-20 18:00')
    await tick('2017-11-20 18:00')
    await insertRun(database.pool, {
      id: 'part',
      startedAt: at('2017-11-21 01:59'),
      kind: 'rematch',
      occasion: 'demand',
    })
    await tick('2017-11-21 02:00')
    expect(await runs()).toEqual(['2017-11-21', 'part'])
  })

  it('wait for a program that compares by itself while it lives, and not for one that was killed', async () => {
    const { tick } = service('2017-11-20 18:00')
    await tick('2017-11-20 18:00')
    await insertRun(database.pool, {
      id: 'own',
      startedAt: at('2017-11-21 01:50'),
      state: 'running',
      occasion: 'person',
    })
    const lock = await tryRunLock(database)
    if (!lock.taken) throw new Error('somebody else has the run lock')
    expect(await tick('2017-11-21 02:00')).toBe('2017-11-21 02:01')
    await lock.release()
    expect(await tick('2017-11-21 02:01')).toBe('2017-11-22 02:00')
    expect(await runs()).toEqual(['2017-11-21', 'own'])
  })
})

describe('a clock', () => {
  it('that is set back does not start a night again', async () => {
    const { tick } = service('2017-11-20 18:00')
    await tick('2017-11-20 18:00')
    await tick('2017-11-21 02:00')
    await end('2017-11-21', '2017-11-21 02:10')
    expect(await tick('2017-11-21 01:30')).toBe('2017-11-22 02:00')
    expect(await tick('2017-11-21 02:00')).toBe('2017-11-22 02:00')
    expect(await tick('2017-11-20 23:00')).toBe('2017-11-22 02:00')
    expect(await runs()).toEqual(['2017-11-21'])
  })

  it('that jumps over three days leaves none of them out', async () => {
    const { tick } = service('2017-11-20 18:00')
    await tick('2017-11-20 18:00')
    await tick('2017-11-21 02:00')
    await end('2017-11-21', '2017-11-21 02:10')
    expect(await tick('2017-11-24 02:00')).toBe('2017-11-25 02:00')
    expect((await nights()).slice(1)).toEqual([
      ['2017-11-21', 'started', '2017-11-21', false],
      ['2017-11-22', 'missed', null, true],
      ['2017-11-23', 'missed', null, true],
      ['2017-11-24', 'started', '2017-11-24', false],
    ])
    // Set right again: what was decided stays, and the next one is said truly.
    expect(await tick('2017-11-21 12:00')).toBe('2017-11-25 02:00')
  })
})

describe('two services on one database', () => {
  it('start one run a night, however close they look', async () => {
    const one = service('2017-11-20 18:00')
    const other = service('2017-11-20 18:00')
    for (const day of ['20', '21', '22', '23', '24', '25']) {
      const time = `2017-11-${day} 02:00`
      await Promise.all([one.tick(time), other.tick(time), one.tick(time), other.tick(time)])
      await end(`2017-11-${day}`, time)
    }
    expect(await runs()).toEqual(['2017-11-21', '2017-11-22', '2017-11-23', '2017-11-24', '2017-11-25'])
    const told = [...one.decided, ...other.decided].map(({ day }) => day).sort()
    expect(told).toEqual([20, 21, 22, 23, 24, 25].map(day => `2017-11-${day}`))
  })

  it('whose clocks differ do not begin two runs side by side', async () => {
    const ahead = service('2017-11-20 18:00')
    let ticked: Promise<string> | undefined
    const behind = service('2017-11-20 18:00', {
      startRun: async (client, { day }) => {
        let answered = false
        ticked = ahead.tick('2017-11-22 02:00').finally(() => {
          answered = true
        })
        // Until the other one waits, or has not waited.
        while (!answered && !(await somebodyWaits())) await turn()
        return insertRun(client, { id: day, startedAt: at('2017-11-21 02:00') })
      },
    })
    await behind.tick('2017-11-20 18:00')
    await behind.tick('2017-11-21 02:00')
    expect(await ticked).toBe('2017-11-22 02:01')
    expect(await runs()).toEqual(['2017-11-21'])
  })

  it('have the night from whichever could start it', async () => {
    const broken = service('2017-11-20 18:00', {
      startRun: async () => {
        throw new Error('no')
      },
    })
    const sound = service('2017-11-20 18:00')
    await broken.tick('2017-11-20 18:00')
    const time = '2017-11-21 02:00'
    await Promise.allSettled([broken.tick(time), sound.tick(time)])
    await sound.tick(time)
    expect(await runs()).toEqual(['2017-11-21'])
  })
})

describe('a run that cannot be started', () => {
  const why = new OperationalError({ zh: '收件箱里没有建档立卡数据', en: 'the inbox has no register' })

  it('leaves nothing behind, and is tried again', async () => {
    let refuses = true
    const { tick } = service('2017-11-20 18:00', {
      startRun: async (client, { day }) => {
        const id = await insertRun(client, { id: day, startedAt: at('2017-11-21 02:00') })
        if (refuses) throw why
        return id
      },
    })
    await tick('2017-11-20 18:00')
    await expect(tick('2017-11-21 02:00')).rejects.toBe(why)
    expect([await runs(), await nights()]).toEqual([[], [['2017-11-20', 'skipped', null, true]]])
    refuses = false
    expect(await tick('2017-11-21 08:00')).toBe('2017-11-22 02:00')
    expect((await reasonOf('2017-11-21')).zh).toBe('到时没能开始: 收件箱里没有建档立卡数据; 之后补上')
  })

  it('is missed in the end, with what was wrong; what was not said for people is not kept', async () => {
    let error: Error = why
    const { tick } = service('2017-11-20 18:00', {
      startRun: async () => {
        throw error
      },
    })
    await tick('2017-11-20 18:00')
    await expect(tick('2017-11-21 13:59')).rejects.toBe(why)
    await tick('2017-11-21 14:00')
    error = new Error('duplicate key (530129199001011234)')
    await expect(tick('2017-11-22 02:00')).rejects.toBe(error)
    await tick('2017-11-22 14:00')
    expect((await nights()).slice(1)).toEqual([
      ['2017-11-21', 'missed', null, true],
      ['2017-11-22', 'missed', null, true],
    ])
    expect((await reasonOf('2017-11-21')).en).toContain('the inbox has no register')
    expect((await reasonOf('2017-11-22')).en).toBe(
      'it could not be started until 2017-11-22 14:00: the program failed; the log says how',
    )
  })
})

describe('the loop', () => {
  it('looks when a night is due, goes on after a failure, and ends when told to', async () => {
    const stop = new AbortController()
    const failures: unknown[] = []
    const pauses: number[] = []
    const clock = { now: at('2017-11-20 18:00') }
    let refusals = 2
    const schedule = openSchedule({
      pool: database.pool,
      cron: '0 2 * * *',
      now: () => clock.now,
      failed: error => failures.push(error),
      startRun: async (client, { day }) => {
        if (refusals-- > 0) throw new OperationalError({ zh: '还不行', en: 'not yet' })
        return insertRun(client, { id: day, startedAt: clock.now, state: 'done', finishedAt: clock.now })
      },
      pause: async milliseconds => {
        pauses.push(milliseconds)
        clock.now = new Date(clock.now.getTime() + milliseconds)
        if (clock.now >= at('2017-11-24 00:00')) stop.abort()
      },
    })
    await schedule.run(stop.signal)
    expect((await nights()).map(([day, state]) => [day, state])).toEqual([
      ['2017-11-20', 'skipped'],
      ['2017-11-21', 'started'],
      ['2017-11-22', 'started'],
      ['2017-11-23', 'started'],
    ])
    expect(failures).toHaveLength(2)
    expect(Math.max(...pauses)).toBe(60_000)
    const { rows } = await database.pool.query(`select decided_at from night where day = '2017-11-21'`)
    expect(rows[0].decided_at).toEqual(at('2017-11-21 02:02'))
  })

  it('ends at once when it is told to while it pauses', async () => {
    const stop = new AbortController()
    const schedule = openSchedule({
      pool: database.pool,
      cron: '0 2 * * *',
      now: () => at('2017-11-20 18:00'),
      startRun: async () => 'none',
    })
    const ended = schedule.run(stop.signal)
    stop.abort()
    await ended
    expect(await runs()).toEqual([])
  })
})
