import { describe, expect, it } from 'vitest'
import {
  ADULT,
  type Cells,
  context,
  findings,
  flat,
  household,
  idOf,
  leadsOf,
  member,
  type RowOptions,
  row,
  sources,
  withheldOf,
  withRows,
} from './dossier.ts'

const vehicle = (cells: Cells, options: RowOptions = {}) =>
  row(
    'public-security.vehicles',
    { 车牌号: '云A·12345', 车辆类型: 'K33', 机动车状态: 'A', 初次登记时间: '2010-01-01', ...cells },
    options,
  )
const one = (id: string, cells: Cells) => flat(id, withRows(vehicle(cells)))

describe('X01 car over the limit', () => {
  it.each([
    ['the limit itself', { 购置价: '30000' }],
    ['far over it', { 购置价: '120,000.00' }],
    ['without a price, first registered 6 years ago to the day', { 初次登记时间: '2011-11-20' }],
    ['without a price, first registered today', { 初次登记时间: '2017-11-20' }],
    ['a coach of medium size', { 购置价: '30000', 车辆类型: '中型普通客车' }],
    ['a mini car', { 购置价: '30000', 车辆类型: 'K41' }],
    ['an active state of several letters', { 购置价: '30000', 机动车状态: 'GQ' }],
    ['a state that says nothing', { 购置价: '30000', 机动车状态: '' }],
    ['a state outside the set: an exemption must be stated', { 购置价: '30000', 机动车状态: '不明状态' }],
  ])('fires: %s', (_, cells) => {
    expect(one('X01', cells)).toEqual([['X01', 'A', 'suspected', '云A12345']])
  })

  it.each([
    ['just below the limit', { 购置价: '29999.99' }],
    ['without a price, one day older than 6 years', { 初次登记时间: '2011-11-19' }],
    ['without a price, registered after the day of comparison', { 初次登记时间: '2017-11-21' }],
    [
      'a price in words is not missing, and not over the limit',
      { 购置价: '三万', 初次登记时间: '2017-01-01' },
    ],
    ['no price and no readable date', { 初次登记时间: '去年' }],
    ['a large coach', { 购置价: '300000', 车辆类型: 'K11' }],
    ['a scrapped one', { 购置价: '30000', 机动车状态: 'P' }],
    ['gone by one of several letters', { 购置价: '30000', 机动车状态: 'GE' }],
  ])('does not: %s', (_, cells) => {
    expect(one('X01', cells)).toEqual([])
  })

  it('takes a price column that the file does not have for a missing price', () => {
    const dossier = withRows(vehicle({ 初次登记时间: '2016-05-01' }, { without: ['购置价'] }))
    expect(flat('X01', dossier)).toEqual([['X01', 'A', 'suspected', '云A12345']])
  })

  it('says both values and the department, without an ID number', () => {
    const [lead] = leadsOf('X01', withRows(vehicle({ 购置价: '35000' })))
    expect(lead?.detail).toBe('公安·车管登记小型客车 1 辆（号牌 云A12345），购置价 35000 元 ≥ 30000 元')
    expect(lead).toMatchObject({
      household: '5301290001',
      idNumber: ADULT,
      county: '530129',
      personName: '张三',
    })
  })

  it('asks the policy for the limit', () => {
    const dossier = withRows(vehicle({ 购置价: '35000' }))
    const strict = context({ parameters: { 'vehicle.limit': 35_001 } })
    expect([flat('X01', dossier, strict), flat('X02', dossier, strict)]).toEqual([
      [],
      [['X02', 'C', 'suspected', '云A12345']],
    ])
  })

  it('is withheld, as X02 is, where the policy has no limit', () => {
    const without = context({ parameters: { 'vehicle.limit': undefined } })
    const dossier = withRows(vehicle({ 购置价: '35000' }))
    const expected = [['530129', 'public-security.vehicles', 'no parameter']]
    expect([withheldOf('X01', dossier, without), withheldOf('X02', dossier, without)]).toEqual([
      expected,
      expected,
    ])
  })
})

describe('X02 car below the limit', () => {
  it.each([
    ['just below the limit', { 购置价: '29999' }],
    ['old and without a price', { 初次登记时间: '2011-11-19' }],
    ['a price in words', { 购置价: '三万', 初次登记时间: '2017-01-01' }],
  ])('fires: %s', (_, cells) => {
    expect(one('X02', cells)).toEqual([['X02', 'C', 'suspected', '云A12345']])
  })

  it('does not where X01 does, nor for a vehicle that is gone', () => {
    expect([one('X02', { 购置价: '30000' }), one('X02', { 购置价: '100', 机动车状态: '转出' })]).toEqual([
      [],
      [],
    ])
  })
})

describe('X03, X04, X05 by type', () => {
  const expected = (id: string): Cells[] =>
    [
      'H11',
      'H21',
      'Q11',
      'Z11',
      'J11',
      'H31',
      'H41',
      'H51',
      'M21',
      'N11',
      'T11',
      'K11',
      'K33',
      'G11',
    ].flatMap(车辆类型 => (one(id, { 车辆类型 }).length > 0 ? [{ 车辆类型 }] : []))
  it('flags heavy vehicles with A and light lorries with C', () => {
    expect(expected('X03').map(cells => cells.车辆类型)).toEqual(['H11', 'H21', 'Q11', 'Z11', 'J11'])
    expect(expected('X04').map(cells => cells.车辆类型)).toEqual(['H31', 'H41', 'H51'])
    expect(one('X03', { 车辆类型: '重型自卸货车' })).toEqual([['X03', 'A', 'suspected', '云A12345']])
    expect(one('X04', { 车辆类型: '低速货车' })).toEqual([['X04', 'C', 'suspected', '云A12345']])
    expect(one('X03', { 车辆类型: 'H11', 机动车状态: 'E' })).toEqual([])
  })

  it('counts motorcycles, three-wheelers and tractors as exempt, and never as a lead', () => {
    const dossier = withRows(
      vehicle({ 车辆类型: 'M21' }),
      vehicle({ 车辆类型: '三轮汽车' }),
      vehicle({ 车辆类型: 'T11' }),
      vehicle({ 车辆类型: 'K33' }),
    )
    expect(findings('X05', dossier)).toEqual(Array(3).fill({ outcome: 'exempt', county: '530129' }))
  })
})

describe('X06 two plates in one household', () => {
  const WIFE = idOf('19720101', '024')
  const two = (first: Cells, second: Cells, options: RowOptions = {}) =>
    household({
      members: [
        member({ rows: [vehicle(first, { name: '张三' })] }),
        member({ key: WIFE, cells: { 姓名: '李四' }, rows: [vehicle(second, options)] }),
      ],
    })

  it('fires on two plates of two members, in addition to X01–X04', () => {
    const dossier = two({ 车牌号: '云A11111' }, { 车牌号: '云A22222', 车辆类型: 'H41' })
    const [lead] = leadsOf('X06', dossier)
    expect(flat('X06', dossier)).toEqual([['X06', 'A', 'suspected']])
    expect(lead).toMatchObject({ household: '5301290001', idNumber: '', subject: '', personName: '张三' })
    expect(sources(lead)).toEqual(['public-security.vehicles#n', 'public-security.vehicles#n'])
  })

  it.each([
    ['one plate, written in two ways', { 车牌号: '云A·11111' }, { 车牌号: ' 云ａ11111' }],
    ['an empty plate', { 车牌号: '云A11111' }, { 车牌号: '' }],
    ['one of them gone', { 车牌号: '云A11111' }, { 车牌号: '云A22222', 机动车状态: 'M' }],
    ['one of them a motorcycle', { 车牌号: '云A11111' }, { 车牌号: '云A22222', 车辆类型: 'M21' }],
    ['one of them a large coach', { 车牌号: '云A11111' }, { 车牌号: '云A22222', 车辆类型: 'K11' }],
  ])('does not: %s', (_, first, second) => {
    expect(flat('X06', two(first, second))).toEqual([])
  })

  it('falls to C where only a row that names somebody else makes it two', () => {
    const dossier = two({ 车牌号: '云A11111' }, { 车牌号: '云A22222' }, { name: '王五' })
    expect(flat('X06', dossier)).toEqual([['X06', 'C', 'suspected']])
    expect(leadsOf('X06', dossier)[0]?.detail).toMatch(/^姓名不符，先核身份.*李四.*王五/)
  })

  it('keeps A where the agreeing rows are two by themselves', () => {
    const dossier = household({
      members: [
        member({
          rows: [
            vehicle({ 车牌号: '云A1' }, { name: '张 三' }),
            vehicle({ 车牌号: '云A2' }),
            vehicle({ 车牌号: '云A3' }, { name: '王五' }),
          ],
        }),
      ],
    })
    expect(flat('X06', dossier)).toEqual([['X06', 'A', 'suspected']])
    expect(sources(leadsOf('X06', dossier)[0])).toHaveLength(3)
  })
})

describe('identity first', () => {
  const over = (options: RowOptions, plate = '云A12345') =>
    vehicle({ 购置价: '50000', 车牌号: plate }, options)

  it('falls to C and begins with identity where the row names somebody else; the class stays', () => {
    const dossier = withRows(over({ name: '张叁' }))
    expect(flat('X01', dossier)).toEqual([['X01', 'C', 'suspected', '云A12345']])
    expect(leadsOf('X01', dossier)[0]?.detail).toMatch(
      /^姓名不符，先核身份（登记姓名「张三」，部门数据姓名「张叁」）：/,
    )
  })

  it.each([
    ['white space between the characters', '张　三'],
    ['a dot of any kind', '张·三'],
    ['a zero-width character', '张\u200b三'],
    ['no name', undefined],
    ['an empty name', ' '],
  ])('is no difference: %s', (_, name) => {
    expect(flat('X01', withRows(over(name === undefined ? {} : { name })))).toEqual([
      ['X01', 'A', 'suspected', '云A12345'],
    ])
  })

  it('is no difference where the register has no name', () => {
    const dossier = household({ members: [member({ cells: { 姓名: '' }, rows: [over({ name: '王五' })] })] })
    expect(flat('X01', dossier)).toEqual([['X01', 'A', 'suspected', '云A12345']])
  })

  it('loses the doubt, and keeps all rows, as soon as one row of the same plate agrees', () => {
    const dossier = withRows(over({ name: '王五' }), over({ name: '张三' }))
    const [lead] = leadsOf('X01', dossier)
    expect([lead?.severity, lead?.detail.startsWith('公安'), lead?.evidence.length]).toEqual(['A', true, 2])
  })

  it('judges each plate by its own rows', () => {
    const dossier = withRows(over({ name: '王五' }, '云A1'), over({ name: '张三' }, '云A2'))
    expect(flat('X01', dossier)).toEqual([
      ['X01', 'C', 'suspected', '云A1'],
      ['X01', 'A', 'suspected', '云A2'],
    ])
  })

  it('never prints an ID number that stands in a name', () => {
    const dossier = withRows(over({ name: `王五 ${idOf('19800101')}` }))
    expect(leadsOf('X01', dossier)[0]?.detail).not.toContain(idOf('19800101'))
  })
})
