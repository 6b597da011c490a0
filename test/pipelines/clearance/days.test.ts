import { expect, it } from 'vitest'
import {
  dayAfter,
  dayOfMoment,
  lastMomentOf,
  momentOfExport,
  openDay,
} from '../../../pipelines/clearance/days.ts'

it.each([
  ['2017-11-20T14:59:59.999+08:00', '2017-11-20'],
  ['2017-11-20T15:00:00+08:00', '2017-11-21'],
  ['2017-11-20T23:59:59+08:00', '2017-11-21'],
  ['2017-11-21T00:00:00+08:00', '2017-11-21'],
  ['2017-12-31T15:00:00+08:00', '2018-01-01'],
])('what is done at %s belongs to %s', (at, day) => {
  expect(dayOfMoment(new Date(at))).toBe(day)
})

it('an export of which only the day is known is the last of that day', () => {
  const at = momentOfExport({ asOf: '2017-11-20' })
  expect([dayOfMoment(at), at]).toEqual(['2017-11-20', lastMomentOf('2017-11-20')])
  expect(at.toISOString()).toBe('2017-11-20T06:59:59.999Z')
})

it('the time of an export counts where it is told', () => {
  const asOf = '2017-11-20'
  expect(dayOfMoment(momentOfExport({ asOf, exportedAt: '2017-11-20T07:00:00.000Z' }))).toBe('2017-11-21')
})

it('nothing is booked on a day that is closed', () => {
  expect(openDay('2017-11-20', undefined)).toBe('2017-11-20')
  expect(openDay('2017-11-20', '2017-11-19')).toBe('2017-11-20')
  expect(openDay('2017-11-20', '2017-11-20')).toBe('2017-11-21')
  expect(openDay('2017-11-20', '2018-02-28')).toBe('2018-03-01')
  expect(dayAfter('2016-02-28')).toBe('2016-02-29')
})
