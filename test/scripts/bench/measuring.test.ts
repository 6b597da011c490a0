import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { disagreements } from '../../../scripts/bench/agreement.ts'
import { readBenchCall, WrongCall } from '../../../scripts/bench/call.ts'
import { csvLine, fitted } from '../../../scripts/bench/city/plain-file.ts'
import { differences } from '../../../scripts/bench/city/same-rows.ts'
import { BIDUI, CONTENDERS, type Contender } from '../../../scripts/bench/contender.ts'
import { LineDigest } from '../../../scripts/bench/line-digest.ts'
import { MatchList } from '../../../scripts/bench/match-list.ts'
import { runRounds } from '../../../scripts/bench/rounds.ts'
import type { Run } from '../../../scripts/bench/run-contender.ts'
import { median } from '../../../scripts/bench/statistics.ts'
import { textTable } from '../../../scripts/bench/text-table.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('digests', () => {
  it('are those of the lines as text', () => {
    const lines = new LineDigest()
    let text = ''
    for (let n = 0; n < 20_000; n++) {
      const value = n * 214_748
      lines.number(value)
      lines.comma()
      lines.number(n, 9)
      lines.text('x')
      lines.endLine()
      text += `${value},${String(n).padStart(9, '0')}x\n`
    }
    expect(lines.digest()).toBe(sha256(text))
  })

  it('are of rows in the order of the file, and of keys in their own', () => {
    const list = new MatchList()
    list.push(7, 53_012_919, 1)
    list.append(new Uint32Array([9, 53_010_219, 900_000_000, 0, 0, 0]), 1)
    expect(list.rows()).toEqual({
      matches: 2,
      matchedRows: sha256('7,53012919000000001\n9,53010219900000000\n'),
    })
    expect(list.keys()).toEqual({
      matches: 2,
      matchedKeys: sha256('53010219900000000\n53012919000000001\n'),
    })
  })
})

describe('agreement', () => {
  const truth = {
    read: { bytes: 10 },
    exact: { matches: 2 },
    full: { matches: 3, rejects: 1, matchedRows: 'aa' },
  }
  it('is about everything that is answered', () => {
    expect(disagreements({ matches: 3, rejects: 1 }, 'full', truth)).toEqual([])
    expect(disagreements({ matches: 3, rejects: 1, matchedRows: 'bb' }, 'full', truth)).toEqual([
      'matchedRows: bb, should be aa',
    ])
  })
  it('needs the answers that make a contender', () => {
    expect(disagreements({ matches: 3 }, 'full', truth)).toEqual(['rejects: no answer'])
    expect(disagreements({}, 'read', truth)).toEqual(['bytes: no answer'])
  })
})

describe('figures', () => {
  it('are medians', () => {
    expect(median([3])).toBe(3)
    expect(median([10, 2, 3])).toBe(3)
    expect(median([4, 1, 10, 2])).toBe(3)
    expect(() => median([])).toThrow(RangeError)
  })

  it('stand in columns', () => {
    expect(
      textTable(
        ['name', 's'],
        [
          ['a', '1.25'],
          ['longer', '10.00'],
        ],
      ),
    ).toBe('name        s\n------  -----\na        1.25\nlonger  10.00\n')
  })
})

describe('rounds', () => {
  const named = (name: string, slow = false): Contender => ({ ...BIDUI, name, slow })
  const made = (wallSeconds: number): Run => ({
    ...{ wallSeconds, seconds: 0, cpuSeconds: 0, peakMb: 0 },
    answers: {},
  })

  it('take turns; the first does not count, slow contenders run once', async () => {
    const order: string[] = []
    const entrants = await runRounds({
      contenders: [named('a'), named('b', true), named('c')],
      rounds: 2,
      run: async ({ name }) => made(order.push(name)),
    })
    expect(order).toEqual(['a', 'c', 'a', 'b', 'c', 'a', 'c'])
    expect(entrants.map(({ runs }) => runs.map(run => run.wallSeconds))).toEqual([[3, 6], [4], [5, 7]])
  })

  it('go on without a contender that fails', async () => {
    const [good, bad] = await runRounds({
      contenders: [named('good'), named('bad')],
      rounds: 1,
      run: async ({ name }) => {
        if (name === 'bad') throw new Error('no binary')
        return made(1)
      },
    })
    expect(good?.runs).toHaveLength(1)
    expect(bad).toMatchObject({ runs: [], failure: 'no binary' })
  })
})

describe('the call', () => {
  const read = (...argv: string[]) => readBenchCall(argv, '/somewhere')
  it('measures the scan unless told otherwise', () => {
    expect(read()).toMatchObject({
      ...{ measurement: 'scan', rows: 10_000_000, subjects: 400_000, seed: '1', encoding: 'utf-8' },
      ...{ rounds: 5, dir: '/somewhere/.bench' },
    })
    expect(read('city')).toMatchObject({ measurement: 'city', households: 100_000, seed: '9' })
    expect(read('--only', 'read,bidui', '--json', 'a.json')).toMatchObject({
      ...{ only: ['read', 'bidui'], json: '/somewhere/a.json' },
    })
    expect(read('--help')).toBe('help')
  })
  it.each([
    [['towns']],
    [['--rows', '0']],
    [['--rows', 'many']],
    [['--encoding', 'big5']],
    [['--rouns', '1']],
  ])('is refused: %j', argv => {
    expect(() => read(...argv)).toThrow(WrongCall)
  })
  it('knows contenders by names of their own', () => {
    expect(new Set(CONTENDERS.map(({ name }) => name)).size).toBe(CONTENDERS.length)
  })
})

describe('plain files', () => {
  it('quote what has to be quoted', () => {
    expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', 5])).toBe('a,"b,c","say ""x""","two\nlines",5\n')
  })
  it('are as wide as their header where the contract has it so', () => {
    expect(fitted(['a', 'b', ' ', ''], 2, true)).toEqual(['a', 'b'])
    expect(fitted(['a', 'b', 'c'], 2, true)).toEqual(['a', 'b', 'c'])
    expect(fitted(['a'], 2, true)).toEqual(['a'])
    expect(fitted(['a'], 2, false)).toEqual(['a', ''])
  })
})

describe('the joins and the comparison', () => {
  const delivery = { feed: 'housing.property', files: ['1.csv'], matches: 5, rows: 4 } as const
  const there = { members: 3, deliveries: [delivery, { ...delivery, files: ['2.csv'] }] }
  const joined = (matches: number) => ({
    members: 3,
    feeds: { 'housing.property': { rows: 100, matches, rejects: 0, seconds: 0 } },
  })
  const kept = (rows: number) => ({ kept: { 'housing.property': rows }, accepted: new Set(['2.csv']) })

  it('agree on members, and on the rows of what was accepted', () => {
    expect(differences(there, joined(10), kept(4))).toEqual([])
    expect(differences(there, joined(9), kept(3))).toEqual([
      'housing.property: DuckDB finds 9 members in rows, there are 10',
      'housing.property: the comparison keeps 3 rows, 4 are about members',
    ])
    expect(differences({ ...there, members: 4 }, joined(10), kept(4))).toEqual([
      'DuckDB knows 3 members of 4',
    ])
  })
})
