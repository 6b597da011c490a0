/** Deliveries of which something newer is held, refused or gone: what is stale counts as evidence at most, and clears nothing. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { FORGET } from '../../scripts/campaign/outcome.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import { type ByHand, openByHand } from './by-hand.ts'
import { readTable, scratch } from './city.ts'
import { type Delivered, key, type Person, type Rows, vehicles, writeInbox } from './inbox.ts'

const FEED = 'public-security.vehicles'
const [OWNER, OTHER, NEWCOMER] = [key('19700101', 1), key('19720202', 2), key('19740404', 4)]
const MEMBERS: readonly Person[] = [
  { household: '5301290001', name: '张三', key: OWNER },
  { household: '5301290002', name: '李四', key: OTHER },
]
const strangers = Array.from({ length: 9 }, (_, n) => ['王五', key('19600606', n + 100), `云D${n}`] as const)
const cars = (...plates: readonly string[]): Rows =>
  vehicles(...plates.map(plate => ['张三', OWNER, plate] as const), ...strangers)

const OLD = { feed: FEED, name: 'old.csv', content: cars('云OLD'), asOf: '2017-11-01' }
const NEXT = { feed: FEED, name: 'next.csv', content: cars('云NEXT'), asOf: '2017-11-10' }
const NEW = { feed: FEED, name: 'new.csv', content: cars('云NEW'), asOf: '2017-11-19' }

let folder: Awaited<ReturnType<typeof scratch>>
let hand: ByHand
beforeAll(async () => {
  folder = await scratch()
  hand = await openByHand(folder.path)
})
afterAll(async () => {
  await hand[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await hand.database.pool.query(FORGET)
  await hand.database.pool.query('truncate arrival')
})

/** Compares an inbox. @param services others than usual, once it has arrived */
async function run(
  deliveries: readonly Delivered[],
  members = MEMBERS,
  services: () => Promise<FlowServices> = async () => hand.services,
) {
  const inbox = join(folder.path, 'inbox')
  await rm(inbox, { recursive: true, force: true })
  await writeInbox(inbox, {
    households: [...new Set(members.map(({ household }) => household))].map(code => ({ code })),
    members,
    deliveries,
  })
  await hand.arrive(inbox)
  const id = await hand.want()
  await hand.workOff(await services())
  const { rows } = await hand.database.pool.query<{ summary: RunSummary }>(
    'select summary from run where id = $1',
    [id],
  )
  const summary = rows[0]?.summary
  if (!summary) throw new Error(`run ${id} was not done`)
  const lines = await readTable(join(hand.results, id, 'findings.csv'))
  return { summary, lines, ...told(summary, lines) }
}

const told = (summary: RunSummary, lines: Awaited<ReturnType<typeof readTable>>) => ({
  plates: lines.filter(({ rule }) => rule === 'X01').map(({ subject }) => subject),
  outcomes: summary.feeds[FEED]?.deliveries.map(({ files, outcome, carriedForward }) => [
    files[0]?.split('/').at(-1),
    carriedForward ? `${outcome}, of an earlier run` : outcome,
  ]),
  gone: summary.items?.gone,
})

/** Of every lead that was ever raised on a car: whether it is gone. */
async function items(): Promise<unknown> {
  const { rows } = await hand.database.pool.query(
    `select subject, presence = 'gone' as gone from review_item where rule = 'X01' order by subject`,
  )
  return Object.fromEntries(rows.map(({ subject, gone }) => [subject, gone]))
}

describe('An accepted delivery that is held now, because other rows are stated', () => {
  it('is no evidence, and what it had replaced does not count again: not in this run, not in the next', async () => {
    await run([OLD])
    await run([NEXT])
    expect(await items()).toEqual({ 云OLD: true, 云NEXT: false })
    for (const _ of [1, 2]) {
      const held = await run([{ ...NEXT, rows: 99 }])
      expect([held.outcomes, held.plates]).toEqual([[['next.csv', 'held']], []])
      expect(await items()).toEqual({ 云OLD: true, 云NEXT: false })
    }
    const mended = await run([{ ...NEXT, rows: 10 }])
    expect([mended.outcomes, mended.plates, mended.summary.items?.new]).toEqual([
      [['next.csv', 'accepted']],
      ['云NEXT'],
      0,
    ])
  })

  it('nor does what it had replaced where both are in the inbox', async () => {
    await run([OLD])
    await run([OLD, NEXT])
    const held = await run([OLD, { ...NEXT, rows: 99 }])
    expect([held.outcomes, held.plates, held.gone]).toEqual([
      [
        ['old.csv', 'replaced'],
        ['next.csv', 'held'],
      ],
      [],
      0,
    ])
    expect(await items()).toEqual({ 云OLD: true, 云NEXT: false })
  })
})

describe('A delivery that was never accepted', () => {
  it('replaces nothing: the older one in the inbox counts, as the contract says', async () => {
    const first = await run([OLD, { ...NEXT, rows: 99 }])
    expect([first.outcomes, first.plates]).toEqual([
      [
        ['old.csv', 'accepted'],
        ['next.csv', 'held'],
      ],
      ['云OLD'],
    ])
  })

  it('is stood in for by the newest that was accepted, not by an older one that is in the inbox again', async () => {
    await run([OLD])
    await run([NEXT])
    const held = await run([OLD, { ...NEW, rows: 99 }])
    expect([held.outcomes, held.plates, held.gone]).toEqual([
      [
        ['next.csv', 'accepted, of an earlier run'],
        ['old.csv', 'replaced'],
        ['new.csv', 'held'],
      ],
      ['云NEXT'],
      0,
    ])
  })

  it('and refused, in the place of an accepted one, leaves that one standing', async () => {
    await run([OLD])
    await run([OLD, NEXT])
    const refused = await run([OLD, { ...NEXT, content: '姓名\n张三' }])
    expect([refused.outcomes, refused.plates, refused.gone]).toEqual([
      [
        ['next.csv', 'accepted, of an earlier run'],
        ['old.csv', 'replaced'],
        ['next.csv', 'rejected'],
      ],
      ['云NEXT'],
      0,
    ])
  })
})

describe('What stands in for a held delivery', () => {
  const RESIDENTS = 'public-security.residents'
  const residents = (...persons: readonly string[]): Rows => [
    ['姓名', '公民身份号码', '户号', '区划', '户籍状态'],
    ...[...persons, ...strangers.map(([, id]) => id)].map((id, n) => ['某人', id, `H${n}`, '530129', '正常']),
  ]
  const about = (line: Readonly<Record<string, string>>) => [line.rule, line.person_name]
  const unknown = async (deliveries: readonly Delivered[], members?: readonly Person[]) => {
    const { lines, summary } = await run(deliveries, members)
    return {
      leads: lines.filter(({ rule }) => rule === 'X26').map(about),
      withheld: summary.notConcluded
        .filter(({ rule }) => rule === 'X26')
        .map(({ county, count }) => [county, count]),
      gone: summary.items?.gone,
    }
  }

  it('concludes nothing from silence: nobody new is taken for unknown, and nobody who was is cleared', async () => {
    const before = { feed: RESIDENTS, name: 'a.csv', content: residents(OTHER), asOf: '2017-11-01' }
    const after = { feed: RESIDENTS, name: 'b.csv', content: residents(OTHER, NEWCOMER), asOf: '2017-11-19' }
    expect((await unknown([before])).leads).toEqual([['X26', '张三']])
    const grown = [...MEMBERS, { household: '5301290001', name: '赵六', key: NEWCOMER }]
    const held = await unknown([{ ...after, rows: 99 }], grown)
    expect(held).toEqual({ leads: [], withheld: [['530129', expect.any(Number)]], gone: 0 })
    const accepted = await unknown([after], grown)
    expect(accepted).toEqual({ leads: [['X26', '张三']], withheld: [], gone: 0 })
  })
})

describe('An older inbox that is put back', () => {
  it('does not count beside a delivery of another county that is held: then the newest accepted one does', async () => {
    await run([OLD])
    await run([NEXT])
    const back = await run([OLD, { ...NEW, counties: ['530128'], rows: 99 }])
    expect([back.outcomes, back.plates, back.gone]).toEqual([
      [
        ['next.csv', 'accepted, of an earlier run'],
        ['old.csv', 'replaced'],
        ['new.csv', 'held'],
      ],
      ['云NEXT'],
      0,
    ])
  })

  it('counts, and clears no lead of the newer one', async () => {
    await run([OLD])
    await run([NEXT])
    const back = await run([OLD])
    expect([back.outcomes, back.plates, back.gone]).toEqual([[['old.csv', 'unchanged']], ['云OLD'], 0])
    expect(await items()).toEqual({ 云OLD: false, 云NEXT: false })
  })
})

describe('A part of a feed that is withheld', () => {
  it('lets the rest of it clear leads of other counties only', async () => {
    const all = { ...OLD, content: vehicles(['李四', OTHER, '云ALL'], ...strangers) }
    const county = { ...NEXT, counties: ['530129'] }
    await run([all, county])
    const again = await run([
      { ...all, name: 'all.csv', asOf: '2017-11-05', content: cars() },
      { ...county, rows: 99 },
    ])
    expect([again.plates, again.gone]).toEqual([[], 0])
    expect(await items()).toEqual({ 云ALL: false, 云NEXT: false })
    const whole = await run([{ ...all, name: 'all.csv', asOf: '2017-11-05', content: cars() }, county])
    expect([whole.plates, await items()]).toEqual([['云NEXT'], { 云ALL: true, 云NEXT: false }])
  })
})

describe('A delivery that cannot be read any more', () => {
  /** Everything but a file can be had. */
  const without = async (name: string): Promise<FlowServices> => {
    const { rows } = await hand.database.pool.query<{ digest: string }>(
      `select file->>'digest' as digest from arrival, jsonb_array_elements(files) as file
        where file->>'path' like '%/' || $1 limit 1`,
      [name],
    )
    const { archive } = hand.services
    const locate = async (digest: string): Promise<string> => {
      if (digest === rows[0]?.digest) throw Object.assign(new Error('input/output error'), { code: 'EIO' })
      return await archive.locate(digest)
    }
    return {
      ...hand.services,
      archive: {
        keep: archive.keep.bind(archive),
        has: archive.has.bind(archive),
        describe: archive.describe.bind(archive),
        locate,
      },
    }
  }
  // Somebody new: files are to be read again.
  const grown = [...MEMBERS, { household: '5301290001', name: '赵六', key: NEWCOMER }]

  it('does not let the one that it had replaced count again, though both are in the inbox', async () => {
    const first = await run([OLD, NEXT])
    expect([first.plates, first.outcomes]).toEqual([
      ['云NEXT'],
      [
        ['old.csv', 'replaced'],
        ['next.csv', 'accepted'],
      ],
    ])
    const second = await run([OLD, NEXT], grown, () => without('next.csv'))
    expect([second.plates, second.outcomes, second.gone]).toEqual([
      [],
      [
        ['old.csv', 'replaced'],
        ['next.csv', 'held'],
      ],
      0,
    ])
  })

  it('is told of where it was to stand in for another one, and clears nothing there', async () => {
    const county = { ...NEXT, counties: ['530129'] }
    const whole = { ...OLD, content: cars() }
    await run([whole, county])
    const lost = await run([whole, { ...NEW, counties: ['530128'], rows: 99 }], grown, () =>
      without('next.csv'),
    )
    expect([lost.plates, lost.outcomes, lost.gone]).toEqual([
      [],
      [
        ['next.csv', 'held, of an earlier run'],
        ['old.csv', 'unchanged'],
        ['new.csv', 'held'],
      ],
      0,
    ])
  })
})
