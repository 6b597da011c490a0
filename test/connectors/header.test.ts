import { describe, expect, it } from 'vitest'
import { id, name, number, text } from '../../connectors/column.ts'
import { columnName, countNames, editDistance, findHeader } from '../../connectors/header.ts'
import { InputError } from '../../connectors/input-error.ts'
import { idNumber } from './persons.ts'

const COLUMNS = {
  owner: name('车辆所有人', { required: true }),
  id: id('身份证号', { aliases: ['身份证明号码', '证件号码'], required: true }),
  price: number('购置价', { aliases: ['车价'], unit: '元' }),
  months: number('务工时间（月）'),
  county: text('县', { aliases: ['县(市、区)'] }),
}
const TABLE = { id: 'public-security.vehicles', file: '2017-11.csv' }

const find = (...records: string[][]) =>
  findHeader(
    records.map((cells, index) => ({ row: index + 1, cells })),
    COLUMNS,
    TABLE,
  )
const places = (...records: string[][]) =>
  Object.fromEntries([...find(...records).columns].map(([property, { index }]) => [property, index]))
const refusal = (...records: string[][]): InputError => {
  try {
    find(...records)
  } catch (error) {
    if (error instanceof InputError) return error
  }
  throw new Error('a header was found')
}

describe('a header', () => {
  it.each([
    ['as it stands', ['车辆所有人', '身份证号', '购置价'], { owner: 0, id: 1, price: 2 }],
    ['by alias', ['车辆所有人', '证件号码', '车价'], { owner: 0, id: 1, price: 2 }],
    ['with white space', ['车辆 所有人\n', '\u3000身份证号', '购 置 价'], { owner: 0, id: 1, price: 2 }],
    ['with a unit', ['车辆所有人', '身份证号', '购置价（万元）'], { owner: 0, id: 1, price: 2 }],
    [
      'without the unit that ours has',
      ['车辆所有人', '身份证号', '务工时间'],
      { owner: 0, id: 1, months: 2 },
    ],
    [
      'with brackets of another width',
      ['车辆所有人', '身份证号', '务工时间(月)'],
      { owner: 0, id: 1, months: 2 },
    ],
    ['with a bracketed alias', ['车辆所有人', '身份证号', '县（市、区）'], { owner: 0, id: 1, county: 2 }],
    ['exact before bare', ['购置价(元)', '身份证号', '车辆所有人', '车价'], { price: 3, id: 1, owner: 2 }],
    ['the alias listed first', ['证件号码', '身份证明号码', '车辆所有人'], { id: 1, owner: 2 }],
    ['then the leftmost', ['身份证号', '身份证号', '车辆所有人'], { id: 0, owner: 2 }],
  ])('is matched %s', (_, record, expected) => expect(places(record)).toEqual(expected))

  it('is the record that names most columns, the first of them', () => {
    const title = ['车辆所有人登记表', '身份证号']
    const header = ['车辆所有人', '身份证号', '购置价']
    expect(find(['昆明市'], title, header, header).row).toBe(3)
    expect(countNames(title, COLUMNS)).toBe(1)
  })

  it('is not looked for below the sixth record', () => {
    const title = ['标题']
    expect(find(title, title, title, title, title, ['车辆所有人', '身份证号']).row).toBe(6)
    expect(refusal(title, title, title, title, title, title, ['车辆所有人', '身份证号']).code).toBe(
      'no_header',
    )
  })

  it('reports what it does not read', () => {
    const { notices } = find(['车辆所有人', '身份证号', '证件号码', '颜色', '', '购置价', '购置价(万元)'])
    expect(notices.map(({ code, text }) => [code, text.zh])).toEqual([
      [
        'duplicate_column',
        '2017-11.csv 第 1 行 C 列: 列「证件号码」与已采用的「身份证号」重复 (采用第 B 列), 不读取',
      ],
      ['unknown_column', '2017-11.csv 第 1 行 D 列: 未知列「颜色」, 不读取'],
      [
        'duplicate_column',
        '2017-11.csv 第 1 行 G 列: 列「购置价(万元)」与已采用的「购置价」重复 (采用第 F 列), 不读取',
      ],
    ])
  })

  it('without a required column says what is there, what was wanted, and what is nearest', () => {
    const error = refusal(['昆明市'], ['说明'], ['车辆所有人', '身份证明号', '购置价'])
    expect(error.code).toBe('missing_column')
    expect(error.message).toBe(
      '未找到必需列「身份证号」(或「身份证明号码」「证件号码」): public-security.vehicles, 2017-11.csv 第 3 行; ' +
        '现有列: 「车辆所有人」「身份证明号」「购置价」; 最接近: 「身份证明号」; ' +
        '请改正列名后重新交接 (bidui template public-security.vehicles 给出标准表头)',
    )
    expect(error.text.en).toContain('2017-11.csv, row 3')
  })

  it('that is not there at all is missed by name, without a word of the rows', () => {
    const error = refusal(['张三', idNumber(123)], ['李四', idNumber(124)])
    expect(error.code).toBe('no_header')
    expect(error.message).toContain('前 6 个非空行')
    expect(error.message).toContain('「车辆所有人」「身份证号」')
    expect(error.message).not.toContain('张三')
  })

  it('never shows an ID number that stands where a header should', () => {
    const error = refusal(['车辆所有人', idNumber(123)])
    expect(error.message).not.toContain(idNumber(123))
    expect(error.message).toContain(`「530129********${idNumber(123).slice(-4)}」`)
  })
})

it('columns are lettered as in a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

it.each([
  ['', '', 0],
  ['身份证号', '身份证明号', 1],
  ['abc', 'axc', 1],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
])('the distance of %j and %j is %i', (one, other, distance) =>
  expect(editDistance(one, other)).toBe(distance),
)
