import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskValue } from '../../../pipelines/reports/masking.ts'
import type { RejectRow } from '../../../pipelines/reports/model.ts'
import { rejectsLine, rejectsLines, sortRejects } from '../../../pipelines/reports/rejects-csv.ts'
import { REJECTS } from './snapshot.ts'

const reject = (overrides: Partial<RejectRow>): RejectRow => ({ ...(REJECTS[0] as RejectRow), ...overrides })

test('the file is BOM, header and CRLF lines; IDs masked, formulas neutralised', () => {
  expect([...rejectsLines(REJECTS, { masked: true })]).toEqual([
    '\uFEFFfeed,file,row,column,reason,value\r\n',
    'public-security.vehicles,feeds/public-security.vehicles/2017-11.csv,5,身份证号,scientific,5.30129E+17\r\n',
    'public-security.vehicles,feeds/public-security.vehicles/2017-11.csv,9,身份证号,check_digit,530129********1230\r\n',
    "public-security.vehicles,feeds/public-security.vehicles/2017-11.csv,9,身份证号,check_digit,'=530129********1231\r\n",
  ])
})

test('--unmasked shows the value, still neutralised', () => {
  expect(rejectsLine(REJECTS[2] as RejectRow, { masked: false })).toContain(",'=530129199003071231\r\n")
})

test('by feed, file as in the manifest, row as a number, column; one cell keeps its order', () => {
  const rows = [
    reject({ row: 10, column: 'b', value: '1' }),
    reject({ row: 10, column: 'b', value: '0' }),
    reject({ row: 10, column: 'a' }),
    reject({ row: 9 }),
    reject({ file: 'a.csv', fileOrder: 1, row: 1 }),
    reject({ feed: 'health.insurance', file: 'z.csv', fileOrder: 7 }),
  ]
  expect(
    sortRejects(rows).map(({ feed, fileOrder, row, column, value }) => [feed, fileOrder, row, column, value]),
  ).toEqual([
    ['health.insurance', 7, 5, '身份证号', '5.30129E+17'],
    ['public-security.vehicles', 0, 9, '身份证号', '5.30129E+17'],
    ['public-security.vehicles', 0, 10, 'a', '5.30129E+17'],
    ['public-security.vehicles', 0, 10, 'b', '1'],
    ['public-security.vehicles', 0, 10, 'b', '0'],
    ['public-security.vehicles', 1, 1, '身份证号', '5.30129E+17'],
  ])
})

describe('a masked value', () => {
  test.each([
    ['530129199003071231', '530129********1231'],
    ['53012919900307123', '530129*******7123'],
    ['530129.1990.0307.1231', '530129.****.****.1231'],
    ['5 3 0 1 2 9 1 9 9 0 0 3 0 7 1 2 3 1', '5 3 0 1 2 9 * * * * * * * * 1 2 3 1'],
    ['5.3.0.1.2.9.1.99003071231', '5.3.0.1.2.9.*.*******1231'],
    ['530129_19900307_1231', '530129_********_1231'],
    ['张三', '张三'],
    ['530129********1231', '530129********1231'],
    ['5.30129E+17', '5.30129E+17'],
    ['', ''],
  ])('%s is shown as %s', (value, shown) => {
    expect(maskValue(value)).toBe(shown)
  })

  test('never leaves the middle of an ID, whatever stands between its digits', () => {
    const separator = fc.constantFrom('', ' ', '-', '.', '_', '，', '\u200b', "'", '\n')
    fc.assert(
      fc.property(
        fc.array(separator, { minLength: 17, maxLength: 17 }),
        fc.constantFrom('530129199003071231', '53012919900307123X', '530129900307123'),
        fc.constantFrom('', '="', '身份证'),
        (separators, id, before) => {
          const written = before + [...id].map((digit, place) => digit + (separators[place] ?? '')).join('')
          const digitsLeft = maskValue(written).match(/\d/g)?.length ?? 0
          expect(digitsLeft).toBeLessThanOrEqual(10)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
