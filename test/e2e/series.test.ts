import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generate } from '../../scripts/synth/generate.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { compare, readTable, scratch, told } from './city.ts'

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

it('A series of days, compared one after the other, has on each day its truth, and the history that it tells', async () => {
  await using folder = await scratch()
  const series = join(folder.path, 'series')
  const home = join(folder.path, 'home')
  await generate({ out: series, households: 300, seed: '6', days: 4 })
  for (const day of (await readdir(series)).filter(name => name.startsWith('day-'))) {
    const inbox = join(series, day)
    const out = join(folder.path, `out-${day}`)
    const { exitCode } = await compare({ inbox, out, home })
    const findings = await readTable(join(out, 'findings.csv'))
    const truth = await readTable(join(inbox, 'truth.csv'))
    expect([day, findings.map(told).toSorted()]).toEqual([day, truth.map(told).toSorted()])
    expect(exitCode).toBe(0)
  }
  const planted = (await readTable(join(series, 'truth-days.csv'))).map(
    ({ rule = '', household = '', id_number = '', subject = '', day = '', what = '' }) =>
      [rule, household, id_number, subject, day, MOVEMENTS[what] ?? what] as const,
  )
  const expected = planted.flatMap(said => (isOfOthers(said) ? [] : said.join()))
  expect(await movements(home)).toEqual(expected.toSorted())
}, 180_000)
