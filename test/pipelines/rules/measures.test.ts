import { describe, expect, it } from 'vitest'
import {
  type Cells,
  context,
  flat,
  household,
  leadsOf,
  member,
  orphans,
  type RowOptions,
  row,
  sources,
  withheldOf,
} from './dossier.ts'

const of = (measures: readonly Cells[], rows: readonly ReturnType<typeof row>[] = [], cells: Cells = {}) =>
  household({ cells, measures, members: [member({ rows })] })
const measure = (措施类别: string, 年度 = '2017'): Cells => ({ 措施类别, 年度 })

describe('M01', () => {
  const covered = context({ covered: ['development.relocation'] })
  const relocation = (options: RowOptions = {}) => row('development.relocation', { 入住日期: '' }, options)

  it('fires on a measure without a row, under coverage', () => {
    const dossier = of([measure('易地搬迁')])
    expect(flat('M01', dossier, covered)).toEqual([['M01', 'B', 'error']])
    expect(sources(leadsOf('M01', dossier, covered)[0])).toEqual([
      'development.relocation#0',
      'register.measures#n',
    ])
    expect(withheldOf('M01', dossier)).toEqual([['530129', 'development.relocation', 'no coverage']])
  })
  it('fires on a row without a measure, whatever is covered', () => {
    const dossier = of([measure('低保')], [relocation()])
    expect(flat('M01', dossier)).toEqual([['M01', 'B', 'error']])
    expect(sources(leadsOf('M01', dossier)[0])).toEqual(['development.relocation#n', 'register.households#n'])
  })
  it('is content with both, and with neither', () => {
    expect([
      flat('M01', of([measure('易地搬迁')], [relocation({ name: '王五' })]), covered),
      flat('M01', of([]), covered),
    ]).toEqual([[], []])
  })
  it('falls to C where the only row names somebody else', () => {
    expect(flat('M01', of([], [relocation({ name: '王五' })]))).toEqual([['M01', 'C', 'error']])
    expect(flat('M01', of([], [relocation({ name: '王五' }), relocation()]))).toEqual([['M01', 'B', 'error']])
  })
  it('is withheld where the register has no measures', () => {
    const without = context({ tables: ['households', 'members'] })
    expect([
      flat('M01', of([], [relocation()]), without),
      withheldOf('M01', of([], [relocation()]), without),
    ]).toEqual([[], [['530129', 'register.measures', 'no table']]])
  })
})

describe('M02', () => {
  const house = (列入计划的年度: string) => row('housing.dilapidated', { 房屋等级: 'C', 列入计划的年度 })
  const covered = context({ covered: ['housing.dilapidated'] })

  it('fires on a measure without a planned row, and on a planned row without a measure', () => {
    expect(flat('M02', of([measure('危房改造')], [house('')]), covered)).toEqual([['M02', 'B', 'error']])
    expect(flat('M02', of([], [house('2017')]))).toEqual([['M02', 'B', 'error']])
  })
  it('does not where the row is planned, nor where no row is', () => {
    expect(flat('M02', of([measure('危房改造')], [house('2016年')]), covered)).toEqual([])
    expect(flat('M02', of([], [house(''), house('待定')]), covered)).toEqual([])
  })
  it('is covered only by files that have 列入计划的年度', () => {
    const lacking = { feed: 'housing.dilapidated', without: ['列入计划的年度'] } as const
    const dossier = of([measure('危房改造')])
    expect(withheldOf('M02', dossier, context({ covered: [lacking] }))).toEqual([
      ['530129', 'housing.dilapidated', 'no column'],
    ])
    expect(withheldOf('M02', dossier)).toEqual([['530129', 'housing.dilapidated', 'no coverage']])
    expect(flat('M02', dossier, context({ covered: [lacking, 'housing.dilapidated'] }))).toHaveLength(1)
  })
})

describe('M03, M04', () => {
  const covered = context({ covered: ['civil-affairs.dibao', 'civil-affairs.tekun'] })
  const dibao = (options: RowOptions = {}) => row('civil-affairs.dibao', {}, options)
  const tekun = row('civil-affairs.tekun', { 供养方式: '集中' })

  it('fire on a measure that no row confirms', () => {
    expect(flat('M03', of([measure('低保')], [tekun]), covered)).toEqual([['M03', 'B', 'error']])
    expect(flat('M04', of([measure('五保')], [dibao()]), covered)).toEqual([['M04', 'B', 'error']])
  })
  it('do not where a member has a row, as 成员n too', () => {
    expect(flat('M03', of([measure('低保')], [dibao({ role: 'member' })]), covered)).toEqual([])
    expect(flat('M04', of([measure('五保')], [tekun]), covered)).toEqual([])
  })
  it('do not without the measure, and are withheld without coverage', () => {
    expect([flat('M03', of([measure('五保')]), covered), withheldOf('M03', of([]))]).toEqual([[], []])
    expect(withheldOf('M03', of([measure('低保')]))).toEqual([
      ['530129', 'civil-affairs.dibao', 'no coverage'],
    ])
  })
})

describe('M05', () => {
  const both = context({ covered: ['education.enrolment', 'education.university'] })
  const grant = [measure('教育资助')]

  it('fires where nobody is 在读, and is suspected', () => {
    const finished = row('education.university', { 状态: '毕业' })
    expect(flat('M05', of(grant, [finished]), both)).toEqual([['M05', 'B', 'suspected']])
  })
  it.each(['education.enrolment', 'education.university'] as const)(
    'does not where a member is 在读 in %s',
    feed => {
      expect(flat('M05', of(grant, [row(feed, { 状态: '在读' })]), both)).toEqual([])
    },
  )
  it('needs coverage of both feeds', () => {
    const half = context({ covered: ['education.enrolment'] })
    expect([flat('M05', of(grant), half), withheldOf('M05', of(grant), half)]).toEqual([
      [],
      [['530129', 'education.university', 'no coverage']],
    ])
  })
})

describe('M06', () => {
  const POOR: Cells = { 脱贫属性: '0' }
  it.each([
    ['未脱贫 without any', of([], [], POOR), 1],
    ['返贫 with one of last year', of([measure('低保', '2016')], [], { 脱贫属性: '3' }), 1],
    ['未脱贫 with one of this year', of([measure('低保')], [], POOR), 0],
    ['a measure whose year is not stated is not of this year', of([measure('低保', '')], [], POOR), 1],
    ['已脱贫', of([], [], { 脱贫属性: '1' }), 0],
    ['nothing stated', of([], [], {}), 0],
  ])('%s', (_, dossier, leads) => {
    expect(flat('M06', dossier)).toEqual(Array(leads).fill(['M06', 'B', 'suspected']))
  })
  it('is withheld without the table, or without its 年度', () => {
    const lacking = household({ cells: POOR, measures: [{ 措施类别: '低保' }], measuresWithout: ['年度'] })
    expect([
      withheldOf('M06', of([], [], POOR), context({ tables: [] })),
      withheldOf('M06', lacking),
    ]).toEqual([
      [['530129', 'register.measures', 'no table']],
      [['530129', 'register.measures', 'no column']],
    ])
  })
})

it('no measures rule speaks about orphans', () => {
  const dossier = orphans(member({ rows: [row('development.relocation', {})] }))
  expect(['M01', 'M02', 'M03', 'M04', 'M05', 'M06'].flatMap(id => flat(id, dossier))).toEqual([])
})
