import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generate } from '../../scripts/synth/generate.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { bidui } from '../service/cli/calling.ts'
import { compare, type Line, readTable, scratch, told } from './city.ts'

const DAYS = 10

const MOVEMENTS: Readonly<Record<string, string>> = {
  new: 'raised',
  changed: 'changed',
  cleared: 'corrected',
  reopened: 'reopened',
}

/** H48 says the mean of the village, too, which follows what all its households have. */
const isOfOthers = ([rule, , , , , kind]: readonly string[]): boolean => rule === 'H48' && kind === 'changed'

/** What the program says happened to the problems of persons and households. */
async function movements(home: string): Promise<readonly string[]> {
  await using database = await openDatabase({ home })
  const { rows } = await database.pool.query<{ said: string[] }>(
    `select array[p.code, p.household, p.id_number, p.subject, to_char(e.day, 'YYYY-MM-DD'), e.kind] as said
       from problem_event e join problem p on p.key = e.problem where p.code ~ '^[PH]'`,
  )
  return rows.flatMap(({ said }) => (isOfOthers(said) ? [] : said.join())).toSorted()
}

const REMOVED = ['当日修改', '当日核实存证'] as const
const ADDED = ['新发现', '重新出现'] as const

const sum = (lines: readonly Line[], ...columns: readonly string[]): number =>
  lines.reduce((all, line) => all + columns.reduce((one, column) => one + Number(line[column]), 0), 0)

/** The daily report of a day as it is handed out, added up here once more. */
async function dailyReport(folder: string, home: string, day: string) {
  const out = join(folder, `daily-${day}.csv`)
  const called = await bidui(['report', 'daily', '--date', day, '--out', out], {
    environment: { BIDUI_HOME: home },
  })
  expect([called.status, called.err]).toEqual([0, ''])
  const lines = await readTable(out)
  const detail = lines.filter(({ 行 }) => 行 === '明细')
  const total = lines.filter(({ 行 }) => 行 === '合计')
  for (const line of lines)
    expect(Number(line.期初) + sum([line], ...ADDED) - sum([line], ...REMOVED)).toBe(Number(line.期末剩余))
  for (const column of ['期初', '期末剩余', ...ADDED, ...REMOVED])
    expect([column, sum(detail, column)]).toEqual([column, sum(total, column)])
  return {
    opening: sum(total, '期初'),
    closing: sum(total, '期末剩余'),
    moved: sum(total, ...ADDED) - sum(total, ...REMOVED),
    bytes: await readFile(out, 'utf8'),
  }
}

it('A series of daily exports has on each day its truth, the history that it tells, and reports that add up', async () => {
  await using folder = await scratch()
  const series = join(folder.path, 'series')
  const home = join(folder.path, 'home')
  await generate({ out: series, households: 300, seed: '6', days: DAYS })
  const reports: Awaited<ReturnType<typeof dailyReport>>[] = []
  for (const day of (await readdir(series)).filter(name => name.startsWith('day-'))) {
    const inbox = join(series, day)
    const out = join(folder.path, `out-${day}`)
    const { exitCode } = await compare({ inbox, out, home })
    const findings = await readTable(join(out, 'findings.csv'))
    const truth = await readTable(join(inbox, 'truth.csv'))
    expect([day, findings.map(told).toSorted()]).toEqual([day, truth.map(told).toSorted()])
    expect(exitCode).toBe(0)
    const report = await dailyReport(folder.path, home, day.slice(-10))
    expect([day, report.closing]).toEqual([
      day,
      findings.filter(({ direction }) => direction === 'quality').length,
    ])
    reports.push(report)
  }
  expect(reports).toHaveLength(DAYS)
  const [first, last] = [reports[0], reports.at(-1)]
  expect(reports.slice(1).map(({ opening }) => opening)).toEqual(
    reports.slice(0, -1).map(({ closing }) => closing),
  )
  expect(first?.opening).toBe(0)
  expect(reports.reduce((all, { moved }) => all + moved, 0)).toBe(last?.closing)
  const again = await dailyReport(folder.path, home, '2017-11-13')
  expect(again.bytes).toBe(reports[2]?.bytes)
  const planted = (await readTable(join(series, 'truth-days.csv'))).map(
    ({ rule = '', household = '', id_number = '', subject = '', day = '', what = '' }) =>
      [rule, household, id_number, subject, day, MOVEMENTS[what] ?? what] as const,
  )
  const expected = planted.flatMap(said => (isOfOthers(said) ? [] : said.join()))
  expect(await movements(home)).toEqual(expected.toSorted())
}, 400_000)
