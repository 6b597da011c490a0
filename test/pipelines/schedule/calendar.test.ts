import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, openCalendar } from '../../../pipelines/schedule/calendar.ts'

const MINUTE = 60_000
const DAY = 86_400_000

function nights(cron: string, zone: string, from: string, count: number): string[] {
  const found: string[] = []
  for (const { day, dueAt } of openCalendar(cron, zone).nightsFrom(from)) {
    if (found.push(`${day} ${dueAt.toISOString().slice(0, 16)}`) === count) break
  }
  return found
}

describe('nights', () => {
  it('are of the local day of their time', () => {
    expect(nights('0 2 * * *', 'Asia/Shanghai', '2017-12-31', 2)).toEqual([
      '2017-12-31 2017-12-30T18:00',
      '2018-01-01 2017-12-31T18:00',
    ])
    expect(nights('59 23 * * *', 'Asia/Shanghai', '2017-11-20', 1)).toEqual(['2017-11-20 2017-11-20T15:59'])
    expect(nights('0 0 * * *', 'Asia/Shanghai', '2017-11-20', 1)).toEqual(['2017-11-20 2017-11-19T16:00'])
    const { dayOf } = openCalendar('0 2 * * *', 'Asia/Shanghai')
    expect(dayOf(new Date('2017-11-19T15:59:59.999Z'))).toBe('2017-11-19')
    expect(dayOf(new Date('2017-11-19T16:00:00Z'))).toBe('2017-11-20')
  })

  it('are only the days that the expression names', () => {
    expect(nights('0 2 * * 1-5', 'Asia/Shanghai', '2017-11-24', 3)).toEqual([
      '2017-11-24 2017-11-23T18:00',
      '2017-11-27 2017-11-26T18:00',
      '2017-11-28 2017-11-27T18:00',
    ])
    expect(nights('0 2 29 2 *', 'Asia/Shanghai', '2017-01-01', 2)).toEqual([
      '2020-02-29 2020-02-28T18:00',
      '2024-02-29 2024-02-28T18:00',
    ])
  })

  it('whose time the clocks jump over come as much later; whose time comes twice, come at the first', () => {
    expect(nights('30 2 * * *', 'Europe/Berlin', '2017-03-25', 3)).toEqual([
      '2017-03-25 2017-03-25T01:30',
      '2017-03-26 2017-03-26T01:30',
      '2017-03-27 2017-03-27T00:30',
    ])
    expect(nights('30 2 * * *', 'Europe/Berlin', '2017-10-28', 3)).toEqual([
      '2017-10-28 2017-10-28T00:30',
      '2017-10-29 2017-10-29T00:30',
      '2017-10-30 2017-10-30T01:30',
    ])
  })

  it('are none on a day that a zone leaves out', () => {
    expect(nights('30 2 * * *', 'Pacific/Apia', '2011-12-29', 2)).toEqual([
      '2011-12-29 2011-12-29T12:30',
      '2011-12-31 2011-12-30T12:30',
    ])
  })

  it('come once a day when the clocks show the time, in whatever zone', () => {
    const zones = [
      'Asia/Shanghai',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'America/Havana',
      'Asia/Kathmandu',
    ]
    const changes = [
      '2017-03-12',
      '2017-03-26',
      '2017-04-02',
      '2017-10-01',
      '2017-10-15',
      '2017-10-29',
      '2018-02-18',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.oneof(
          fc.constantFrom(...changes),
          fc.integer({ min: 0, max: 3000 }).map(days => addDays('2015-01-01', days)),
        ),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 59 }),
        (zone, near, hour, minute) => {
          const from = addDays(near, -1)
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
          const found = nights(`${minute} ${hour} * * *`, zone, from, 3)
          expect(found).toEqual(
            [from, near, addDays(near, 1)].map(day => `${day} ${shownFirst(zone, day, time)}`),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** Looks at the clocks minute by minute: when they first show the time, or as far behind a gap as the time is in it. */
function shownFirst(zone: string, day: string, time: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const begin = Date.parse(day) - 15 * 60 * MINUTE
  const minutes = Array.from({ length: (DAY + 30 * 60 * MINUTE) / MINUTE }, (_, at) => begin + at * MINUTE)
  const wanted = `${day} ${time}`
  const exactly = minutes.find(at => format.format(at) === wanted)
  if (exactly !== undefined) return new Date(exactly).toISOString().slice(0, 16)
  const behind = minutes.find(at => format.format(at) > wanted) ?? Number.NaN
  const before = format.format(behind - MINUTE)
  const into =
    (Date.parse(`${wanted.replace(' ', 'T')}Z`) - Date.parse(`${before.replace(' ', 'T')}Z`)) / MINUTE
  return new Date(behind + (into - 1) * MINUTE).toISOString().slice(0, 16)
}
