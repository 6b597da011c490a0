import { describe, expect, it } from 'vitest'
import { planFromFolders, readManifest } from '../../pipelines/manifest.ts'

const read = (manifest: object) => readManifest(JSON.stringify(manifest), '2026-01-01')

describe('A manifest', () => {
  it('gives each delivery its cut-off, coverage and place', () => {
    const plan = read({
      asOf: '2017-11-20',
      register: { asOf: '2017-11-19' },
      deliveries: [
        { feed: 'housing.property', files: ['feeds/a.csv'], counties: 'all', rows: 3, asOf: '2017/11/8' },
        { feed: 'public-security.vehicles', files: ['./feeds\\b.csv'], counties: [530129, '530128'] },
      ],
    })
    expect([plan.asOf, plan.registerAsOf]).toEqual(['2017-11-20', '2017-11-19'])
    expect(plan.deliveries).toEqual([
      {
        feed: 'housing.property',
        files: ['feeds/a.csv'],
        asOf: '2017-11-08',
        counties: 'all',
        order: 0,
        statedRows: 3,
      },
      {
        feed: 'public-security.vehicles',
        files: ['feeds/b.csv'],
        asOf: '2017-11-20',
        counties: ['530129', '530128'],
        order: 1,
      },
    ])
  })

  it('without dates is of the day of the run; without counties its coverage is unknown', () => {
    const plan = read({ deliveries: [{ feed: 'housing.property', files: ['a.csv'] }] })
    expect([plan.asOf, plan.deliveries[0]?.asOf, plan.deliveries[0]?.counties]).toEqual([
      '2026-01-01',
      '2026-01-01',
      'unknown',
    ])
  })

  it('may name a feed that is not in the catalogue: that entry alone is set aside', () => {
    const plan = read({ deliveries: [{ feed: 'police.cars', files: ['a.csv'] }] })
    expect([plan.deliveries, plan.unknownFeeds]).toEqual([[], [{ feed: 'police.cars', files: ['a.csv'] }]])
  })

  it.each([
    ['{', 'JSON'],
    ['{"asOf": "yesterday"}', 'asOf'],
    ['{"deliveries": [{"feed": "x"}]}', 'deliveries.0.files'],
    ['{"deliveries": [{"feed": "x", "files": ["/etc/passwd"]}]}', 'deliveries.0.files.0'],
    ['{"deliveries": [{"feed": "x", "files": ["a/../../b"]}]}', 'deliveries.0.files.0'],
    ['{"deliveries": [{"feed": "x", "files": ["a"], "counties": ["53"]}]}', 'deliveries.0.counties'],
    ['{"deliveries": [{"feed": "x", "files": ["a"], "rows": -1}]}', 'deliveries.0.rows'],
  ])('that is wrong says where: %s', (text, place) => {
    expect(() => readManifest(text, '2026-01-01')).toThrow(place)
  })
})

describe('Without a manifest', () => {
  it('each folder is one delivery of unknown coverage, its files in the order of their names', () => {
    const plan = planFromFolders(
      new Map([
        ['housing.property', ['feeds/housing.property/b.csv', 'feeds/housing.property/a.csv']],
        ['nonsense', ['feeds/nonsense/a.csv']],
      ]),
      '2026-01-01',
    )
    expect(plan.deliveries.map(({ feed, files, counties }) => [feed, files, counties])).toEqual([
      ['housing.property', ['feeds/housing.property/a.csv', 'feeds/housing.property/b.csv'], 'unknown'],
    ])
    expect(plan.unknownFeeds.map(({ feed }) => feed)).toEqual(['nonsense'])
  })
})

describe('the time at which the register was exported', () => {
  const exported = (register: object) => {
    const { registerAsOf, registerExportedAt } = readManifest(JSON.stringify({ register }), '2017-11-25')
    return [registerAsOf, registerExportedAt]
  }

  it.each([
    [{}, ['2017-11-25', undefined]],
    [{ asOf: '2017-11-20' }, ['2017-11-20', undefined]],
    [
      { asOf: '2017-11-20', exportedAt: '2017-11-20T16:30:00+08:00' },
      ['2017-11-20', '2017-11-20T08:30:00.000Z'],
    ],
    [{ exportedAt: '2017-11-20T00:30' }, ['2017-11-20', '2017-11-19T16:30:00.000Z']],
  ])('%j', (register, expected) => {
    expect(exported(register)).toEqual(expected)
  })

  it.each(['2017-11-20', '16:30', '2017-13-20T16:30', 'today'])('%s is no time', exportedAt => {
    expect(() => exported({ exportedAt })).toThrow(/register\.exportedAt/)
  })
})
