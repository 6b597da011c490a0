import { describe, expect, it } from 'vitest'
import {
  type Cells,
  context,
  flat,
  household,
  idOf,
  leadsOf,
  member,
  orphans,
  type RowOptions,
  row,
  sources,
  withheldOf,
} from './dossier.ts'

const CANDIDATE: Cells = { 拟退出: '是' }
const of = (cells: Cells, ...rows: Parameters<typeof row>[]) =>
  household({
    cells: { ...CANDIDATE, ...cells },
    members: [member({ rows: rows.map(each => row(...each)) })],
  })

describe('who is a candidate', () => {
  const poor = { 人均纯收入: '3000' }
  it.each([
    ['拟退出=是', { 拟退出: '是' }, 1],
    ['已脱贫 this year', { 脱贫属性: '1', 脱贫年度: '2017年' }, 1],
    ['已脱贫(享受政策) this year', { 脱贫属性: '已脱贫(享受政策)', 脱贫年度: '201711' }, 1],
    ['已脱贫 last year', { 脱贫属性: '1', 脱贫年度: '2016' }, 0],
    ['稳定脱贫 this year', { 脱贫属性: '4', 脱贫年度: '2017' }, 0],
    ['未脱贫', { 脱贫属性: '0', 脱贫年度: '2017' }, 0],
    ['拟退出=否', { 拟退出: '否' }, 0],
  ])('%s', (_, cells, leads) => {
    expect(flat('T01', household({ cells: { ...poor, ...cells } }))).toHaveLength(leads)
  })
})

describe('T01', () => {
  const income = (人均纯收入: string) => of({ 人均纯收入 })
  it('fires below the line of the year, and not on it', () => {
    expect([flat('T01', income('3199.99')), flat('T01', income('3200'))]).toEqual([
      [['T01', 'A', 'error']],
      [],
    ])
  })
  it('needs an income that can be read', () => {
    expect([flat('T01', income('')), flat('T01', income('三千'))]).toEqual([[], []])
  })
  it('is withheld for a year without a line', () => {
    const later = context({ asOf: '2025-11-20' })
    expect([flat('T01', income('1000'), later), withheldOf('T01', income('1000'), later)]).toEqual([
      [],
      [['530129', 'register.households', 'no parameter']],
    ])
  })
})

describe('T02', () => {
  const house = (cells: Cells, options: RowOptions = {}) =>
    ['housing.dilapidated', { 房屋等级: 'C', ...cells }, options] as const
  it.each([
    ['the register says so', of({ 危房户: '是' }), ['A']],
    ['by grade', of({ 危房级别: 'D级' }), ['A']],
    ['not grade B', of({ 危房户: '否', 危房级别: 'B' }), []],
    ['a row without completion', of({}, [...house({})]), ['A']],
    ['not once completed', of({}, [...house({ 竣工日期: '2017-01' })]), []],
    ['not with 「未竣工」', of({}, [...house({ 竣工日期: '未竣工' })]), []],
    ['not grade A', of({}, [...house({ 房屋等级: 'A' })]), []],
    ['a row that names somebody else alone', of({}, [...house({}, { name: '王五' })]), ['C']],
    [
      'beside an agreeing row',
      of({}, [...house({}, { name: '王五' })], [...house({}, { name: '张三' })]),
      ['A'],
    ],
    ['beside the register', of({ 危房户: '是' }, [...house({}, { name: '王五' })]), ['A']],
  ])('%s', (_, dossier, expected) => {
    expect(leadsOf('T02', dossier).map(({ severity }) => severity)).toEqual(expected)
  })
  it('is a household lead on all its rows', () => {
    const [lead] = leadsOf('T02', of({ 危房户: '是' }, [...house({})]))
    expect([lead?.idNumber, lead?.subject, sources(lead)]).toEqual([
      '',
      '',
      ['housing.dilapidated#n', 'register.households#n'],
    ])
  })
  it('is withheld for a row of a file without 竣工日期; the register half stands', () => {
    const dossier = of({ 危房户: '是' }, [...house({}, { without: ['竣工日期'] })])
    expect([flat('T02', dossier), withheldOf('T02', dossier)]).toEqual([
      [['T02', 'A', 'error']],
      [['530129', 'housing.dilapidated', 'no column']],
    ])
  })
})

describe('T03', () => {
  const relocation = (入住日期: string) => ['development.relocation', { 入住日期 }] as const
  it.each([
    ['not stated to have moved in', of({ 易地搬迁户: '是' }), 1],
    ['not moved in', of({ 易地搬迁户: '是', 是否入住: '否' }), 1],
    ['moved in', of({ 易地搬迁户: '是', 是否入住: '是' }), 0],
    ['not relocated', of({ 是否入住: '否' }), 0],
    ['a row without a date', of({}, [...relocation('')]), 1],
    ['a row with a date', of({}, [...relocation('2017.6.1')]), 0],
    ['a row with 「未入住」 is not without', of({}, [...relocation('未入住')]), 0],
  ])('%s', (_, dossier, leads) => {
    expect(flat('T03', dossier)).toEqual(Array(leads).fill(['T03', 'A', 'error']))
  })
})

describe('T04', () => {
  const house = (cells: Cells, options: RowOptions = {}) =>
    of({}, ['housing.dilapidated', { 房屋等级: 'C', 竣工日期: '2017-06-01', ...cells }, options])
  it('fires on a completed house that nobody moved into', () => {
    expect(flat('T04', house({}))).toEqual([['T04', 'A', 'error']])
  })
  it('does not with a date of moving in, nor without a readable completion', () => {
    expect(
      [house({ 入住日期: '2017-08-01' }), house({ 竣工日期: '' }), house({ 竣工日期: '未竣工' })].map(each =>
        flat('T04', each),
      ),
    ).toEqual([[], [], []])
  })
  it('is withheld for a file without 入住日期', () => {
    expect(withheldOf('T04', house({}, { without: ['入住日期'] }))).toEqual([
      ['530129', 'housing.dilapidated', 'no column'],
    ])
  })
})

it('T05 fires on 饮水困难 or unsafe water, and only on what is stated', () => {
  const cases: readonly Cells[] = [
    { 饮水困难: '是' },
    { 饮水安全: '否' },
    { 饮水困难: '否', 饮水安全: '是' },
    {},
  ]
  expect(cases.map(cells => flat('T05', of(cells)).length)).toEqual([1, 1, 0, 0])
})

describe('T06', () => {
  const covered = context({ covered: ['education.enrolment'] })
  const child = (birth: string, rows: Parameters<typeof row>[] = [], cells: Cells = {}) =>
    household({
      cells: CANDIDATE,
      members: [
        member({ key: idOf(birth), cells: { 姓名: '张小', ...cells }, rows: rows.map(each => row(...each)) }),
      ],
    })
  const enrolled = (状态: string, options: RowOptions = {}) =>
    ['education.enrolment', { 状态 }, options] as Parameters<typeof row>

  it.each([
    ['6 today', '20111120', 1],
    ['6 tomorrow', '20111121', 0],
    ['15 until today', '20011121', 1],
    ['16 today', '20011120', 0],
  ])('%s', (_, birth, leads) => {
    expect(flat('T06', child(birth), covered)).toEqual(Array(leads).fill(['T06', 'A', 'error']))
  })
  it.each([
    ['2018-02-28', 0],
    ['2018-03-01', 1],
  ])('born on 29 February 2012, 6 on 1 March: %s', (asOf, leads) => {
    const ctx = context({ asOf, covered: ['education.enrolment'] })
    expect(flat('T06', child('20120229'), ctx)).toHaveLength(leads)
  })
  it.each([
    ['辍学', [enrolled('辍学')], 'A'],
    ['辍学 and 在读', [enrolled('辍学'), enrolled('在读')], undefined],
    [
      '辍学, and 在读 of another name: negative conditions look at all rows',
      [enrolled('辍学'), enrolled('在读', { name: '王五' })],
      undefined,
    ],
    ['休学 is neither', [enrolled('休学')], undefined],
    ['辍学 of another name', [enrolled('辍学', { name: '王五' })], 'C'],
    [
      '辍学 of another name and of this',
      [enrolled('辍学', { name: '王五' }), enrolled('辍学', { name: '张小' })],
      'A',
    ],
  ])('%s', (_, rows, severity) => {
    expect(leadsOf('T06', child('20080101', rows))[0]?.severity).toBe(severity)
  })
  it.each(['残疾', '04', '患有大病', '健康、03', '残疾人'])('is exempt with 健康状况 %s', 健康状况 => {
    expect(flat('T06', child('20080101', [], { 健康状况 }), covered)).toEqual([])
  })
  it.each(['', '健康', '01,02', '良好'])('is not exempt with 健康状况 「%s」', 健康状况 => {
    expect(flat('T06', child('20080101', [], { 健康状况 }), covered)).toHaveLength(1)
  })
  it('concludes from silence only under coverage, and names the file', () => {
    expect(withheldOf('T06', child('20080101'))).toEqual([['530129', 'education.enrolment', 'no coverage']])
    expect(sources(leadsOf('T06', child('20080101'), covered)[0])).toEqual(['education.enrolment#0'])
  })
  it('withholds nothing for members of another age', () => {
    expect(withheldOf('T06', child('19800101'))).toEqual([])
  })
})

describe('T07, T08', () => {
  const covered = context({ covered: ['health.insurance'] })
  const insured = (参合年度: string, 参保类型: string, options: RowOptions = {}) =>
    ['health.insurance', { 参合年度, 参保类型 }, options] as Parameters<typeof row>

  it.each([
    ['nothing at all', [], 1],
    ['last year only', [insured('2016', '居民')], 1],
    ['a year that cannot be read', [insured('去年', '居民')], 1],
    ['this year', [insured('2017年', '居民')], 0],
    ['this year, of a kind outside the set', [insured('2017', '商业')], 0],
  ])('T07: %s', (_, rows, leads) => {
    expect(flat('T07', of({}, ...rows), covered)).toEqual(Array(leads).fill(['T07', 'A', 'error']))
  })
  it('T07 is one lead a member, withheld without coverage, and silent about members without a key', () => {
    const dossier = household({
      cells: CANDIDATE,
      members: [member(), member({ key: idOf('19800101') }), member({ key: '' })],
    })
    expect([flat('T07', dossier, covered).length, withheldOf('T07', dossier).length]).toEqual([2, 2])
  })
  it.each([
    ['both kinds', [insured('2017', '居民'), insured('2017', '职工')], ['C']],
    ['in two years', [insured('2016', '居民'), insured('2017', '职工')], []],
    ['a kind outside the set beside one', [insured('2017', '居民'), insured('2017', '商业')], []],
    ['the same kind twice', [insured('2017', '居民'), insured('2017', '居民')], []],
  ])('T08: %s', (_, rows, expected) => {
    expect(leadsOf('T08', of({}, ...rows)).map(({ severity }) => severity)).toEqual(expected)
  })
  it('T08 is about identity where one kind stands only under another name', () => {
    const doubtful = of({}, insured('2017', '居民'), insured('2017', '职工', { name: '王五' }))
    const certain = of(
      {},
      insured('2017', '居民'),
      insured('2017', '职工'),
      insured('2017', '职工', { name: '王五' }),
    )
    const begins = [doubtful, certain].map(each =>
      leadsOf('T08', each)[0]?.detail.startsWith('姓名不符，先核身份'),
    )
    expect(begins).toEqual([true, false])
    expect(flat('T08', doubtful)).toEqual([['T08', 'C', 'suspected']])
  })
})

describe('T10', () => {
  const back = (返贫原因: string) => household({ cells: { 返贫: '是', 返贫原因 } })
  it.each(['', '因学', '缺技术、03', '其它'])('fires on every household with 返贫原因 「%s」', cause => {
    expect(flat('T10', back(cause))).toEqual([['T10', 'A', 'error']])
  })
  it.each(['因病', '01', '03,01', '因灾', '因学、4', '因病致贫'])('not with 返贫原因 「%s」', cause => {
    expect(flat('T10', back(cause))).toEqual([])
  })
  it('not without 返贫, nor for orphans', () => {
    expect([flat('T10', household({ cells: { 返贫: '否' } })), flat('T10', orphans(member()))]).toEqual([
      [],
      [],
    ])
  })
})

it('person rules look at candidates only, and not at orphans', () => {
  const rows = [
    row('health.insurance', { 参合年度: '2017', 参保类型: '居民' }),
    row('health.insurance', { 参合年度: '2017', 参保类型: '职工' }),
  ]
  const child = member({ key: idOf('20080101'), rows: [row('education.enrolment', { 状态: '辍学' })] })
  const ctx = context({ covered: ['education.enrolment', 'health.insurance'] })
  const staying = household({ cells: { 拟退出: '否' }, members: [member({ rows }), child] })
  const orphaned = orphans(member({ rows }), child)
  const leaving = household({ cells: CANDIDATE, members: [member({ rows }), child] })
  const count = (dossier: typeof staying) => ['T06', 'T07', 'T08'].map(id => flat(id, dossier, ctx).length)
  expect([count(staying), count(orphaned), count(leaving)]).toEqual([
    [0, 0, 0],
    [0, 0, 0],
    [1, 1, 1],
  ])
})

it('T06 is withheld where the policy gives only one end of the age', () => {
  const dossier = household({
    cells: CANDIDATE,
    members: [member({ key: idOf('20080101'), rows: [row('education.enrolment', { 状态: '辍学' })] })],
  })
  const half = context({ parameters: { 'schooling.toAge': undefined } })
  expect(withheldOf('T06', dossier, half)).toEqual([['530129', 'education.enrolment', 'no parameter']])
})
