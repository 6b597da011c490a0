import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DepartmentFeedback,
  departmentWorkbook,
} from '../../../pipelines/reports/department-workbook.ts'
import type { RejectRow } from '../../../pipelines/reports/model.ts'
import { selectRejects, sharesOf } from '../../../pipelines/reports/reject-selection.ts'
import { CrossFootError } from '../../../pipelines/reports/tally.ts'
import { readWorkbook, records } from './read-workbook.ts'
import { COUNTIES, delivery, feed, REJECTS, RUN } from './snapshot.ts'

const notice = { zh: '未知列「备用」未采用', en: 'unknown column 备用 ignored' }

const FEEDBACK: DepartmentFeedback = {
  run: RUN,
  department: '公安',
  feeds: [
    feed('public-security.vehicles', '公安·车管', [delivery({ notices: [notice] })]),
    feed('public-security.residents', '公安·户籍', []),
  ],
  rejects: selectRejects(REJECTS),
  counties: COUNTIES,
}

const written = async (feedback: Partial<DepartmentFeedback> = {}) =>
  readWorkbook(await departmentWorkbook({ ...FEEDBACK, ...feedback }))

const many = (count: number): RejectRow[] =>
  Array.from({ length: count }, (_, place) => ({ ...(REJECTS[0] as RejectRow), row: place + 2 }))

test('sheets: overview, rejects, unusable values, what to do', async () => {
  expect([...(await written()).keys()]).toEqual(['概况', '退回明细', '无法使用的取值', '原因与修改方法'])
})

test('the overview adds up: rows, usable rows, rejected rows, reasons', async () => {
  const rows = (await written()).get('概况')?.rows ?? []
  const below = (title: string, count: number) => {
    const from = rows.findIndex(row => String(row[0]).startsWith(title))
    return rows.slice(from + 2, from + 2 + count)
  }
  expect(below('一、', 2)).toMatchObject([
    ['公安·户籍', null, null, '本次没有收到', null, null, null, null, null, null, null],
    [
      '公安·车管',
      '2017-11-18\n（距比对日 2 天）',
      'feeds/public-security.vehicles/2017-11.csv',
      '已采用',
      '寻甸回族彝族自治县、禄劝彝族苗族自治县',
      100,
      100,
      98,
      2,
      '2.00%',
      1,
    ],
  ])
  expect(below('二、', 2).map(row => row.slice(0, 3))).toEqual([
    ['校验码不符', 2, '公安·车管 2'],
    ['科学计数法', 1, '公安·车管 1'],
  ])
  expect(below('三、', 1).map(row => [row[1], row[3]])).toEqual([[4, '空行 3，合计行 1']])
  expect(below('四、', 1).map(row => row[3])).toEqual(['未知列「备用」未采用'])
})

test('each reject: file, row, column, reason in words, masked value, how to mend it', async () => {
  const rows = records((await written()).get('退回明细'))
  expect(rows.map(row => [row.行号, row.列, row.原因, row.交来的内容])).toEqual([
    [5, '身份证号', '科学计数法', '5.30129E+17'],
    [9, '身份证号', '校验码不符', '530129********1230'],
    [9, '身份证号', '校验码不符', "'=530129********1231"],
  ])
  expect(rows[0]?.怎样修改).toContain('先把该列的单元格格式设为“文本”')
})

test('unusable values are listed with their counts', async () => {
  const rows = records((await written()).get('无法使用的取值'))
  expect(rows.map(row => [row.列, row.交来的取值, row.次数])).toEqual([
    ['购置价', '三万', 5],
    ['机动车状态', '不明', 3],
  ])
})

test('many unusable values are cut, the rest is counted', async () => {
  const unusable = Array.from({ length: 70 }, (_, place) => ({
    column: '购置价',
    value: `约${place}`,
    count: 2,
  }))
  const feeds = [feed('public-security.vehicles', '公安·车管', [delivery({ unusable })])]
  const rows = records((await written({ feeds })).get('无法使用的取值'))
  expect(rows).toHaveLength(51)
  expect([rows.at(-1)?.交来的取值, rows.at(-1)?.次数]).toEqual(['（另有 20 种取值）', 40])
})

test('a cap leaves out rows, and says how many and where they are', async () => {
  const feeds = [feed('public-security.vehicles', '公安·车管', [delivery({ rejects: { scientific: 30 } })])]
  const sheet = (await written({ feeds, rejects: selectRejects(many(30), 10) })).get('退回明细')
  expect(sheet?.rows[0]?.[0]).toBe('公安 退回明细（列出 10 条，共 30 条；其余见 rejects.csv）')
  expect(sheet?.rows.at(-1)?.[0]).toBe(
    'feeds/public-security.vehicles/2017-11.csv：列出 10 条，另有 20 条未在此列出，全部见 rejects.csv',
  )
  expect(sheet?.autoFilter?.range).toBe('A3:H13')
})

test('rejects other than the deliveries count are refused', () => {
  expect(() => departmentWorkbook({ ...FEEDBACK, rejects: selectRejects(REJECTS.slice(1)) })).toThrow(
    CrossFootError,
  )
  expect(() => departmentWorkbook({ ...FEEDBACK, rejects: selectRejects(REJECTS.slice(1)) })).toThrow(
    'deliveries = 3, rows = 2',
  )
})

test('rejects of a delivery carried forward are not of this run', async () => {
  const feeds = [feed('public-security.vehicles', '公安·车管', [delivery({ carriedForward: true })])]
  expect((await written({ feeds, rejects: selectRejects([]) })).get('退回明细')?.rows[3]?.[0]).toBe(
    '没有退回。',
  )
})

test('equal feedback gives equal bytes', async () => {
  const [first, second] = await Promise.all([
    departmentWorkbook(FEEDBACK),
    departmentWorkbook({ ...FEEDBACK }),
  ])
  expect(Buffer.compare(first, second)).toBe(0)
})

describe('a fair share of the rows', () => {
  test.each([
    [[5, 5], 20, [5, 5]],
    [[100, 3], 20, [17, 3]],
    [[3, 100, 100], 21, [3, 9, 9]],
    [[], 20, []],
    [[9], 0, [0]],
  ])('%j with %i places: %j', (wishes, most, shares) => {
    expect(sharesOf(wishes, most)).toEqual(shares)
  })

  test('uses every place that is wanted, and no more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.nat(200), (wishes, most) => {
        const shares = sharesOf(wishes, most)
        const sum = shares.reduce((total, share) => total + share, 0)
        expect(sum).toBe(
          Math.min(
            most,
            wishes.reduce((total, wish) => total + wish, 0),
          ),
        )
        expect(shares.every((share, place) => share <= (wishes[place] ?? 0))).toBe(true)
      }),
    )
  })

  test('shows the rejects of a row by column, also where not all of them have a place', () => {
    const [one] = REJECTS as [RejectRow, ...RejectRow[]]
    const rejects = [
      { ...one, row: 2 },
      { ...one, row: 3, column: '身份证号' },
      { ...one, row: 3, column: '成员1身份证号' },
    ]
    const [file] = selectRejects(rejects, 2).files()
    expect(file?.rows.map(({ row, column }) => [row, column])).toEqual([
      [2, one.column],
      [3, '成员1身份证号'],
    ])
  })

  test('what is not shown is counted', () => {
    const rejects = [...many(30), { ...(REJECTS[0] as RejectRow), file: 'b.csv' }]
    const [first, second] = selectRejects(rejects, 10).files()
    expect([first?.rows.length, first?.total, second?.rows.length, second?.total]).toEqual([9, 30, 1, 1])
  })
})
