import { describe, expect, it } from 'vitest'
import { stretchesOf } from '../../../pipelines/flow/stretches.ts'
import type { FeedId } from '../../../pipelines/types.ts'

const FEED: FeedId = 'hr.pensions'
const plan = (...files: readonly string[]) => ({
  deliveries: [{ feed: FEED, files, asOf: '2017-11-20', counties: 'all' as const, order: 0 }],
})
const known = (sizes: Readonly<Record<string, number>>) =>
  new Map(Object.entries(sizes).map(([path, bytes]) => [path, { bytes }]))
const cuts = (sizes: Readonly<Record<string, number>>) =>
  (stretchesOf(plan(...Object.keys(sizes)), known(sizes), 100).get(FEED) ?? []).map(({ path, from, to }) => [
    path,
    from,
    to,
  ])

describe('The stretches of an inbox', () => {
  it('cover a large file without gap or overlap', () => {
    expect(cuts({ 'a.csv': 250 })).toEqual([
      ['a.csv', 0, 100],
      ['a.csv', 100, 200],
      ['a.csv', 200, 250],
    ])
  })

  it('are of every large file of a feed', () => {
    expect(cuts({ 'a.txt': 200, 'b.CSV': 200 }).map(([path]) => path)).toEqual([
      'a.txt',
      'a.txt',
      'b.CSV',
      'b.CSV',
    ])
  })

  it('are not made of files that one worker reads as soon, of workbooks, of files whose size nobody knows', () => {
    expect(cuts({ 'a.csv': 199, 'b.xlsx': 1000 })).toEqual([])
    expect(stretchesOf(plan('a.csv'), new Map(), 100).size).toBe(0)
  })

  it('are not made of a delivery that a newer one of the same counties replaces', () => {
    const delivery = (path: string, asOf: string, counties: 'all' | readonly string[], order: number) => ({
      ...{ feed: FEED, files: [path], asOf, counties, order },
    })
    const cut = (...deliveries: readonly ReturnType<typeof delivery>[]) => {
      const sizes = known(Object.fromEntries(deliveries.map(({ files }) => [files[0], 200])))
      const stretches = stretchesOf({ deliveries }, sizes, 100).get(FEED) ?? []
      return [...new Set(stretches.map(({ path }) => path))]
    }
    const old = delivery('old.csv', '2017-10-20', ['530129'], 1)
    expect(cut(delivery('new.csv', '2017-11-20', 'all', 0), old)).toEqual(['new.csv'])
    expect(cut(delivery('new.csv', '2017-11-20', ['530128'], 0), old)).toEqual(['new.csv', 'old.csv'])
    expect(cut(delivery('a.csv', '2017-10-20', 'all', 0), delivery('b.csv', '2017-10-20', 'all', 1))).toEqual(
      ['b.csv'],
    )
  })
})
