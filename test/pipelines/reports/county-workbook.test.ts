import { describe, expect, test } from 'vitest'
import { cellOf } from '../../../pipelines/reports/cell-text.ts'
import {
  type CountyReport,
  countyWorkbook,
  countyWorkbookName,
} from '../../../pipelines/reports/county-workbook.ts'
import { FINDINGS_OF_A_VISIT } from '../../../pipelines/reports/lead-sheet.ts'
import { CrossFootError } from '../../../pipelines/reports/tally.ts'
import { readWorkbook, records } from './read-workbook.ts'
import {
  COUNTIES,
  FEEDS,
  household,
  INSURANCE,
  key,
  LIST,
  lead,
  NOT_CONCLUDED,
  outsideLead,
  REGISTER,
  RULES,
  RUN,
  VEHICLES,
} from './snapshot.ts'

const REPORT: CountyReport = {
  run: RUN,
  list: LIST,
  rules: RULES,
  feeds: FEEDS,
  register: REGISTER,
  notConcluded: NOT_CONCLUDED,
  counties: COUNTIES,
}

const written = async (report: Partial<CountyReport> = {}) =>
  readWorkbook(await countyWorkbook({ ...REPORT, ...report }))

const withLeads = (leads: readonly ReturnType<typeof lead>[]) => ({
  list: { ...LIST, households: [household({ leads })], outside: [] },
})

describe('sheets', () => {
  test('one for each direction with leads, then rules and coverage', async () => {
    expect([...(await written()).keys()]).toEqual([
      '疑似应退',
      '疑似应纳',
      '退出核查',
      '规则说明',
      '数据覆盖与时效',
    ])
  })

  test('exclusion and inclusion are there even when empty, and say that nothing found is not none', async () => {
    const sheets = await written({ list: { ...LIST, households: [], outside: [] } })
    expect([...sheets.keys()]).toEqual(['疑似应退', '疑似应纳', '规则说明', '数据覆盖与时效'])
    expect(sheets.get('疑似应纳')?.rows[3]?.[0]).toBe(
      '本次比对没有发现「疑似应纳」疑点。没有发现不等于没有：哪些规则未能下结论，见「数据覆盖与时效」。',
    )
  })

  test('each carries the watermark in its second row', async () => {
    const marks = [...(await written()).values()].map(sheet => sheet.rows[1]?.[0])
    expect(new Set(marks)).toEqual(
      new Set([
        '比对批次 20171120-01　|　2017-11-20 09:30（北京时间）　|　操作人 李核　|　用途 2017年动态管理部门比对　|　' +
          '授权 昆扶办函〔2017〕12号　|　数据截止 2017-11-20　|　政策 kunming-2017　|　证件号码已脱敏　|　' +
          '疑点仅为核查线索，不作为认定依据',
      ]),
    )
  })
})

describe('a sheet of leads', () => {
  test('has the columns of a visit, household first, empty ones to write into', async () => {
    expect((await written()).get('疑似应退')?.rows[2]).toEqual([
      '序号',
      '户序',
      '乡镇',
      '村',
      '自然村',
      '户编号',
      '户主',
      '家庭人口',
      '贫困户属性',
      '脱贫属性',
      '帮扶责任人',
      '联系电话',
      '疑点对象',
      '证件号码',
      '标的（车牌、证号等）',
      '规则',
      '疑点',
      '级别',
      '类别',
      '说明',
      '依据来源',
      '状态',
      '核查结果',
      '核查情况说明',
      '核查人',
      '核查日期',
      '核查单号',
    ])
  })

  test('repeats the household on every row, so that filters work', async () => {
    const rows = records((await written()).get('疑似应退'))
    expect(
      rows.map(row => [row.户序, row.户编号, row.户主, row.疑点对象, row.证件号码, row.规则, row.状态]),
    ).toEqual([
      [1, '5301290001', '张三', '张三', '530129********1238', 'X01', '新增'],
      [1, '5301290001', '张三', '全户', null, 'X06', '变化'],
    ])
  })

  test('says where a lead comes from, in words', async () => {
    const sheets = await written()
    const origins = ['疑似应退', '退出核查'].flatMap(name =>
      records(sheets.get(name)).map(row => row.依据来源),
    )
    expect(origins).toEqual([
      '公安·车管（截至 2017-11-18）2017-11.csv 第 12 行',
      '公安·车管（截至 2017-11-18）2017-11.csv 第 12、40 行',
      '卫计·参合参保（截至 2017-11-18）2017.xlsx：未查到记录',
    ])
  })

  test('names some rows of very many, and how many there are', async () => {
    const evidence = Array.from({ length: 40 }, (_, place) => ({ file: VEHICLES, row: place + 2 }))
    const [row] = records((await written(withLeads([lead({ evidence })]))).get('疑似应退'))
    expect(row?.依据来源).toMatch(/第 2、3、.*、13 等 40 行，全部见 findings\.csv$/)
  })

  test('orders households by village and hamlet, leads by severity, people outside at the end', async () => {
    const households = [
      household({ code: '3', villageCode: '530129101202', leads: [lead({ household: '3' })] }),
      household({
        code: '2',
        villageCode: '530129101201',
        leads: [lead({ household: '2', severity: 'C' }), lead({ household: '2', rule: 'X06' })],
      }),
      household({ code: '1', villageCode: '530129101202', leads: [lead({ household: '1' })] }),
    ]
    const outside = [outsideLead({ direction: 'exclusion', hamlet: '大村' })]
    const rows = records((await written({ list: { ...LIST, households, outside } })).get('疑似应退'))
    expect(rows.map(row => [row.序号, row.户序, row.户编号, row.级别])).toEqual([
      [1, 1, '2', 'A 重点核查'],
      [2, 1, '2', 'C 提示'],
      [3, 2, '1', 'A 重点核查'],
      [4, 3, '3', 'A 重点核查'],
      [5, 4, null, 'A 重点核查'],
    ])
  })

  test('freezes the header and the household, filters all columns, prints on A4 landscape one page wide', async () => {
    const sheet = (await written()).get('疑似应退')
    expect(sheet?.freezePane).toEqual({ rows: 3, columns: 7 })
    expect(sheet?.autoFilter?.range).toBe('A3:AA5')
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$3',
    })
    expect(sheet?.headerFooter?.oddFooter).toContain('第 &P 页，共 &N 页')
  })

  test('offers answers of a visit, none of which decides about a household', async () => {
    const sheet = (await written()).get('疑似应退')
    const list = sheet?.dataValidations?.find(({ type }) => type === 'list')
    expect([list?.range, list?.values ?? list?.formula1]).toEqual(['W4:W5', [...FINDINGS_OF_A_VISIT]])
    expect(
      FINDINGS_OF_A_VISIT.filter(answer => /退出|清退|剔除|取消|应退|应纳|纳入|删/.test(answer)),
    ).toEqual([])
    expect(sheet?.dataValidations?.find(({ type }) => type === 'date')?.range).toBe('Z4:Z5')
  })

  test('keeps IDs and codes text', async () => {
    const sheet = (await written({ run: { ...RUN, masked: false } })).get('疑似应退')
    const cells = [5, 13, 14, 26].map(column => sheet?.cells?.get(`3,${column}`))
    expect(cells.map(cell => [cell?.value, cell?.type, cell?.style?.numFmt])).toEqual([
      ['5301290001', 'string', '@'],
      ['530129199003071238', 'string', '@'],
      ['云A12345', 'string', '@'],
      ['k7p2m9xq', 'string', '@'],
    ])
  })
})

test('sentences are not of text format: more than 255 characters would show as ####', async () => {
  const sheet = (await written(withLeads([lead({ detail: '长'.repeat(300) })]))).get('疑似应退')
  const cell = sheet?.cells?.get('3,19')
  expect([String(cell?.value).length, cell?.style?.numFmt ?? 'General']).toEqual([300, 'General'])
})

test('rows are as high as their longest text', async () => {
  const heights = async (detail: string) =>
    (await written(withLeads([lead({ detail })]))).get('疑似应退')?.rowDefs?.get(3)?.height ?? 0
  expect(await heights('长'.repeat(300))).toBeGreaterThan(3 * (await heights('短')))
})

describe('hostile text', () => {
  test('is never a formula, and loses what XML forbids', async () => {
    const hostile = '=HYPERLINK("http://x")\u0000\u000b\ufffe'
    const [row] = records(
      (await written(withLeads([lead({ personName: hostile, detail: hostile })]))).get('疑似应退'),
    )
    expect([row?.疑点对象, row?.说明]).toEqual(['\'=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'])
  })

  test.each([
    ['a\r\nb', 'a\nb'],
    ['#REF!', "'#REF!"],
    ['#5 栋', '#5 栋'],
    ['_x0041_', '_x005F_x0041_'],
    ['\ud800x', 'x'],
    ['𠮷', '𠮷'],
    ['+1', "'+1"],
  ])('%j becomes %j', (text, cell) => {
    expect(cellOf(text)).toBe(cell)
  })

  test('longer than a cell is cut where the cell ends, never in the middle of a character', () => {
    expect(cellOf('长'.repeat(40_000))).toHaveLength(32_767)
    expect(cellOf(`${'长'.repeat(32_765)}𠮷𠮷`).at(-2)).toBe('长')
    expect(cellOf('长'.repeat(32_767))).toHaveLength(32_767)
  })

  test('_x0041_ comes back as it was', async () => {
    const [row] = records((await written(withLeads([lead({ detail: 'a_x0041_b' })]))).get('疑似应退'))
    expect(row?.说明).toBe('a_x0041_b')
  })
})

describe('masking', () => {
  const student = key('53012920000101123')
  const report = withLeads([
    lead({ rule: 'I01', direction: 'inclusion', idNumber: student, subject: student, subjectIsKey: true }),
  ])

  test('no full number is in a masked workbook', async () => {
    const texts = [...(await written(report)).values()].flatMap(sheet => sheet.rows.flat().map(String))
    expect(texts.filter(text => text.includes(student))).toEqual([])
    expect(texts.filter(text => text === `530129********${student.slice(-4)}`)).toHaveLength(1)
  })

  test('an unmasked one shows it and says so', async () => {
    const sheet = (await written({ ...report, run: { ...RUN, masked: false } })).get('疑似应纳')
    expect(records(sheet)[0]?.证件号码).toBe(student)
    expect(sheet?.rows[1]?.[0]).toContain('含完整证件号码，严禁外传')
  })
})

describe('rules and coverage', () => {
  test('every rule that occurs or was not concluded is explained', async () => {
    const rows = records(
      (await written({ notConcluded: [{ ...NOT_CONCLUDED[0]!, count: 35 }] })).get('规则说明'),
    )
    expect(rows.map(row => [row.规则, row.本县疑点, row.未下结论])).toEqual([
      ['X01', 1, 0],
      ['X06', 1, 0],
      ['I01', 1, 0],
      ['T07', 1, 35],
    ])
    expect(rows[0]).toMatchObject({
      参数: 'vehicle.limit = 30,000元（已核实），依据：工作方案第三条',
      核查要点: '1. 车辆现在由谁使用、停在哪里\n2. 是否用于生产经营、是否靠它维持生计\n3. 购车款从哪里来',
      常见合理解释: '挂名；生产用途；已报废未注销；过户未变更',
    })
  })

  test('each feed: how old, whether it covers the county, what became of it', async () => {
    const rows = (await written()).get('数据覆盖与时效')?.rows ?? []
    expect(rows.slice(4, 7).map(row => [row[0], row[1], row[2], row[4], row[5], row[9] ?? null])).toEqual([
      ['公安·车管', '2017-11-18', 2, '已采用', '是', null],
      ['卫计·参合参保', '2017-11-18', 2, '已搁置，待人工确认', '否', '声明 100 行，实际 98 行'],
      ['教育·学籍', null, null, '未收到', '否', '本次没有收到'],
    ])
  })

  test('only what was not concluded in this county is listed', async () => {
    const rows = (await written()).get('数据覆盖与时效')?.rows ?? []
    const from = rows.findIndex(row => String(row[0]).startsWith('三、'))
    expect(rows.slice(from + 2).map(row => row.slice(0, 5))).toEqual([
      ['未查到参保', 'T07', 35, '卫计·参合参保', '没有已采用的数据覆盖本县'],
    ])
  })

  test('a delivery that does not list the county does not cover it', async () => {
    const rows = (await written({ list: { ...LIST, county: { code: '530181', name: '安宁市' } } })).get(
      '数据覆盖与时效',
    )?.rows
    expect(rows?.[4]?.[5]).toBe('否')
  })

  test('a delivery that stands in for a held one is evidence, and covers nothing', async () => {
    const standsIn = FEEDS.map(feed => ({
      ...feed,
      deliveries: feed.deliveries.map(delivery => ({ ...delivery, carriedForward: true })),
    }))
    const rows = (await written({ feeds: standsIn })).get('数据覆盖与时效')?.rows
    expect([rows?.[4]?.[5], rows?.[4]?.[9]]).toEqual(['只作佐证', expect.stringContaining('查无的不下结论')])
    // Held itself: not even that.
    expect(rows?.[5]?.[5]).toBe('否')
  })
})

test('a county that holds other leads than the summary counts is refused', () => {
  expect(() => countyWorkbook({ ...REPORT, expected: 5 })).toThrow(CrossFootError)
  expect(() => countyWorkbook({ ...REPORT, expected: 5 })).toThrow('total = 4, sheets = 4, summary = 5')
})

test('equal reports give equal bytes', async () => {
  const reversed = { ...LIST, households: LIST.households.toReversed(), outside: LIST.outside.toReversed() }
  const [first, second] = await Promise.all([
    countyWorkbook(REPORT),
    countyWorkbook({ ...REPORT, list: reversed, rules: RULES.toReversed() }),
  ])
  expect(Buffer.compare(first, second)).toBe(0)
})

test('leads whose county is not known have a workbook of their own', () => {
  expect([countyWorkbookName({ code: '530129' }), countyWorkbookName({ code: '' })]).toEqual([
    '530129-核查清单.xlsx',
    '县未知-核查清单.xlsx',
  ])
})

test('absence evidence is not a row', async () => {
  const [row] = records(
    (await written(withLeads([lead({ evidence: [{ file: INSURANCE, row: 0 }] })]))).get('疑似应退'),
  )
  expect(row?.依据来源).not.toContain('第 0')
})
