import { expect, test } from 'vitest'
import type { Column } from '../../../connectors/column.ts'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import { FEEDS, feedById, isFeedId } from '../../../connectors/feeds/index.ts'
import { foldHeader } from '../../../connectors/fold.ts'
import { REGISTER_TABLES, registerTableById } from '../../../connectors/register/index.ts'

const DEFINITIONS = [...FEEDS, ...Object.values(REGISTER_TABLES)]

test('there are 19 feeds and six register tables, each found by its id', () => {
  expect(FEEDS.map(feed => feed.id)).toEqual([
    'public-security.residents',
    'public-security.vehicles',
    'housing.property',
    'housing.presale',
    'housing.dilapidated',
    'civil-affairs.dibao',
    'civil-affairs.tekun',
    'civil-affairs.cremations',
    'disabled.certificates',
    'health.insurance',
    'health.serious-illness',
    'hr.public-payroll',
    'hr.employment',
    'hr.pensions',
    'education.enrolment',
    'education.university',
    'development.relocation',
    'commerce.enterprises',
    'commerce.self-employed',
  ])
  expect(FEEDS.every(feed => feedById(feed.id) === feed)).toBe(true)
  expect(isFeedId('public-security.visas')).toBe(false)
  expect(Object.values(REGISTER_TABLES).map(table => registerTableById(table.id).id)).toEqual([
    'households',
    'members',
    'villages',
    'hamlets',
    'measures',
    'removed',
  ])
})

test.each(DEFINITIONS)('$id: no header is the name of two columns', ({ columns }) => {
  const names = Object.values(columns)
    .flatMap(column => [column.header, ...column.aliases])
    .map(foldHeader)
  expect(names.length).toBe(new Set(names).size)
})

test.each(DEFINITIONS)(
  '$id: persons and keys speak of columns that are there, of the right kind',
  definition => {
    const kindOf = (property: string) =>
      Object.entries(definition.columns).find(([at]) => at === property)?.[1].kind
    const ids = Object.entries(definition.columns).filter(([, column]) => column.kind === 'id')
    expect(definition.persons.map(person => person.id)).toEqual(ids.map(([property]) => property))
    expect(definition.persons.map(person => person.name && kindOf(person.name)).filter(kind => kind)).toEqual(
      definition.persons
        .filter(person => person.name)
        .map(() => (definition.kind === 'feed' ? 'name' : 'text')),
    )
    if (definition.kind === 'register') expect(definition.key.map(kindOf)).not.toContain(undefined)
  },
)

test.each(DEFINITIONS)('$id: every value that a column offers is read as itself', ({ columns }) => {
  for (const column of Object.values<Column>(columns)) {
    if (!column.values || column.accepts) continue
    const readings = column.values.map(value => column.read(value))
    const expected = column.values.map(value =>
      column.kind === 'categories' ? { items: [value], text: value } : value,
    )
    expect(readings).toEqual(expected)
  }
})

test.each(FEEDS.filter(feed => 'ruledOut' in feed))(
  '$id: a spelling that rules a candidate out does so whatever the other cells say',
  definition => {
    const { columns, candidate, ruledOut } = definition as FeedDefinition
    const cells = Object.values<Column>(columns).flatMap(column => column.values ?? [])
    const others = [...new Set([...cells, '', '1', '2017-01-01', '不详', '某'])]
    for (const [property, spellings] of Object.entries(ruledOut ?? {}))
      for (const spelling of spellings ?? []) {
        for (const other of others) {
          const row = {
            read: (asked: string) => columns[asked]?.read(asked === property ? spelling : other) as never,
          }
          expect([property, spelling, other, candidate?.(row)]).toEqual([property, spelling, other, false])
        }
      }
  },
)
