import { describe, expect, it } from 'vitest'
import {
  type Covering,
  coveringFiles,
  includes,
  isOutdated,
  lastWord,
  newestFirst,
  replacedBefore,
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
    { ...delivery('2017-11-01', ['530129'], 1), outdated: false, files: [file('b', 1000, ['price'])] },
    { ...delivery('2017-11-01', 'all', 0), outdated: false, files: [file('a', 0)] },
    { ...delivery('2017-11-01', 'unknown', 2), outdated: false, files: [file('c', 2000)] },
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

describe('What had been replaced before', () => {
  const named = (id: string, asOf: string, counties: Counties, order = 0) => ({
    ...delivery(asOf, counties, order),
    id,
  })
  const old = named('old', '2017-11-01', ['530129'], 0)
  const next = named('next', '2017-11-10', ['530129'], -1)

  it.each<
    [string, readonly ReturnType<typeof named>[], readonly ReturnType<typeof named>[], string | undefined]
  >([
    ['nothing is withheld, counts as the manifest says', [], [next], undefined],
    ['what replaced it is withheld itself', [named('next', '2017-11-10', ['530129'], 1)], [next], 'next'],
    ['something newer yet is withheld', [named('new', '2017-11-20', 'all', 1)], [next], 'next'],
    ['what is withheld was never accepted', [named('new', '2017-11-20', 'all', 1)], [], undefined],
    ['only it was ever accepted', [named('new', '2017-11-20', 'all', 1)], [{ ...old, order: -1 }], undefined],
    ['what is withheld is of another county', [named('new', '2017-11-20', ['530128'], 1)], [next], 'next'],
    [
      'what was accepted is older still',
      [named('new', '2017-11-20', 'all', 1)],
      [named('older', '2017-10-01', 'all', -1)],
      undefined,
    ],
    [
      'what replaced it has the same cut-off and is withheld',
      [named('twin', '2017-11-01', ['530129'], 1)],
      [named('twin', '2017-11-01', ['530129'], -1)],
      'twin',
    ],
    [
      'something else of the same cut-off is withheld',
      [named('other', '2017-11-01', ['530129'], 1)],
      [named('twin', '2017-11-01', ['530129'], -1)],
      undefined,
    ],
  ])('if %s', (_, withheld, earlier, expected) => {
    expect(replacedBefore(old, withheld, earlier)?.id).toBe(expected)
  })

  it('by one whose bytes cannot be had now is known by cut-off and counties', () => {
    const twin = named('twin', '2017-11-01', ['530129'], -1)
    expect(replacedBefore(old, [delivery('2017-11-01', ['530129'], 1)], [twin])?.id).toBe('twin')
    expect(replacedBefore(old, [delivery('2017-11-01', 'all', 1)], [twin])?.id).toBe(undefined)
  })

  it('counts where the manifest has it again, but is no news', () => {
    expect([isOutdated(old, [next]), isOutdated(next, [next, old]), isOutdated(old, [])]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('What a feed no longer says', () => {
  const accepted = (counties: Counties, outdated = false) => ({
    ...delivery('2017-11-01', counties),
    ...{ outdated, files: [] },
  })
  it.each<[string, boolean, ReturnType<typeof accepted>[], Counties[]]>([
    ['is gone where the county is covered', true, [accepted(['530129'])], []],
    ['is not where nobody covers it', false, [accepted(['530128']), accepted('unknown')], []],
    ['is not where what covers it is outdated', false, [accepted('all', true)], []],
    ['is not where one of two is', false, [accepted('all'), accepted(['530129'], true)], []],
    ['is not where something about it was withheld', false, [accepted('all')], [['530129']]],
    ['is not where something about nobody knows whom was', false, [accepted('all')], ['unknown']],
    ['is gone where something about others was', true, [accepted('all')], [['530128']]],
  ])('%s', (_, expected, all, counties) => {
    const withheld = counties.map(counties => ({ feed: FEED, counties }) as const)
    expect(lastWord(all, withheld)(FEED, '530129')).toBe(expected)
    expect(lastWord(all, [{ feed: 'hr.pensions', counties: 'all' }, ...withheld])(FEED, '530129')).toBe(
      expected,
    )
  })
})
