import { describe, expect, it } from 'vitest'
import {
  type Covering,
  coveringFiles,
  includes,
  newestFirst,
  replaces,
  sameCounties,
} from '../../pipelines/coverage.ts'
import type { Counties, SourceFile } from '../../pipelines/types.ts'

const FEED = 'public-security.vehicles'
const delivery = (asOf: string, counties: Counties, order = 0): Covering => ({
  feed: FEED,
  asOf,
  counties,
  order,
})
const file = (path: string, order: number, columns: readonly string[] = []): SourceFile => ({
  source: FEED,
  path,
  digest: '',
  order,
  columns: new Set(columns),
})

describe('Coverage', () => {
  it.each<[Counties, Counties, boolean]>([
    ['all', ['530129'], true],
    ['all', 'all', true],
    [['530129'], 'all', false],
    [['530129', '530128'], ['530129'], true],
    [['530129'], ['530129', '530128'], false],
    ['all', 'unknown', false],
    ['unknown', ['530129'], false],
    ['unknown', 'unknown', false],
  ])('%j includes %j: %s', (one, other, expected) => {
    expect(includes(one, other)).toBe(expected)
  })

  it('is the same whatever the order of the counties', () => {
    expect(sameCounties(['530129', '530128'], ['530128', '530129'])).toBe(true)
    expect(sameCounties('unknown', 'unknown')).toBe(true)
    expect(sameCounties('all', ['530129'])).toBe(false)
  })
})

describe('Of two deliveries', () => {
  it('the later cut-off comes first, then the later in the manifest', () => {
    const [a, b, c] = [
      delivery('2017-11-01', 'all', 0),
      delivery('2017-11-02', 'all', 1),
      delivery('2017-11-01', 'all', 2),
    ]
    expect([a, b, c].toSorted(newestFirst)).toEqual([b, c, a])
  })

  it('the newer replaces the older only if it covers all of it', () => {
    expect(replaces(delivery('2017-11-02', 'all'), delivery('2017-11-01', ['530129']))).toBe(true)
    expect(replaces(delivery('2017-11-02', ['530129']), delivery('2017-11-01', 'all'))).toBe(false)
  })

  it('one that lists no county is replaced by nothing', () => {
    expect(replaces(delivery('2017-11-02', 'all'), delivery('2017-11-01', []))).toBe(false)
    expect(replaces(delivery('2017-11-02', []), delivery('2017-11-01', []))).toBe(false)
  })
})

describe('The covering files', () => {
  const covering = coveringFiles([
    { ...delivery('2017-11-01', ['530129'], 1), files: [file('b', 1000, ['price'])] },
    { ...delivery('2017-11-01', 'all', 0), files: [file('a', 0)] },
    { ...delivery('2017-11-01', 'unknown', 2), files: [file('c', 2000)] },
  ])
  it.each([
    ['530129', undefined, ['a', 'b']],
    ['530128', undefined, ['a']],
    ['', undefined, ['a']],
    ['530129', 'price', ['b']],
    ['530128', 'price', []],
  ])('of county %j with column %s are %j', (county, column, paths) => {
    expect(covering(FEED, county, column).map(({ path }) => path)).toEqual(paths)
  })
})
