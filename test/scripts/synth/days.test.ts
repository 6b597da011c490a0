import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generate } from '../../../scripts/synth/generate.ts'
import { leadsIn, plantedIn } from './quality-leads.ts'

const DAYS = 6
const folder = mkdtempSync(join(tmpdir(), 'bidui-days-'))
const series = join(folder, 'series')
const again = join(folder, 'again')
const single = join(folder, 'single')

beforeAll(async () => {
  await generate({ out: series, households: 300, seed: '5', days: DAYS })
  await generate({ out: again, households: 300, seed: '5', days: DAYS })
  await generate({ out: single, households: 300, seed: '5' })
})
afterAll(() => rmSync(folder, { recursive: true }))

const days = (): string[] => readdirSync(series).filter(name => name.startsWith('day-'))
const manifest = (day: string) => JSON.parse(readFileSync(join(series, day, 'manifest.json'), 'utf8'))

interface Event {
  readonly identity: string
  readonly day: string
  readonly what: string
}
const histories = (): Event[] =>
  readFileSync(join(series, 'truth-days.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => {
      const [rule, household, id, subject, day = '', what = ''] = line.split(',')
      return { identity: [rule, household, id, subject].join(), day, what }
    })

/** H48 says the mean of the village, too, which follows what all its households have. */
const ownRows = (identity: string): boolean => !identity.startsWith('H48,')

describe('A series of days', () => {
  test('is one inbox a day, up to the day of the comparison', () => {
    expect(days()).toEqual([
      'day-01-2017-11-15',
      'day-02-2017-11-16',
      'day-03-2017-11-17',
      'day-04-2017-11-18',
      'day-05-2017-11-19',
      'day-06-2017-11-20',
    ])
    for (const day of days()) {
      const { asOf, register, deliveries } = manifest(day)
      expect([asOf, register.asOf]).toEqual([day.slice(7), day.slice(7)])
      expect(deliveries.filter((delivery: { asOf: string }) => delivery.asOf > asOf)).toEqual([])
    }
  })

  test('writes the files of the departments once', () => {
    for (const file of manifest(days()[0] as string).deliveries.flatMap(
      (delivery: { files: string[] }) => delivery.files,
    ))
      expect(new Set(days().map(day => statSync(join(series, day, file)).ino)).size).toBe(1)
  })

  test('is the same for the same arguments, and its feeds are those of the single day', () => {
    const text = (...path: string[]) => readFileSync(join(folder, ...path))
    for (const file of ['truth-days.csv', ...days().map(day => join(day, 'truth.csv'))])
      expect(text('again', file).equals(text('series', file))).toBe(true)
    for (const file of manifest(days()[0] as string).deliveries[0].files)
      expect(text('series', days()[0] as string, file).equals(text('single', file))).toBe(true)
  })

  test('has on each day what was planted, and nothing else', async () => {
    for (const day of days()) {
      const inbox = join(series, day)
      const found = (await leadsIn(inbox, day.slice(7))).map(({ told }) => told)
      expect([day, found.toSorted()]).toEqual([day, plantedIn(inbox).toSorted()])
    }
  })

  test('tells of each problem when it was new, changed, was cleared and came back', async () => {
    const events = Map.groupBy(histories(), ({ day }) => day)
    let before = new Map<string, string>()
    const known = new Set<string>()
    for (const day of days()) {
      const leads = await leadsIn(join(series, day), day.slice(7))
      const today = new Map(leads.map(({ identity, detail }) => [identity, detail]))
      const expected: string[] = []
      for (const [identity, detail] of today) {
        const earlier = before.get(identity)
        if (!known.has(identity)) expected.push(`${identity} new`)
        else if (earlier === undefined) expected.push(`${identity} reopened`)
        else if (earlier !== detail && ownRows(identity)) expected.push(`${identity} changed`)
        known.add(identity)
      }
      for (const identity of before.keys()) if (!today.has(identity)) expected.push(`${identity} cleared`)
      const told = (events.get(day.slice(7)) ?? [])
        .filter(({ identity, what }) => what !== 'changed' || ownRows(identity))
        .map(({ identity, what }) => `${identity} ${what}`)
      expect([day, told.toSorted()]).toEqual([day, expected.toSorted()])
      before = today
    }
  })

  test('has all four: new ones behind the first day, changes, corrections, and ones that come back', () => {
    const later = histories().filter(({ day }) => day !== days()[0]?.slice(7))
    for (const what of ['new', 'changed', 'cleared', 'reopened'])
      expect(later.filter(event => event.what === what).length).toBeGreaterThan(3)
  })
})
