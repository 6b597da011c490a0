import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import {
  CsvRecords,
  DELIMITERS,
  type Delimiter,
  LONGEST_RECORD,
  OverlongRecord,
} from '../../connectors/csv.ts'

/** Records of a text that arrives in pieces of `size` characters. */
function cut(text: string, delimiter: Delimiter, size = text.length + 1) {
  const csv = new CsvRecords(delimiter)
  const records: string[][] = []
  for (let at = 0; at < text.length; at += size) records.push(...csv.push(text.slice(at, at + size)))
  const { records: last, insideQuotes } = csv.finish()
  return { records: [...records, ...last], insideQuotes, count: csv.count }
}

/** What papaparse makes of the whole text; a newline at the end starts no record. */
function whole(text: string, delimiter: Delimiter): unknown[] {
  const { data } = Papa.parse(text, { delimiter, newline: '\n' })
  return text.endsWith('\n') && JSON.stringify(data.at(-1)) === '[""]' ? data.slice(0, -1) : data
}

describe('records', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      false,
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      false,
    ],
    ['a\n\nb\n\n', [['a'], [''], ['b'], ['']], false],
    ['"a,1","b\n2","c""3"\nd', [['a,1', 'b\n2', 'c"3'], ['d']], false],
    ['a"b,c\n', [['a"b', 'c']], false],
    ['"a" ,b\n', [['a', 'b']], false],
    ['a,"b\nc,d\n', [['a', 'b\nc,d\n']], true],
    ['a,"b', [['a', 'b']], true],
    ['a,"b"', [['a', 'b']], false],
    ['', [], false],
  ])('of %j', (text, records, insideQuotes) => {
    expect(cut(text, ',')).toEqual({ records, insideQuotes, count: records.length })
  })

  const fields = fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\n', ' ', 'a', '张', '𬭎', '1'),
    maxLength: 6,
  })

  it('are those of papaparse over the whole text, whatever the text and the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fields, { maxLength: 30 }).map(parts => parts.join('')),
        fc.constantFrom(...DELIMITERS),
        fc.integer({ min: 1, max: 12 }),
        (text, delimiter, size) => {
          expect(cut(text, delimiter, size).records).toEqual(whole(text, delimiter))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fields, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...DELIMITERS),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (table, delimiter, quotes, size) => {
          const text = `${Papa.unparse(table, { delimiter, quotes, newline: '\n' })}\n`
          expect(cut(text, delimiter, size).records).toEqual(table)
        },
      ),
    )
  })

  it('that go on and on stop the reading, and say where', () => {
    const run = (text: string) => {
      const csv = new CsvRecords(',')
      csv.push('a,b\nc,d\n')
      csv.push(text)
    }
    const long = 'x\n'.repeat(LONGEST_RECORD / 2)
    expect(() => run(`e,"${long}`)).toThrow(expect.objectContaining({ index: 2, quoted: true }))
    expect(() => run('x'.repeat(LONGEST_RECORD + 1))).toThrow(
      expect.objectContaining({ index: 2, quoted: false }),
    )
    expect(() => run(`e,"${long}`)).toThrow(OverlongRecord)
    expect(() => run(long)).not.toThrow()
  })
})
