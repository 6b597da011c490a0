import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { category, code, date, id, name, number, text } from '../../connectors/column.ts'
import { feed, registerTable } from '../../connectors/definition.ts'
import { fileDigest } from '../../connectors/digest.ts'
import { openTable } from '../../connectors/table-reader.ts'
import { openInbox, readTable, refusal } from './files.ts'
import { encodeGb18030 } from './gb18030.ts'
import { CUTOFF, idNumber } from './persons.ts'

const OWNERS = feed({
  id: 'test.owners',
  department: '测试',
  title: { zh: '测试', en: 'Test' },
  columns: {
    owner: name('所有人', { required: true }),
    id: id('身份证号', { required: true }),
    plate: code('车牌号', { required: true }),
    status: category('状态', ['正常', '注销']),
    on: date('登记日期'),
    price: number('购置价', { unit: '元' }),
    note: text('备注说明'),
    parent: name('家长姓名'),
    parentId: id('家长身份证号'),
    memberName: name('成员1姓名'),
    memberId: id('成员1身份证号'),
  },
  persons: [
    { id: 'id', name: 'owner', role: 'self', joins: true },
    { id: 'parentId', name: 'parent', role: 'parent', joins: false },
    { id: 'memberId', name: 'memberName', role: 'member', joins: true },
  ],
})
const PEOPLE = registerTable({
  id: 'members',
  title: { zh: '人', en: 'Members' },
  columns: {
    household: code('户编号', { required: true }),
    name: text('姓名'),
    id: id('证件号码', { required: true }),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
  key: ['household'],
  badIdStands: true,
})
const REMOVED = registerTable({
  id: 'removed',
  title: { zh: '清退', en: 'Removed' },
  columns: { household: code('户编号'), id: id('证件号码', { required: true }) },
  persons: [{ id: 'id', role: 'self', joins: true }],
  key: ['id'],
})
const MEASURES = registerTable({
  id: 'measures',
  title: { zh: '措施', en: 'Measures' },
  columns: { household: code('户编号', { required: true }), kind: text('措施类别') },
  persons: [],
  key: ['household'],
})

const A = idNumber(123)
const B = idNumber(248, '19650712')
const BAD = A.slice(0, 17) + (A.endsWith('0') ? '1' : '0')

const inbox = await openInbox()
afterAll(() => inbox[Symbol.asyncDispose]())
let files = 0
const put = (content: string | Uint8Array, extension = 'csv') => inbox.put(`${++files}.${extension}`, content)
const owners = async (...lines: string[]) => readTable(await put(`${lines.join('\n')}\n`), OWNERS)

const HEADER = '所有人,身份证号,车牌号,状态,登记日期,购置价,备注说明'
const FAMILY = '所有人,身份证号,车牌号,家长姓名,家长身份证号,成员1姓名,成员1身份证号'
const flat = (rejects: readonly { row: number; column: string; reason: string }[]) =>
  rejects.map(({ row, column, reason }) => [row, column, reason])

describe('rows', () => {
  it('have the number that a spreadsheet shows, and their kinds are counted', async () => {
    const { reader, rows, rejects, report } = await owners(
      '车辆登记表',
      '',
      '单位：车管所,,,,,,',
      HEADER,
      `张三,${A},云A1,正常,2017-9-30,"30,000",`,
      ',,,,,,',
      '所有人,身份证号,车牌号,状态,登记日期,购置价,备注说明',
      `"李
四",${B},云A2,报废,,三万,有`,
      '禄劝县合计,,2,,,,',
      `王五,${BAD},云A3,,,,`,
      `赵六,${A},云A4`,
      `赵六,${A},云A5,,,,,,`,
      `赵六,${A},云A6,,,,,x`,
      '备注：以上为截至目前的数据,,,,,,',
    )
    expect(reader.headerRow).toBe(4)
    expect(rows.map(row => row.row)).toEqual([5, 8, 12])
    expect(flat(rejects)).toEqual([
      [10, '身份证号', 'check_digit'],
      [11, '', 'columns'],
      [13, '', 'columns'],
    ])
    expect(rejects.map(reject => reject.value)).toEqual([BAD, '3/7', '8/7'])
    expect(report).toEqual({
      dataRows: 6,
      rejectedRows: 3,
      skipped: { title: 2, blank: 2, header: 1, subtotal: 1, note: 1 },
      suspectPrecision: 0,
      notices: [],
    })
  })

  it('are read by property, and whole', async () => {
    const { rows } = await owners(
      HEADER,
      `张三,${A},云A 1,正常,2017-9-30,"30,000", 甲 `,
      `李四,'${B},云a2,报废,/,三万,—`,
    )
    expect(rows.map(row => row.values())).toEqual([
      { plate: '云A1', status: '正常', on: '2017-09-30', price: 30000, note: '甲' },
      { plate: '云A2', status: { raw: '报废' }, price: { raw: '三万' } },
    ])
    expect(rows.map(row => [row.read('price'), row.read('on'), row.read('status')])).toEqual([
      [30000, '2017-09-30', '正常'],
      [{ raw: '三万' }, undefined, { raw: '报废' }],
    ])
    expect(rows.map(row => row.idText)).toEqual([A, B])
  })

  it('lack the columns that the file lacks', async () => {
    const { reader, rows } = await owners('所有人,身份证号,车牌号', `张三,${A},云A1`)
    expect([...reader.columns.keys()]).toEqual(['owner', 'id', 'plate'])
    expect(rows[0]?.values()).toEqual({ plate: '云A1' })
    expect(rows[0]?.read('price')).toBeUndefined()
  })

  it('may be wider than a header that ends in empty cells, or narrower', async () => {
    const { rows, rejects } = await owners(
      '所有人,身份证号,车牌号,,',
      `张三,${A},云A1`,
      `李四,${B},云A2,,,`,
      `王五,${B},云A2,x`,
    )
    expect(rows.map(row => row.row)).toEqual([2, 3, 4])
    expect(rejects).toEqual([])
  })
})

describe('persons', () => {
  const persons = async (header: string, line: string) => {
    const { rows, rejects } = await owners(header, line)
    return {
      persons: rows.map(row => row.persons.map(person => [person.property, person.name, person.key])),
      rejects: flat(rejects),
    }
  }

  it('carry their role and whether rows are kept about them', async () => {
    const { rows } = await owners(FAMILY, `张三,${A},云A1,李四,${B},,`)
    expect(rows[0]?.persons).toEqual([
      { key: A, name: '张三', role: 'self', joins: true, property: 'id', suspectPrecision: false },
      { key: B, name: '李四', role: 'parent', joins: false, property: 'parentId', suspectPrecision: false },
    ])
  })

  it.each([
    [
      'two owners by position',
      `张三、李四,${A}、${B},云A1,,,,`,
      [
        [
          ['id', '张三', A],
          ['id', '李四', B],
        ],
      ],
      [],
    ],
    [
      'two owners and one name',
      `张三,${A}、${B},云A1,,,,`,
      [
        [
          ['id', undefined, A],
          ['id', undefined, B],
        ],
      ],
      [],
    ],
    ['one owner and two names', `张三、李四,${A},云A1,,,,`, [[['id', undefined, A]]], []],
    [
      'a bad one counts for the position',
      `张三、李四,${BAD}/${B},云A1,,,,`,
      [[['id', '李四', B]]],
      [[2, '身份证号', 'check_digit']],
    ],
    ['empty optional columns are nothing', `张三,${A},云A1,,,,`, [[['id', '张三', A]]], []],
    [
      'a bad optional one is a reject, and the row stands',
      `张三,${A},云A1,李四,123,,`,
      [[['id', '张三', A]]],
      [[2, '家长身份证号', 'length']],
    ],
    [
      'a valid optional one joins',
      `张三,${A},云A1,,,李四,${B}`,
      [
        [
          ['id', '张三', A],
          ['memberId', '李四', B],
        ],
      ],
      [],
    ],
    [
      'without a valid key nobody stands',
      `张三,${BAD},云A1,,,李四,${B}`,
      [],
      [[2, '身份证号', 'check_digit']],
    ],
    [
      'every bad ID is a reject',
      `张三,${BAD}、12,云A1,,,李四,1`,
      [],
      [
        [2, '身份证号', 'check_digit'],
        [2, '身份证号', 'length'],
        [2, '成员1身份证号', 'length'],
      ],
    ],
    ['an empty key is a reject', `张三,,云A1,,,,`, [], [[2, '身份证号', 'empty']]],
  ])('%s', async (_, line, expected, rejects) => {
    expect(await persons(FAMILY, line)).toEqual({ persons: expected, rejects })
  })

  it('whose number ends in 000 by chance are counted', async () => {
    const lucky =
      Array.from({ length: 99 }, (_, n) => idNumber(n * 10, '19900307')).find(key => key.endsWith('000')) ??
      ''
    const { rows, report } = await owners('所有人,身份证号,车牌号', `张三,${lucky},云A1`)
    expect(rows[0]?.persons[0]?.suspectPrecision).toBe(true)
    expect(report.suspectPrecision).toBe(1)
  })
})

describe('a register table', () => {
  it('keeps members whose ID is bad, without a person', async () => {
    const { rows, rejects, report } = await readTable(
      await put(
        `户编号,姓名,证件号码\nh1,张三,${A}\nh2,李四,${BAD}\nh3,王五,\n,赵六,${B}\nh5,钱七,${A}、${B}\n`,
      ),
      PEOPLE,
    )
    expect(
      rows.map(row => [
        row.row,
        row.read('household'),
        row.persons.map(person => [person.name, person.key]),
        row.idText,
      ]),
    ).toEqual([
      [2, 'H1', [['张三', A]], A],
      [3, 'H2', [], BAD],
      [4, 'H3', [], ''],
      [6, 'H5', [], `${A}、${B}`],
    ])
    expect(flat(rejects)).toEqual([
      [3, '证件号码', 'check_digit'],
      [4, '证件号码', 'empty'],
      [5, '户编号', 'required'],
      [6, '证件号码', 'length'],
    ])
    expect([report.dataRows, report.rejectedRows]).toEqual([5, 1])
  })

  it('of removals needs a valid ID', async () => {
    const { rows, rejects } = await readTable(
      await put(`户编号,证件号码\nh1,${A}\nh2,无\nh3,\nh4,${BAD}\n,${B}\n`),
      REMOVED,
    )
    expect(rows.map(row => row.row)).toEqual([2, 6])
    expect(flat(rejects)).toEqual([
      [3, '证件号码', 'required'],
      [4, '证件号码', 'required'],
      [5, '证件号码', 'check_digit'],
    ])
  })

  it('without persons needs its key', async () => {
    const { rows, rejects } = await readTable(await put('户编号,措施类别\nh1,低保\n—,低保\n'), MEASURES)
    expect(rows.map(row => [row.row, row.persons, row.idText])).toEqual([[2, [], '']])
    expect(rejects).toEqual([{ row: 3, column: '户编号', reason: 'required', value: '' }])
  })
})

describe('files as they really arrive', () => {
  const table = [
    ['所有人', '身份证号', '车牌号', '备注说明'],
    ['张三', A, '云A1', '有;分号,逗号\t制表'],
    ['李"四"', B, '云A2', '两\n行'],
    ['𬭎', A, '云A3', ''],
  ]
  const encodings = {
    'UTF-8': (text: string) => Buffer.from(text),
    'UTF-8 with BOM': (text: string) => Buffer.from(`\ufeff${text}`),
    'UTF-16LE': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    GB18030: encodeGb18030,
  }

  it('are the same rows in any encoding, delimiter, quoting and line end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(encodings)),
        fc.constantFrom(',', '\t', ';'),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (encode, delimiter, quotes, newline, ended) => {
          const written = Papa.unparse(table, { delimiter, quotes, newline }) + (ended ? newline : '')
          const { rows, rejects } = await readTable(await put(encode(written), 'txt'), OWNERS)
          expect(rejects).toEqual([])
          expect(
            rows.map(row => [row.persons[0]?.name, row.idText, row.read('plate'), row.read('note')]),
          ).toEqual([
            ['张三', A, '云A1', '有;分号,逗号\t制表'],
            ['李"四"', B, '云A2', '两\n行'],
            ['𬭎', A, '云A3', undefined],
          ])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('may mix line ends', async () => {
    const { rows } = await readTable(
      await put(`所有人,身份证号,车牌号\r\n张三,${A},云A1\n李四,${B},云A2\r\n`),
      OWNERS,
    )
    expect(rows.map(row => [row.row, row.read('plate')])).toEqual([
      [2, '云A1'],
      [3, '云A2'],
    ])
  })

  it('are read in pieces, and rows are numbered through', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, n) => `张三${n},${idNumber(n % 1000)},云A${n},正常,2017-09-30,30000,"第\n${n}"`,
    )
    await using reader = await openTable(await put(`${HEADER}\n${lines.join('\n')}\n`), OWNERS, {
      cutoff: CUTOFF,
    })
    let batches = 0
    let last = { row: 0, plate: '' }
    for await (const { rows } of reader.batches()) {
      batches++
      for (const row of rows) last = { row: row.row, plate: String(row.read('plate')) }
    }
    expect(batches).toBeGreaterThan(3)
    expect(last).toEqual({ row: 20_001, plate: '云A19999' })
    expect(reader.report().dataRows).toBe(20_000)
  })

  it('that end inside quotes are cut off: the last row is a reject, and the report says where', async () => {
    const { rows, rejects, report } = await owners(
      HEADER,
      `张三,${A},云A1,,,,`,
      `李四,${B},云A2,,,,"没有`,
      `王五,${B},云A3,,,,`,
    )
    expect(rows.map(row => row.row)).toEqual([2])
    expect(flat(rejects)).toEqual([[3, '', 'columns']])
    expect(report.truncatedAt).toBe(3)
    expect(report.notices.map(notice => notice.code)).toEqual(['lines_in_quotes'])
  })

  it('whose lost quote swallows rows say so', async () => {
    const { rejects, report } = await owners(
      HEADER,
      `"张三,${A},云A1,,,,`,
      `李四,${B},云A2,,,,`,
      `王五,"${B}",云A3,,,,`,
    )
    expect(flat(rejects).length).toBeGreaterThan(0)
    expect(report.notices.map(notice => notice.code)).toEqual(['lines_in_quotes'])
  })

  it('have a digest of their bytes', async () => {
    expect(await fileDigest(await put('abc'))).toEqual({
      digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      bytes: 3,
    })
  })
})

describe('a file that cannot be read says why', () => {
  const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
  const code = async (path: string) => (await refusal(path, OWNERS)).code
  const good = `${HEADER}\n张三,${A},云A1,,,,\n`

  it.each([
    ['nothing in it', '', 'csv', 'empty_file', '空文件'],
    ['blank lines only', '\n , \n\n', 'csv', 'empty_file', '空文件'],
    ['a BOM only', '\ufeff', 'csv', 'empty_file', '空文件'],
    ['no header', '甲,乙\n1,2\n', 'csv', 'no_header', '前 6 个非空行'],
    ['a column missing', '所有人,身份证\n', 'csv', 'missing_column', '最接近: 「身份证」'],
    ['a workbook under another name', Buffer.from('PK\x03\x04\x14\0\0\0'), 'csv', 'binary', '改为 .xlsx'],
    ['an old workbook', OLE, 'xls', 'legacy_xls', '文件 → 另存为 → Excel 工作簿 (*.xlsx)'],
    ['an old workbook by another name', OLE, 'csv', 'legacy_xls', '文件 → 另存为 → Excel 工作簿 (*.xlsx)'],
    ['an old workbook as .xlsx', OLE, 'xlsx', 'legacy_xls', '文件 → 另存为 → Excel 工作簿 (*.xlsx)'],
    ['text that calls itself .xls', good, 'xls', 'legacy_xls', '文件 → 另存为 → Excel 工作簿 (*.xlsx)'],
    [
      'a protected workbook',
      Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
      'xlsx',
      'not_a_workbook',
      '密码',
    ],
    ['a PDF', '%PDF-1.4\n', 'csv', 'binary', 'PDF'],
    ['text as .xlsx', good, 'xlsx', 'not_a_workbook', '改名为 .csv'],
    ['another extension', good, 'doc', 'unknown_format', '.doc'],
    ['NUL bytes', `${good}\0\0\n`, 'csv', 'binary', '空字节'],
    ['one endless line', `${good}${'x'.repeat(3_000_000)}`, 'csv', 'record_too_long', '第 3 行'],
    [
      'a quote that is never closed',
      `${good}李四,"${`${B},云A2\n`.repeat(60_000)}`,
      'csv',
      'unclosed_quote',
      '第 3 行',
    ],
    [
      'wrong bytes in UTF-8',
      Buffer.concat([Buffer.from(`${good}李四,`), Buffer.from([0xff]), Buffer.from('\n')]),
      'csv',
      'encoding',
      '第 3 行',
    ],
    [
      'wrong bytes in GB18030',
      Buffer.concat([encodeGb18030(`${good}李四,`), Buffer.from([0xff]), Buffer.from('\n')]),
      'csv',
      'encoding',
      'GB18030',
    ],
    [
      'half a character at the end',
      Buffer.from(`${good}李四`).subarray(0, -1),
      'csv',
      'truncated',
      '第 3 行',
    ],
  ])('%s', async (_, content, extension, code, says) => {
    const error = await refusal(await put(content, extension), OWNERS)
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
    expect(error.text.zh).toBe(error.message)
    expect(error.text.en).not.toBe('')
    expect(error.message + error.text.en).not.toMatch(/\d{15}/)
  })

  it('it is not there, a folder, or locked', async () => {
    const path = await put('x')
    expect(await code(`${path}.not.csv`)).toBe('no_such_file')
    expect(await code(join(path, 'below.csv'))).toBe('no_such_file')
    const folder = `${path}.folder.csv`
    await mkdir(folder)
    expect(await code(folder)).toBe('unreadable_file')
    if (process.getuid?.() === 0) return
    await chmod(path, 0)
    expect(await code(path)).toBe('unreadable_file')
  })

  it('under the name that was given for it', async () => {
    const opened = openTable(await put(''), OWNERS, {
      cutoff: CUTOFF,
      shownPath: 'feeds/test.owners/2017.csv',
    })
    await expect(opened).rejects.toThrow('feeds/test.owners/2017.csv: 空文件')
  })

  it('with wrong bytes known before the first row is taken', async () => {
    const path = await put(
      Buffer.concat([Buffer.from(`${good}李四,`), Buffer.from([0xff]), Buffer.from('\n')]),
    )
    await expect(openTable(path, OWNERS, { cutoff: CUTOFF })).rejects.toMatchObject({ code: 'encoding' })
  })
})
