import { expect, test } from 'vitest'
import { judgeId } from '../../../connectors/id-number.ts'
import { ageOf } from '../../../scripts/synth/calendar.ts'
import { birthOf, IdNumbers } from '../../../scripts/synth/id-numbers.ts'

const CUTOFF = '2017-09-30'

test('numbers of one area, year and sex are all different and all valid', () => {
  const ids = new IdNumbers()
  const drawn = Array.from({ length: 20_000 }, () => ids.draw('530129', 1975, '男'))
  expect(new Set(drawn).size).toBe(drawn.length)
  expect(drawn.filter(key => !('key' in judgeId(key, CUTOFF)))).toEqual([])
  expect(drawn.every(key => key.startsWith('5301291975') && Number(key[16]) % 2 === 1)).toBe(true)
})

test('nobody is born after the earliest cut-off', () => {
  const ids = new IdNumbers()
  const births = Array.from({ length: 2000 }, () => birthOf(ids.draw('530113', 2017, '女')))
  expect(births.filter(birth => birth > CUTOFF)).toEqual([])
})

test('people born on one day are different, and none gets a number that goes by year', () => {
  const ids = new IdNumbers()
  const byYear = new Set(Array.from({ length: 100_000 }, () => ids.draw('530129', 1952, '女')))
  const onDay = Array.from({ length: 120 }, () => ids.drawOn('530129', '1952-11-20', '女'))
  expect(new Set(onDay).size).toBe(120)
  expect(onDay.filter(key => byYear.has(key))).toEqual([])
  expect(onDay.map(birthOf).every(birth => birth === '1952-11-20')).toBe(true)
})

test('ages are full years at the day of the comparison', () => {
  expect([ageOf('1952-11-20'), ageOf('1952-11-21'), ageOf('2011-11-20'), ageOf('2017-09-01')]).toEqual([
    65, 64, 6, 0,
  ])
})
