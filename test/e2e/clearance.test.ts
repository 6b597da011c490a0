import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BALANCE, MOVEMENTS } from '../../pipelines/clearance/states.ts'
import { listProblems } from '../../workers/clearance/listing.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { compare, type Line, makeCity, readTable, scratch } from './city.ts'
import { csv, key, writeInbox } from './inbox.ts'

let folder: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  folder = await scratch()
})
afterAll(() => folder[Symbol.asyncDispose]())

const identity = (line: Line): string =>
  [line.rule, line.household, line.id_number, line.subject, line.class, line.county].join('|')

const qualityLeads = async (out: string): Promise<readonly string[]> =>
  (await readTable(join(out, 'findings.csv')))
    .filter(({ direction }) => direction === 'quality')
    .map(identity)
    .sort()

async function openProblems(home: string): Promise<readonly string[]> {
  await using database = await openDatabase({ home })
  const problems = await listProblems(database.pool, { state: 'open' })
  return problems
    .map(({ code, household, idNumber, subject, standing }) =>
      [code, household, idNumber, subject, standing.class, standing.county].join('|'),
    )
    .sort()
}

const [FIRST, SECOND] = ['5301290001', '5301290002']
const place = () => ({
  inbox: join(folder.path, 'inbox'),
  out: join(folder.path, 'out'),
  home: join(folder.path, 'home'),
})
/** A register of these households: each with a member of whom 性别 and 民族 are empty (P01, P03). */
async function writeRegister(asOf: string, ...codes: readonly string[]): Promise<void> {
  const { inbox } = place()
  const members = codes.map((household, at) => ({ household, name: '张三', key: key('19700101', at + 1) }))
  await rm(inbox, { recursive: true, force: true })
  await writeInbox(inbox, { households: codes.map(code => ({ code })), members, deliveries: [], asOf })
  await writeFile(
    join(inbox, 'register/members.csv'),
    csv([
      ['户编号', '人编号', '姓名', '证件号码', '性别', '民族'],
      ...members.map(({ household, name, key }) => [household, `${household}1`, name, key, '', '']),
    ]),
  )
}

it('after each export the open problems are its quality leads, and the balance of all movements is their number', async () => {
  const { inbox, out, home } = place()
  let balance = 0
  for (const [asOf, ...codes] of [
    ['2017-11-20', FIRST, SECOND],
    ['2017-11-21', FIRST],
    ['2017-11-22', FIRST, SECOND],
  ] as const) {
    await writeRegister(asOf, ...codes)
    const { summary } = await compare({ inbox, out, home })
    const leads = await qualityLeads(out)
    expect(leads.length).toBeGreaterThanOrEqual(2 * codes.length)
    expect(await openProblems(home)).toEqual(leads)
    expect(summary.clearance).toMatchObject({ outcome: 'counted', day: asOf })
    for (const kind of MOVEMENTS) balance += (summary.clearance?.moved[kind] ?? 0) * BALANCE[kind]
    expect(balance).toBe(leads.length)
  }
}, 120_000)

it('an export that is older than the one before moves nothing and says so', async () => {
  const { inbox, out, home } = place()
  const before = await openProblems(home)
  await writeRegister('2017-11-19', FIRST)
  const { summary, messages } = await compare({ inbox, out, home })
  expect(summary.clearance).toMatchObject({ outcome: 'older', moved: { corrected: 0 } })
  expect(messages.map(({ zh }) => zh).join()).toContain('早于已经计入的一份 (2017-11-22)')
  expect(await openProblems(home)).toEqual(before)
}, 60_000)

it('an export of after 15:00 is booked on the next day', async () => {
  const { inbox, out, home } = place()
  await writeRegister('2017-11-23', FIRST)
  const manifest = {
    asOf: '2017-11-23',
    register: { exportedAt: '2017-11-23T15:00:00+08:00' },
    deliveries: [],
  }
  await writeFile(join(inbox, 'manifest.json'), JSON.stringify(manifest))
  const { summary } = await compare({ inbox, out, home })
  expect(summary.clearance).toMatchObject({ outcome: 'counted', day: '2017-11-24' })
}, 60_000)

it('of a synthetic city every quality lead is a problem, of a household with its township', async () => {
  const city = join(folder.path, 'city')
  await makeCity(city, 400, 11)
  const [out, home] = [join(folder.path, 'city-out'), join(folder.path, 'city-home')]
  await compare({ inbox: city, out, home })
  const leads = await qualityLeads(out)
  expect(leads.length).toBeGreaterThan(50)
  expect(await openProblems(home)).toEqual(leads)
  await compare({ inbox: city, out, home })
  await using database = await openDatabase({ home })
  const problems = await listProblems(database.pool)
  expect([...new Set(problems.map(({ object }) => object))]).toEqual(
    expect.arrayContaining(['village', 'household', 'hamlet']),
  )
  const nowhere = problems.filter(({ township, standing }) => township === '' && standing.county !== '')
  expect(nowhere.map(({ object, code }) => [object, code])).toEqual([])
  const { rows } = await database.pool.query(
    `select kind, count(*)::int as n from problem_event group by kind`,
  )
  expect(rows).toEqual([{ kind: 'raised', n: leads.length }])
}, 180_000)
