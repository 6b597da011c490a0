import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FeedId, SourceFile } from '../../../pipelines/types.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { LineCollector } from '../../../workers/store/copy-lines.ts'
import { beginScan, keepOnlyScans } from '../../../workers/store/deliveries.ts'
import { EvidenceStore } from '../../../workers/store/evidence.ts'
import { type BlockRow, packBlock } from '../../../workers/store/evidence-blocks.ts'
import { EvidenceWriter } from '../../../workers/store/evidence-writer.ts'
import { inTransaction } from '../../../workers/store/transaction.ts'
import { sharedHome } from '../postgres/folders.ts'

const FEED: FeedId = 'public-security.vehicles'
const KEY = '53012919800101123X'
const OTHER = '530129198001011248'

let database: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  pool = database.pool
})
afterAll(() => database.stop())
beforeEach(async () => {
  await pool.query('delete from scan; delete from evidence_block; delete from delivery; delete from run')
  await pool.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
     values ('r', now(), 'done', '2017-11-20', '', '', '[]', '{}', '{}')`,
  )
  for (const delivery of ['one', 'two'])
    await pool.query(
      `insert into delivery (id, feed, as_of, counties, files, outcome, reasons, counts, first_run, decided_at)
       values ($1, $2, '2017-11-20', '"all"', '[]', 'accepted', '[]', '{}', 'r', now())`,
      [delivery, FEED],
    )
})

const car = (row: number, key: string, plate: string): BlockRow => [
  row,
  [[key, 'self', '张三', null]],
  [plate],
]

/** A scan of `delivery` with these blocks: slice, file, base, rows. */
const scanned = (
  delivery: string,
  blocks: readonly (readonly [number, number, number, readonly BlockRow[]])[],
): Promise<string> =>
  inTransaction(pool, async client => {
    const scan = await beginScan(client, delivery, 'scope')
    const writer = new EvidenceWriter(client, scan)
    await writer.addBlocks(
      blocks.map(([slice, file, base, rows]) => ({
        slice,
        file,
        base,
        ...packBlock('a.feed', ['plate'], rows),
      })),
    )
    await writer.flush()
    return scan
  })

const stored = async () => {
  const { rows } = await pool.query<{ count: string }>('select count(*) from evidence_block')
  return Number(rows[0]?.count)
}

const files = (...paths: readonly string[]): readonly SourceFile[] =>
  paths.map((path, order) => ({ source: FEED, path, digest: '', order, columns: new Set() }))

describe('The evidence writer', () => {
  it('stores equal blocks once: in a batch, in another one, of another delivery, at another place', async () => {
    const rows = [car(5, KEY, '云A00001')]
    await scanned('one', [
      [1, 0, 0, rows],
      [1, 0, 65_536, rows],
    ])
    expect(await stored()).toBe(1)
    await scanned('two', [
      [2, 1, 0, rows],
      [2, 1, 0, [car(6, KEY, '云A00002')]],
    ])
    expect(await stored()).toBe(2)
  })

  it('is read back slice by slice, in the order of file and row, whatever the order of the blocks', async () => {
    const id = await scanned('one', [
      [7, 1, 0, [car(4, KEY, '云A4')]],
      [7, 0, 65_536, [car(3, KEY, '云A3')]],
      [7, 0, 0, [car(1, KEY, '云A1'), car(2, KEY, '云A2')]],
      [8, 0, 0, [car(9, OTHER, '云B9')]],
    ])
    const store = new EvidenceStore(pool, [
      { id, delivery: 'one', feed: FEED, files: files('a.csv', 'b.csv') },
    ])
    const told = async (slices: readonly number[]) =>
      Array.from(await store.ofSlices(slices), ([slice, persons]) => [
        slice,
        Array.from(persons, ([key, evidence]) => [
          key,
          (evidence[FEED] ?? []).map(({ file, row, values }) => [file.path, row, values.plate]),
        ]),
      ])
    const own = [
      ['a.csv', 1, '云A1'],
      ['a.csv', 2, '云A2'],
      ['a.csv', 65_539, '云A3'],
      ['b.csv', 4, '云A4'],
    ]
    expect(await told([7])).toEqual([[7, [[KEY, own]]]])
    expect(await told([8, 9])).toEqual([[8, [[OTHER, [['a.csv', 9, '云B9']]]]]])
  })

  it('keeps rows about outsiders apart', async () => {
    const id = await inTransaction(pool, async client => {
      const scan = await beginScan(client, 'one', 'scope')
      const writer = new EvidenceWriter(client, scan)
      const lines = new LineCollector()
      lines.add(2, [OTHER, 'self', null, null, false, null, { plate: '云C00001' }])
      await writer.addOutsiders(lines.take(), 0, 10)
      await writer.flush()
      return scan
    })
    const store = new EvidenceStore(pool, [{ id, delivery: 'one', feed: FEED, files: files('a.csv') }])
    const found = await store.ofOutsiders([OTHER, KEY])
    expect([...found.keys()]).toEqual([OTHER])
    expect(found.get(OTHER)?.[FEED]?.[0]).toMatchObject({
      row: 12,
      role: 'self',
      values: { plate: '云C00001' },
    })
  })
})

describe('Scans that no longer hold', () => {
  it('go with the blocks that only they refer to', async () => {
    const both = [car(1, KEY, '云A00001')]
    const kept = await scanned('one', [[1, 0, 0, both]])
    await scanned('two', [
      [1, 0, 0, both],
      [1, 0, 0, [car(2, KEY, '云A00002')]],
    ])
    expect(await stored()).toBe(2)
    await keepOnlyScans(pool, [kept])
    expect(await stored()).toBe(1)
    await keepOnlyScans(pool, [])
    expect(await stored()).toBe(0)
  })
})
