import fc from 'fast-check'
import { type CellStyle, type CellValue, readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { checkZip, unpackEntry } from '../../../../connectors/zip.ts'
import { writeBook } from '../../../../pipelines/reports/book/write-book.ts'

/** The parts of a workbook; texts stand in the cells, since their order among themselves says nothing. */
async function contents(bytes: Uint8Array): Promise<Record<string, string>> {
  const archive = Buffer.from(bytes)
  const parts = new Map<string, string>()
  for (const entry of await checkZip(archive))
    parts.set(entry.name, (await unpackEntry(archive, entry)).toString('utf8'))
  const texts = Array.from(
    (parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs),
    ([, text]) => text,
  )
  parts.delete('xl/sharedStrings.xml')
  return Object.fromEntries(
    Array.from(parts, ([name, xml]) => [
      name,
      xml
        .replace(/ t="s"([^>]*)><v>(\d+)<\/v>/g, (_, format, number) => `${format}>${texts[number]}`)
        .replace(/<(\w+)( [^>]*)?><\/\1>/g, '<$1$2/>'),
    ]),
  )
}

type RowLook = Parameters<NonNullable<WriteSheet['rowDefs']>['set']>[1]

const bold: CellStyle = { font: { name: '宋体', size: 9, bold: true } }
const boxed: CellStyle = { border: { top: { style: 'thin', color: { rgb: 'BFBFBF' } } }, numFmt: '@' }
const style = fc.constantFrom(undefined, bold, boxed)
const value: fc.Arbitrary<CellValue> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({ unit: 'grapheme' }).map(text => text.replace(/[\p{Cc}\p{Cs}]/gu, '\n')),
  },
  { weight: 2, arbitrary: fc.constantFrom('', ' x', '<a&b>', '0', '$1$&', '</sst>') },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.constant(null) },
)
const sheet: fc.Arbitrary<Omit<WriteSheet, 'name'>> = fc
  .record({
    styles: fc.array(style, { minLength: 1, maxLength: 30 }),
    head: fc.integer({ min: 0, max: 3 }),
    body: fc.array(fc.array(value, { minLength: 1, maxLength: 30 }), { maxLength: 12 }),
    heights: fc.array(fc.option(fc.integer({ min: 10, max: 400 })), { maxLength: 15 }),
    notes: fc.boolean(),
    odd: fc.constantFrom('nothing', 'a cell', 'a hidden row', 'a date'),
  })
  .map(({ styles, head, body, heights, notes, odd }) => {
    const below = head + body.length
    const inside = head + (body.length >> 1)
    return {
      columns: styles.map(style => ({ width: 9, ...(style ? { style } : {}) })),
      rows: [
        ...Array.from({ length: head }, () => []),
        ...body.map((row, place) => (odd === 'a date' && place === 2 ? [new Date(0), ...row] : row)),
      ],
      cells: new Map([
        ['0,0', { value: '题', style: bold }],
        ...(notes ? [[`${below},1`, { value: '注', style: boxed }] as const] : []),
        ...(odd === 'a cell' ? [[`${inside},0`, { value: '合计', style: bold }] as const] : []),
      ]),
      rowDefs: new Map<number, RowLook>([
        ...heights.flatMap((height, row) => (height === null ? [] : [[row, { height }] as const])),
        ...(odd === 'a hidden row' ? [[inside, { height: 20, hidden: true }] as const] : []),
      ]),
    }
  })

test('a workbook is the one that hucre would write by itself, part by part', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sheet, { minLength: 1, maxLength: 3 }), async sheets => {
      const options = {
        sheets: sheets.map((sheet, place) => ({ ...sheet, name: `表${place}` })),
        properties: { created: new Date(0), modified: new Date(0) },
      }
      expect(await contents(await writeBook(options))).toEqual(await contents(await writeXlsx(options)))
    }),
    { numRuns: 60 },
  )
})

test('texts of tables and of what stands around them are read back, whatever they look like', async () => {
  const texts = ['<b>&amp;</b>', ' ahead', 'behind ', 'two\nlines', '$1', '𠮷野', '</sst>', 'twice', 'twice']
  const bytes = await writeBook({
    sheets: [
      {
        name: '甲',
        rows: [[], ...texts.map(text => [text, 1])],
        cells: new Map([['0,0', { value: 'twice' }]]),
      },
      { name: '乙', rows: texts.map(text => [text]) },
    ],
  })
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map(({ rows }) => rows)).toEqual([
    [['twice', null], ...texts.map(text => [text, 1])],
    texts.map(text => [text]),
  ])
})

test('a workbook of numbers alone has no texts', async () => {
  const { sheets } = await readXlsx(await writeBook({ sheets: [{ name: '数', rows: [[1], [2.5]] }] }))
  expect(sheets[0]?.rows).toEqual([[1], [2.5]])
})
