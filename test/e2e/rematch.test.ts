import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRematch } from '../../workers/comparison/rematch.ts'
import { loadConfig } from '../../workers/config.ts'
import type { OnlyThese } from '../../workers/flow/run-record.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { openInbox } from '../../workers/reading/inbox.ts'
import { takeRegister } from '../../workers/reading/register.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { openByHand } from './by-hand.ts'
import { compare, type Line, makeCity, readTable, scratch } from './city.ts'
import { key } from './inbox.ts'

let folder: Awaited<ReturnType<typeof scratch>>
const at = (...names: string[]): string => join(folder.path, ...names)
const findings = (out: string) => readTable(join(out, 'findings.csv'))
const text = (out: string) => readFile(join(out, 'findings.csv'), 'utf8')
let whole: readonly Line[] = []
/** Where the whole run could not conclude something. */
let unclear: readonly string[] = []
beforeAll(async () => {
  folder = await scratch()
  await makeCity(at('city'), 120, 5)
  const { summary } = await compare({ inbox: at('city'), out: at('whole'), home: at('home') })
  unclear = summary.notConcluded.map(({ county }) => county)
  whole = await findings(at('whole'))
})
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

type Member = { readonly household: string; readonly key: string }
type Part = { readonly counties?: readonly string[]; readonly only?: OnlyThese; readonly inbox?: string }

const rematch = (out: string, { counties = [], only, inbox }: Part, config = { BIDUI_HOME: at('home') }) =>
  runRematch(loadConfig(config), {
    ...{ out, counties, unmasked: true, user: '测试员', progress: () => undefined },
    ...(only ? { only } : {}),
    ...(inbox === undefined ? {} : { inbox }),
  })

/** Whether a line is about what is asked for: households of persons are those that give them, or that evidence ties them to. */
function isAsked({ counties = [], only }: Part, members: readonly Member[]) {
  if (!only) return ({ county = '' }: Line) => counties.includes(county)
  const { keys } = only
  const giving = members.filter(member => keys.includes(member.key)).map(member => member.household)
  const tied = whole.filter(({ id_number = '' }) => keys.includes(id_number)).map(line => line.household)
  const households = new Set([...only.households, ...giving, ...tied].filter(Boolean))
  return ({ household = '', id_number = '' }: Line) => households.has(household) || keys.includes(id_number)
}

/** Everything of the store that a re-match must leave as it is: what was read, and review items. */
async function stored(home: string) {
  await using database = await openDatabase({ home })
  const rows = async (query: string): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(query)).rows
  return {
    read: await rows(
      `select 'scan' as what, id::text from scan union all select 'delivery', id from delivery
        union all select 'register', id::text from register_snapshot order by 1, 2`,
    ),
    items: await rows('select * from review_item order by key'),
    members: (await rows('select household, key from register_member where key is not null')) as Member[],
  }
}

/** Of the first lead of a rule. */
function first(rule: string, column: 'household' | 'id_number'): string {
  const found = whole.find(line => line.rule === rule)?.[column]
  if (!found) throw new Error(`the city has no ${rule}`)
  return found
}

describe('A re-match', () => {
  it.each<[string, () => Part]>([
    ['a county', () => ({ counties: ['530129'] })],
    [
      'households',
      () => ({
        only: {
          households: ['X01', 'M01', 'T01'].map(rule => first(rule, 'household')),
          keys: [],
        },
      }),
    ],
    [
      'persons, in the register and outside',
      () => ({
        only: {
          households: [],
          keys: ['X01', 'X11', 'I01', 'I03', 'I12', 'I05'].map(rule => first(rule, 'id_number')),
        },
      }),
    ],
  ])(
    'of %s gives the lines of the whole for that part, reads nothing, leaves other items',
    async (_, part) => {
      const before = await stored(at('home'))
      const asked = isAsked(part(), before.members)
      const { summary } = await rematch(at('part'), part())
      const after = await stored(at('home'))
      // What could not be concluded is told of the counties that are asked about only.
      const counties = new Set(whole.filter(asked).map(({ county }) => county))
      expect(summary.notConcluded.filter(({ county }) => !counties.has(county))).toEqual([])
      expect(unclear.filter(county => !counties.has(county)).length).toBeGreaterThan(0)
      expect(await findings(at('part'))).toEqual(whole.filter(asked))
      expect(whole.filter(asked).length).toBeGreaterThan(2)
      expect(after.read).toEqual(before.read)
      const others = (items: typeof before.items) => items.filter(item => !asked(item as Line))
      expect(others(after.items)).toEqual(others(before.items))
      expect(others(before.items).length).toBeGreaterThan(5)
      const own = after.items.filter(item => asked(item as Line)).map(({ presence }) => presence)
      expect(new Set(own)).toEqual(new Set(['open']))
    },
  )
  it('finds a member whose ID was corrected in what was delivered before, as a whole run does', async () => {
    const wrong = key('19990101', 777)
    await cp(at('city'), at('wrong'), { recursive: true })
    const members = at('wrong', 'register', 'members.csv')
    // Digits are the same bytes in every encoding of the city's text files.
    const written = await readFile(members, 'latin1')
    // The only one of its household, and written as it is read.
    const lead = whole.find(
      ({ rule, household, id_number = '' }) =>
        rule === 'X01' &&
        written.includes(id_number) &&
        whole.filter(other => other.rule === rule && other.household === household).length === 1,
    )
    const { household = '', id_number: owner = '' } = lead ?? {}
    await writeFile(members, written.replaceAll(owner, wrong), 'latin1')
    const home = at('home-wrong')
    await compare({ inbox: at('wrong'), out: at('out-wrong'), home })
    const ofHousehold = (line: { readonly household?: unknown }) => line.household === household
    const mistaken = await findings(at('out-wrong'))
    expect(mistaken.filter(ofHousehold).map(({ rule }) => rule)).not.toContain('X01')

    const before = await stored(home)
    const part = { only: { households: [household], keys: [] }, inbox: at('city') }
    await rematch(at('part'), part, { BIDUI_HOME: home })
    expect(await findings(at('part'))).toEqual(whole.filter(ofHousehold))
    const others = ({ items }: typeof before) => items.filter(item => !ofHousehold(item))
    expect(others(await stored(home))).toEqual(others(before))
  })

  it('while a whole run of the service goes on disturbs neither', async () => {
    await using hand = await openByHand(at('beside'))
    const { pool, connectionString } = hand.database
    await hand.arrive(at('city'))
    const before = await hand.want()
    await hand.workOff()
    // Everything is to be read again, by whichever of the two comes first.
    await pool.query('delete from scan')
    await pool.query('delete from scope_subjects')
    const run = await hand.want()
    const config = { BIDUI_HOME: at('beside', 'home'), DATABASE_URL: connectionString }
    await Promise.all([
      hand.workOff(),
      rematch(at('part'), { counties: ['530129'] }, config),
      rematch(at('other-part'), { counties: ['530113'], inbox: at('city') }, config),
    ])
    expect(await hand.stateOf(run)).toBe('done')
    expect(await text(join(hand.results, run))).toBe(await text(join(hand.results, before)))
    const inCounty = (asked: string) => whole.filter(({ county }) => county === asked)
    expect(await findings(at('part'))).toEqual(inCounty('530129'))
    expect(await findings(at('other-part'))).toEqual(inCounty('530113'))
    const { rows } = await pool.query(
      'select presence, count(*)::int as items from review_item group by presence',
    )
    expect(rows).toEqual([{ presence: 'open', items: whole.length }])
  })
})

describe('A delivery that comes late on the same day', () => {
  it.each(['public-security.vehicles', 'public-security.residents'])(
    'gives what a run with all of them from the start gives: %s',
    async feed => {
      const place = { inbox: at(`late-${feed}`), out: at('out-late'), home: at(`home-late-${feed}`) }
      await cp(at('city'), place.inbox, { recursive: true })
      const path = join(place.inbox, 'manifest.json')
      const manifest = await readFile(path, 'utf8')
      const { deliveries, ...rest } = JSON.parse(manifest)
      const inTime = deliveries.filter((delivery: { feed: string }) => delivery.feed !== feed)
      await writeFile(path, JSON.stringify({ ...rest, deliveries: inTime }))
      await compare(place)
      expect(await text(place.out)).not.toBe(await text(at('whole')))
      await writeFile(path, manifest)
      await compare(place)
      for (const name of ['findings.csv', 'rejects.csv'])
        expect(await readFile(join(place.out, name), 'utf8')).toBe(await readFile(at('whole', name), 'utf8'))
    },
  )
})

it('Two runs that read the same new register at once read one', async () => {
  await using database = await openDatabase({ home: at('home-two') })
  await using threads = new ThreadPool(2)
  const inbox = await openInbox(at('city'), '2017-11-20')
  const reading = {
    ...{ pool: database.pool, threads, progress: () => undefined },
    signal: new AbortController().signal,
  }
  const both = await Promise.all([takeRegister(inbox, reading), takeRegister(inbox, reading)])
  expect(new Set(both.map(({ id }) => id)).size).toBe(1)
  expect(both.map(({ unchanged }) => unchanged).toSorted()).toEqual([false, true])
})
