import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Columns } from '../../../connectors/column.ts'
import { feedById, isFeedId } from '../../../connectors/feeds/index.ts'
import { judgeId } from '../../../connectors/id-number.ts'
import { isRegisterTableId, registerTableById } from '../../../connectors/register/index.ts'
import { openTable, type ReadableDefinition, type TableReport } from '../../../connectors/table-reader.ts'
import { generate } from '../../../scripts/synth/generate.ts'

const RULES = [
  'I01 I02 I03 I04 I05 I06 I07 I08 I10 I11 I12',
  'M01 M02 M03 M04 M05 M06',
  'T01 T02 T03 T04 T05 T06 T07 T08 T10',
  'X01 X02 X03 X04 X06 X07 X08 X09 X11 X12 X13 X14 X15 X16 X18 X19 X21 X22 X25 X26 X27 X28 X34',
].flatMap(rules => rules.split(' '))

const HOUSEHOLDS = 200
const folder = mkdtempSync(join(tmpdir(), 'bidui-synth-'))
const city = join(folder, 'city')
const again = join(folder, 'again')
const other = join(folder, 'other')
const small = join(folder, 'small')

interface Manifest {
  readonly deliveries: readonly {
    readonly feed: string
    readonly files: readonly string[]
    readonly asOf: string
    readonly counties: 'all' | readonly string[]
    readonly rows: number
  }[]
}

beforeAll(async () => {
  await generate({ out: city, households: HOUSEHOLDS, seed: '1' })
  await generate({ out: again, households: HOUSEHOLDS, seed: '1' })
  await generate({ out: other, households: HOUSEHOLDS, seed: '2' })
  await generate({ out: small, households: HOUSEHOLDS / 2, seed: '1' })
})

afterAll(() => rmSync(folder, { recursive: true }))

const manifestOf = (out: string): Manifest => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))

const digestOf = (out: string): string => {
  const hash = createHash('sha256')
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(path.slice(out.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** truth.csv without its header; no cell of it holds a quoted comma. */
const truthOf = (out: string): string[][] =>
  readFileSync(join(out, 'truth.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map(line => line.split(','))

async function read<C extends Columns>(
  path: string,
  definition: ReadableDefinition<C>,
  cutoff: string,
): Promise<TableReport & { readonly reasons: readonly string[]; readonly first: string }> {
  await using table = await openTable(path, definition, { cutoff })
  const reasons = new Set<string>()
  let first = ''
  for await (const { rows, rejects } of table.batches()) {
    for (const { reason } of rejects) reasons.add(reason)
    if (first === '')
      first = rows
        .slice(0, 20)
        .map(row => row.idText)
        .join()
  }
  return { ...table.report(), reasons: [...reasons], first }
}

describe('a synthetic city', () => {
  test('is the same byte for byte for the same arguments, and another one for another seed', () => {
    expect(digestOf(again)).toBe(digestOf(city))
    expect(digestOf(other)).not.toBe(digestOf(city))
  })

  test('has every feed, and each delivery as many data rows as the manifest says', async () => {
    const { deliveries } = manifestOf(city)
    expect(new Set(deliveries.map(({ feed }) => feed)).size).toBe(19)
    const counted: [string, number, number][] = []
    for (const { feed, files, asOf, rows } of deliveries) {
      if (!isFeedId(feed)) throw new RangeError(feed)
      let found = 0
      for (const file of files) found += (await read(join(city, file), feedById(feed), asOf)).dataRows
      counted.push([files.join(), found, rows])
    }
    expect(counted.filter(([, found, stated]) => found !== stated)).toEqual([])
  })

  test('keeps rejects below the gate of every delivery, and has every reason', async () => {
    const reasons = new Set<string>()
    const over: string[] = []
    for (const { feed, files, asOf, rows } of manifestOf(city).deliveries) {
      if (!isFeedId(feed)) throw new RangeError(feed)
      let rejected = 0
      for (const file of files) {
        const report = await read(join(city, file), feedById(feed), asOf)
        rejected += report.rejectedRows
        for (const reason of report.reasons) reasons.add(reason)
      }
      if (rejected > rows * 0.05) over.push(files.join())
    }
    expect(over).toEqual([])
    expect([...reasons].sort()).toEqual([
      'characters',
      'check_digit',
      'columns',
      'date',
      'empty',
      'length',
      'masked',
      'precision_lost',
      'scientific',
    ])
  })

  test('has about 170 feed rows for a household', () => {
    const rows = manifestOf(city).deliveries.reduce((sum, delivery) => sum + delivery.rows, 0)
    expect(Math.round(rows / HOUSEHOLDS / 20)).toBe(9)
  })

  test('has a register that can be read, with every table', async () => {
    const files = readdirSync(join(city, 'register')).sort()
    const rows: Record<string, number> = {}
    for (const file of files) {
      const id = file.slice(0, file.indexOf('.'))
      if (!isRegisterTableId(id)) throw new RangeError(id)
      rows[id] = (await read(join(city, 'register', file), registerTableById(id), '2017-11-20')).dataRows
    }
    expect(Object.keys(rows)).toEqual(['hamlets', 'households', 'measures', 'members', 'removed', 'villages'])
    // one household stands there twice
    expect(rows.households).toBe(HOUSEHOLDS + 1)
    expect(rows.members).toBeGreaterThan(HOUSEHOLDS * 3)
  })

  test('is read without a word about its headers but for columns that nobody asked for', async () => {
    const notices = new Set<string>()
    for (const { feed, files, asOf } of manifestOf(city).deliveries) {
      if (!isFeedId(feed)) throw new RangeError(feed)
      for (const file of files) {
        for (const { code } of (await read(join(city, file), feedById(feed), asOf)).notices) notices.add(code)
      }
    }
    expect([...notices]).toEqual(['unknown_column'])
  })

  test('does not depend on how many households follow', () => {
    const members = (out: string) =>
      new TextDecoder('gb18030').decode(readFileSync(join(out, 'register', 'members.csv')))
    expect(members(city).startsWith(members(small).trimEnd())).toBe(true)
  })
})

describe('its truth', () => {
  test('has a lead of every rule', () => {
    const rules = new Set(truthOf(city).map(([rule]) => rule))
    expect(RULES.filter(rule => !rules.has(rule))).toEqual([])
    const departments = [...rules].filter(rule => !/^[PHVN]/.test(rule ?? ''))
    expect(departments.filter(rule => !RULES.includes(rule as string))).toEqual([])
  })

  test('names every lead once', () => {
    const identities = truthOf(city).map(lead => [lead[0], lead[6], lead[8], lead[9]].join('|'))
    expect(new Set(identities).size).toBe(identities.length)
  })

  test('has full and valid numbers of invented people', () => {
    // what P11 to P14 are about is that a number is none
    const wrong = new Set('P11 P12 P13 P14'.split(' '))
    const numbers = truthOf(city).flatMap(([rule = '', ...lead]) => (wrong.has(rule) ? [] : lead[7] || []))
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers.filter(number => !('key' in judgeId(number, '2017-11-20')))).toEqual([])
  })

  test('is sorted like findings', () => {
    const keys = truthOf(city).map(([rule, , , , county, , household, , id, subject]) =>
      [rule, county, household, id, subject].join('\u0000'),
    )
    expect([...keys].sort()).toEqual(keys)
  })

  test('has leads that fall to a note because the name differs or something speaks against them', () => {
    const notes = new Set(
      truthOf(city)
        .filter(([, , , severity]) => severity === 'C')
        .map(([rule]) => rule),
    )
    expect(['I01', 'X01', 'X03'].filter(rule => !notes.has(rule))).toEqual([])
  })
})
