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
})
