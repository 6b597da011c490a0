import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { date, id, name, number, share, text } from '../../connectors/column.ts'
import { feed } from '../../connectors/definition.ts'
import { InputError } from '../../connectors/input-error.ts'
import { archive, textRow, workbook, workbookParts } from './archive.ts'
import { openInbox, readTable, refusal } from './files.ts'
import { idNumber } from './persons.ts'

const FEED = feed({
  id: 'test.workbook',
  department: '测试',
  title: { zh: '测试', en: 'Test' },
  columns: {
    name: name('姓名', { required: true }),
    id: id('身份证号', { required: true }),
    on: date('日期'),
    amount: number('金额'),
    part: share('份额'),
    note: text('说明'),
  },
  persons: [{ id: 'id', name: 'name', role: 'self', joins: true }],
})

const inbox = await openInbox()
afterAll(() => inbox[Symbol.asyncDispose]())
let files = 0
const put = (bytes: Uint8Array) => inbox.put(`${++files}.xlsx`, bytes)

const HEADER = textRow(1, '姓名', '身份证号', '日期', '金额', '份额', '说明')
const ID = idNumber(123)
const old = (key: string) => key.slice(0, 6) + key.slice(8, 17)
/** One data row under the header; `cells` is what stands after the name and the ID. */
const withCells = (cells: string) =>
  `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2" t="inlineStr"><is><t>${ID}</t></is></c>${cells}</row>`
const values = async (
  cells: string,
  more: { styles?: string; strings?: string; date1904?: boolean } = {},
) => {
  const { rows } = await readTable(
    await put(workbook({ sheets: [{ name: '一', rows: withCells(cells) }], ...more })),
    FEED,
  )
  return rows[0]?.values()
}

const STYLES =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts>' +
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/></cellXfs>'

describe('cells of a workbook', () => {
  it.each([
    ['an inline string', '<c r="F2" t="inlineStr"><is><t>甲</t></is></c>', { note: '甲' }],
    [
      'rich inline text',
      '<c r="F2" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></is></c>',
      { note: '甲乙' },
    ],
    ['a number', '<c r="D2"><v>30000.5</v></c>', { amount: 30000.5 }],
    ['a number with exponent', '<c r="D2"><v>3E4</v></c>', { amount: 30000 }],
    ['a serial without a date format', '<c r="C2"><v>42990</v></c>', { on: '2017-09-12' }],
    ['a serial with a date format', '<c r="C2" s="1"><v>42990</v></c>', { on: '2017-09-12' }],
    ['a date and time', '<c r="C2" s="1"><v>42990.75</v></c>', { on: '2017-09-12' }],
    ['a custom date format', '<c r="C2" s="2"><v>42990</v></c>', { on: '2017-09-12' }],
    ['an ISO date', '<c r="C2" t="d"><v>2017-09-12T00:00:00</v></c>', { on: '2017-09-12' }],
    ['text from a formula', '<c r="F2" t="str"><f>"甲"</f><v>甲</v></c>', { note: '甲' }],
    ['a number from a formula', '<c r="D2"><f>1+1</f><v>2</v></c>', { amount: 2 }],
    ['a formula without a result', '<c r="D2"><f>1+1</f></c>', {}],
    ['a truth value', '<c r="F2" t="b"><v>1</v></c>', { note: 'TRUE' }],
    ['an error', '<c r="D2" t="e"><v>#N/A</v></c>', { amount: { raw: '#N/A' } }],
    ['an empty styled cell', '<c r="D2" s="1"/>', {}],
    ['a cell without a reference follows the one before', '<c><v>42990</v></c>', { on: '2017-09-12' }],
    ['per cent by format', '<c r="E2" s="3"><v>1</v></c>', { part: 100 }],
    ['per cent by custom format', '<c r="E2" s="4"><v>0.335</v></c>', { part: 33.5 }],
    ['per cent as a plain number', '<c r="E2"><v>50</v></c>', { part: 50 }],
    ['per cent as text', '<c r="E2" t="inlineStr"><is><t>50%</t></is></c>', { part: 50 }],
  ])('%s', async (_, cells, expected) => expect(await values(cells, { styles: STYLES })).toEqual(expected))

  it('are shared strings, plain and rich', async () => {
    const strings =
      '<si><t>甲 &amp; 乙</t></si><si><r><t>丙</t></r><r><t xml:space="preserve"> 丁</t></r></si>'
    expect(await values('<c r="F2" t="s"><v>0</v></c>', { strings })).toEqual({ note: '甲 & 乙' })
    expect(await values('<c r="F2" t="s"><v>1</v></c>', { strings })).toEqual({ note: '丙 丁' })
  })

  it('count dates from 1904 where the workbook does', async () => {
    expect(await values('<c r="C2" s="1"><v>41528</v></c>', { styles: STYLES, date1904: true })).toEqual({
      on: '2017-09-12',
    })
  })

  it.each([
    ['18 digits', '530129199003071238', 'precision_lost', '530129199003071230'],
    ['18 digits with exponent', '5.3012919900307123E+17', 'precision_lost', '530129199003071230'],
    ['6 digits', '530129', 'length', '530129'],
  ])('a numeric ID of %s is a reject', async (_, number, reason, shown) => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2"><v>${number}</v></c></row>`
    const { rejects, report } = await readTable(await put(workbook({ sheets: [{ name: '一', rows }] })), FEED)
    expect(rejects.map(({ row, column, reason }) => [row, column, reason])).toEqual([[2, '身份证号', reason]])
    expect(rejects[0]?.value.slice(0, 15)).toBe(shown.slice(0, 15))
    expect([report.dataRows, report.rejectedRows]).toEqual([1, 1])
  })

  it('a numeric ID of 15 digits is one', async () => {
    const rows = `${HEADER}<row r="2"><c r="B2"><v>${old(ID)}</v></c></row>`
    const table = await readTable(await put(workbook({ sheets: [{ name: '一', rows }] })), FEED)
    expect(table.rows.map(row => row.persons.map(person => person.key))).toEqual([[ID]])
  })
})

describe('rows of a workbook', () => {
  it('have the numbers of the sheet, whatever is missing between them', async () => {
    const rows = `${textRow(3, '登记表')}${textRow(5, '姓名', '身份证号', '日期')}${textRow(9, '张三', ID)}${textRow(12, '李四', ID, '2017-9')}<row r="900000"><c r="A900000" s="0"/></row>`
    const {
      reader,
      rows: read,
      report,
    } = await readTable(await put(workbook({ sheets: [{ name: '一', rows }] })), FEED)
    expect(reader.headerRow).toBe(5)
    expect(read.map(row => row.row)).toEqual([9, 12])
    expect(report.skipped).toEqual({ title: 1, blank: 8, header: 0, subtotal: 0, note: 0 })
    expect(report.rejectedRows).toBe(0)
  })

  it('may end before the header does, or after it', async () => {
    const rows = `${textRow(1, '姓名', '身份证号', '日期')}${textRow(2, '张三', ID)}${textRow(3, '李四', ID, '2017-9', 'x')}`
    const { rejects, rows: read } = await readTable(
      await put(workbook({ sheets: [{ name: '一', rows }] })),
      FEED,
    )
    expect(read.map(row => row.row)).toEqual([2, 3])
    expect(rejects).toEqual([])
  })

  it('are those of the first visible sheet; the others are reported', async () => {
    const bytes = workbook({
      sheets: [
        { name: '字典', state: 'hidden', rows: textRow(1, 'x') },
        { name: '数据', rows: HEADER + textRow(2, '张三', ID) },
        { name: '其他', rows: textRow(1, 'y') },
      ],
    })
    const { report, rows } = await readTable(await put(bytes), FEED)
    expect(rows.length).toBe(1)
    expect(report.notices.map(notice => notice.code)).toEqual(['further_sheets'])
    expect(report.notices[0]?.text.zh).toContain('只读取工作表「数据」, 未读取 「字典」「其他」')
  })

  it('come back as another program wrote them', async () => {
    const cells = fc.oneof(
      fc.string({ maxLength: 8 }).map(text => `字${text.replace(/[^\w张-]/gu, '')}`),
      fc.integer({ min: -1e9, max: 1e9 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 12 }), async notes => {
        const sheet = [['姓名', '身份证号', '说明'], ...notes.map(note => ['张三', ID, note])]
        const { rows } = await readTable(
          await put(await writeXlsx({ sheets: [{ name: '一', rows: sheet }] })),
          FEED,
        )
        expect(rows.map(row => row.read('note'))).toEqual(notes.map(String))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a workbook', () => {
  const parts = workbookParts({ sheets: [{ name: '一', rows: HEADER + textRow(2, '张三', ID) }] })
  const good = archive(parts)
  const code = async (bytes: Uint8Array) => (await refusal(await put(bytes), FEED)).code

  it('without rows is empty', async () => {
    expect(await code(workbook({ sheets: [{ name: '一', rows: '' }] }))).toBe('empty_file')
    expect(
      await code(workbook({ sheets: [{ name: '一', rows: '<row r="7"><c r="A7" s="0"/></row>' }] })),
    ).toBe('empty_file')
  })

  it('whose archive is damaged, a bomb, encrypted or no workbook is refused by name', async () => {
    expect(await code(good.subarray(0, good.length - 30))).toBe('zip_damaged')
    expect(await code(archive(parts.map((part, n) => (n === 4 ? { ...part, crc: 7 } : part))))).toBe(
      'zip_damaged',
    )
    expect(await code(archive([...parts, { name: 'x', content: Buffer.alloc(64 * 1024 * 1024) }]))).toBe(
      'zip_bomb',
    )
    expect(await code(archive(parts.map(part => ({ ...part, flags: 1 }))))).toBe('not_a_workbook')
    expect(await code(archive([{ name: 'a.txt', content: 'a' }]))).toBe('not_a_workbook')
    expect(await code(archive(parts.slice(0, 4)))).toBe('not_a_workbook')
    expect(await code(Buffer.from('姓名,身份证号\n'))).toBe('not_a_workbook')
    expect(
      await code(
        archive(
          parts.map((part, n) => (n === 4 ? { ...part, content: '<worksheet><sheetData><row r="1"' } : part)),
        ),
      ),
    ).toBe('not_a_workbook')
  })

  it('that ends in the middle of its sheet is refused, whatever its checksums say', async () => {
    const whole = String(parts[4]?.content)
    const cut = whole.slice(0, whole.indexOf('<row r="2">'))
    expect(await code(archive(parts.map((part, n) => (n === 4 ? { ...part, content: cut } : part))))).toBe(
      'not_a_workbook',
    )
  })

  it('of more cells than anybody fills is too large', async () => {
    expect(
      await code(
        workbook({
          sheets: [{ name: '一', rows: `${HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }],
        }),
      ),
    ).toBe('too_large')
  })

  it('may claim any dimension', async () => {
    const bytes = workbook({
      sheets: [
        { name: '一', before: '<dimension ref="A1:XFD1048576"/>', rows: HEADER + textRow(2, '张三', ID) },
      ],
    })
    expect((await readTable(await put(bytes), FEED)).rows.length).toBe(1)
  })

  it('with any byte flipped gives the same rows or is refused', async () => {
    const { rows: expected } = await readTable(await put(good), FEED)
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(good)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        try {
          const { rows } = await readTable(await put(bytes), FEED)
          expect(rows.map(row => row.persons)).toEqual(expected.map(row => row.persons))
        } catch (error) {
          expect(error).toBeInstanceOf(InputError)
        }
      }),
      { numRuns: 600 },
    )
  })
})
