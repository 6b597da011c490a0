import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Calendar, openCalendar } from '../../../pipelines/schedule/calendar.ts'
import { type Decision, decide, nextNight, type Question } from '../../../pipelines/schedule/decide.ts'
import type { DecidedNight } from '../../../pipelines/schedule/night.ts'

const HOUR = 3_600_000
const SHANGHAI = openCalendar('0 2 * * *', 'Asia/Shanghai')

/** `2017-11-20 02:00` in Beijing. */
const at = (time: string): Date => new Date(`${time.replace(' ', 'T')}+08:00`)

const asked = (now: string, rest: Partial<Question> = {}): Question => ({
  calendar: SHANGHAI,
  now: at(now),
  catchUp: 12 * HOUR,
  decided: ['2017-11-20'],
  runs: [],
  ...rest,
})

function told(decision: Decision): string[] {
  if (decision.do === 'wait')
    return [`wait ${SHANGHAI.timeOf(decision.until)}${decision.run ? ` for ${decision.run.id}` : ''}`]
  if (decision.do === 'start') return [`start ${decision.night.day}${decision.reason ? ' late' : ''}`]
  return decision.nights.map(({ day, state }) => `${state} ${day}`)
}

const going = (from: string) => ({ id: 'R1', startedAt: at(from) })
const ended = (from: string, to: string) => ({ ...going(from), finishedAt: at(to) })

describe('a night', () => {
  it.each<[string, Question, string[]]>([
    ['is waited for', asked('2017-11-21 01:59'), ['wait 2017-11-21 02:00']],
    ['starts at its time', asked('2017-11-21 02:00'), ['start 2017-11-21']],
    ['is not started a second time', asked('2017-11-20 02:00'), ['wait 2017-11-21 02:00']],
    ['is caught up in the morning', asked('2017-11-21 09:00'), ['start 2017-11-21 late']],
    ['is caught up until the last minute', asked('2017-11-21 13:59'), ['start 2017-11-21 late']],
    ['is missed after that', asked('2017-11-21 14:00'), ['missed 2017-11-21']],
    [
      'waits for the run before it',
      asked('2017-11-21 02:00', { runs: [going('2017-11-20 02:00')] }),
      ['wait 2017-11-21 02:01 for R1'],
    ],
    [
      'starts when that has ended',
      asked('2017-11-21 10:00', { runs: [ended('2017-11-20 02:00', '2017-11-21 09:59')] }),
      ['start 2017-11-21 late'],
    ],
    [
      'is skipped when that goes on for too long',
      asked('2017-11-21 14:00', { runs: [going('2017-11-20 02:00')] }),
      ['skipped 2017-11-21'],
    ],
    [
      'was skipped for it, whenever that is noted',
      asked('2017-11-21 23:00', { runs: [ended('2017-11-20 02:00', '2017-11-21 14:00')] }),
      ['skipped 2017-11-21'],
    ],
    [
      'was missed where the run ended in time',
      asked('2017-11-21 23:00', { runs: [ended('2017-11-20 02:00', '2017-11-21 13:59')] }),
      ['missed 2017-11-21'],
    ],
    [
      'ends the chance of the one before it',
      asked('2017-11-22 02:00', { catchUp: 48 * HOUR, runs: [going('2017-11-20 02:00')] }),
      ['skipped 2017-11-21'],
    ],
    [
      'is noted for each day that a clock jumps over',
      asked('2017-11-24 15:00'),
      ['missed 2017-11-21', 'missed 2017-11-22', 'missed 2017-11-23', 'missed 2017-11-24'],
    ],
    [
      'that was decided while the clock was ahead stays decided',
      asked('2017-11-21 02:00', { decided: ['2017-11-20', '2017-11-21', '2017-11-22'] }),
      ['wait 2017-11-23 02:00'],
    ],
    [
      'before the first service is none of its',
      asked('2017-11-21 09:00', { decided: [] }),
      ['skipped 2017-11-21'],
    ],
    [
      'has five minutes however short the window',
      asked('2017-11-21 02:04', { catchUp: 0 }),
      ['start 2017-11-21'],
    ],
    ['has no more than those', asked('2017-11-21 02:05', { catchUp: 0 }), ['missed 2017-11-21']],
  ])('%s', (_, question, expected) => expect(told(decide(question))).toEqual(expected))

  it('says why in both languages, with the run and the times in Beijing', () => {
    const reasonOf = (question: Question) => {
      const decision = decide(question)
      if (decision.do === 'wait') throw new Error('waits')
      const reason = decision.do === 'note' ? decision.nights[0]?.reason : decision.reason
      return `${reason?.zh}\n${reason?.en}`
    }
    const why = { zh: '没有建档立卡数据', en: 'there is no register' }
    expect(reasonOf(asked('2017-11-21 14:00', { runs: [going('2017-11-20 02:00')] }))).toMatch(
      /2017-11-20 02:00 开始的比对 R1 到 2017-11-21 14:00 仍在进行.*\nrun R1, begun at 2017-11-20 02:00, still went on at 2017-11-21 14:00/,
    )
    expect(reasonOf(asked('2017-11-21 14:00'))).toMatch(
      /从 2017-11-21 02:00 到 2017-11-21 14:00 没有服务负责.*\nno service took care of it from 2017-11-21 02:00/,
    )
    expect(reasonOf(asked('2017-11-21 14:00', { refusal: { day: '2017-11-21', text: why } }))).toBe(
      '到 2017-11-21 14:00 也没能开始: 没有建档立卡数据\nit could not be started until 2017-11-21 14:00: there is no register',
    )
    expect(reasonOf(asked('2017-11-21 09:00', { refusal: { day: '2017-11-21', text: why } }))).toContain(
      '到时没能开始: 没有建档立卡数据',
    )
    expect(reasonOf(asked('2017-11-21 09:00', { refusal: { day: '2017-11-20', text: why } }))).toContain(
      'no service was running at its time',
    )
    expect(
      reasonOf(asked('2017-11-21 03:00', { runs: [ended('2017-11-20 02:00', '2017-11-21 02:59')] })),
    ).toContain('run R1, begun at 2017-11-20 02:00, still went on at its time')
  })

  it('is listed for a year at most; how many lie before is said with the oldest', () => {
    const decision = decide(asked('2019-11-20 15:00'))
    if (decision.do !== 'note') throw new Error(decision.do)
    expect([decision.nights.length, decision.nights[0]?.day, decision.nights.at(-1)?.day]).toEqual([
      366,
      '2018-11-20',
      '2019-11-20',
    ])
    expect(decision.nights[0]?.reason?.en).toContain('364 nights before it either, from 2017-11-21 on')
    expect(decision.nights[1]?.reason?.en).not.toContain('before it')
  })

  it('that comes next is not one that was decided', () => {
    expect(nextNight(asked('2017-11-20 03:00', { decided: ['2017-11-20', '2017-11-21'] })).day).toBe(
      '2017-11-22',
    )
  })
})

/** A service and its runs, without a database: what PostgreSQL would hold. */
class Office {
  readonly nights = new Map<string, DecidedNight & { readonly at: number }>()
  readonly runs: { id: string; startedAt: Date; ends: number }[] = []
  readonly calendar: Calendar
  readonly catchUp: number

  constructor(calendar: Calendar, catchUp: number) {
    this.calendar = calendar
    this.catchUp = catchUp
  }

  question(now: Date): Question {
    return {
      calendar: this.calendar,
      now,
      catchUp: this.catchUp,
      decided: [...this.nights.keys()],
      runs: this.runs.map(({ id, startedAt, ends }) => ({
        id,
        startedAt,
        ...(ends <= now.getTime() ? { finishedAt: new Date(ends) } : {}),
      })),
    }
  }

  /** Everything that is due at this instant. A run that starts lasts so long. */
  tick(now: Date, lasts: number): Date {
    for (;;) {
      const question = this.question(now)
      const decision = decide(question)
      if (decision.do === 'wait') return decision.until
      if (decision.do === 'note') for (const night of decision.nights) this.#keep(night, now)
      else {
        expect(question.runs.filter(run => run.finishedAt === undefined)).toEqual([])
        const late = now.getTime() - decision.night.dueAt.getTime()
        expect([late >= 0, late < Math.max(this.catchUp, 300_000)]).toEqual([true, true])
        this.#keep({ ...decision.night, state: 'started' }, now)
        this.runs.push({ id: decision.night.day, startedAt: now, ends: now.getTime() + lasts })
      }
    }
  }

  #keep(night: DecidedNight, now: Date): void {
    expect(this.nights.has(night.day)).toBe(false)
    expect(night.state === 'started' || night.reason !== undefined).toBe(true)
    this.nights.set(night.day, { ...night, at: now.getTime() })
  }
}

describe('every night', () => {
  it('is decided exactly once, and no run is begun beside another, however the clock goes', () => {
    const step = fc.record({
      hours: fc.oneof(
        { weight: 6, arbitrary: fc.double({ min: 0.01, max: 30, noNaN: true }) },
        { weight: 2, arbitrary: fc.double({ min: -50, max: 0, noNaN: true }) },
        { weight: 1, arbitrary: fc.double({ min: 30, max: 200, noNaN: true }) },
      ),
      lasts: fc.oneof(fc.constant(HOUR), fc.integer({ min: 1, max: 60 * HOUR })),
    })
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe')
    const cron = fc.constantFrom(
      '0 2 * * *',
      '30 2 * * *',
      '0 0 * * *',
      '59 23 * * *',
      '15 2 * * 1-5',
      '0 12 1 * *',
    )
    const begin = fc.constantFrom('2017-03-20', '2017-10-10', '2017-10-24', '2018-02-12', '2017-12-27')
    fc.assert(
      fc.property(
        zone,
        cron,
        begin,
        fc.integer({ min: 0, max: 30 }),
        fc.array(step, { minLength: 1, maxLength: 25 }),
        (zone, cron, begin, catchUpHours, steps) => {
          const calendar = openCalendar(cron, zone)
          const office = new Office(calendar, catchUpHours * HOUR)
          const first = Date.parse(begin)
          office.tick(new Date(first), HOUR)
          let now = first
          let latest = first
          for (const { hours, lasts } of steps) {
            // What lies before the first look is none of its.
            now = Math.max(now + Math.round(hours * HOUR), first)
            latest = Math.max(latest, now)
            const until = office.tick(new Date(now), lasts)
            expect(until.getTime()).toBeGreaterThan(now)
          }
          // Long after: nothing waits for a run any more.
          const after = new Date(latest + 40 * 24 * HOUR)
          office.tick(after, HOUR)
          const decided = [...office.nights.keys()].sort()
          const due: string[] = []
          for (const night of calendar.nightsFrom(decided[0] ?? '')) {
            if (night.dueAt > after) break
            due.push(night.day)
          }
          expect(decided).toEqual(due)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is started at its time by a service that looks when it was told to', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/Havana'),
        fc.constantFrom('0 2 * * *', '30 2 * * *', '30 0 * * *', '0 22 * * 1,3'),
        fc.constantFrom('2017-03-08', '2017-03-20', '2017-10-24', '2017-11-01'),
        fc.integer({ min: 1, max: 40 }),
        (zone, cron, begin, hours) => {
          const calendar = openCalendar(cron, zone)
          const office = new Office(calendar, 12 * HOUR)
          let now = new Date(Date.parse(begin))
          const end = Date.parse(addDays(begin, 12))
          while (now.getTime() < end) now = office.tick(now, hours * HOUR)
          const [, ...nights] = [...office.nights.values()]
          for (const { state, at, dueAt } of nights) {
            const before = office.runs.filter(run => run.startedAt < dueAt).at(-1)
            const free = Math.max(dueAt.getTime(), before?.ends ?? 0)
            if (free < dueAt.getTime() + 12 * HOUR)
              expect([state, at - free < 60_000]).toEqual(['started', true])
            else expect(state).toBe('skipped')
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
