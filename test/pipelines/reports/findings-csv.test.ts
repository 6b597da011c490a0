import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareCodePoints } from '../../../pipelines/reports/code-point.ts'
import { csvLine } from '../../../pipelines/reports/csv.ts'
import { findingsLine, findingsLines, sortLeads } from '../../../pipelines/reports/findings-csv.ts'
import { HEADER, parseCsv } from './parse-csv.ts'
import { file, INSURANCE, key, lead, MEMBERS, VEHICLES } from './snapshot.ts'

const MASKED = { masked: true }
const OPEN = { masked: false }

const two = (value: number) => String(value).padStart(2, '0')

const ANY_KEY = fc
  .tuple(
    fc.integer({ min: 1900, max: 2017 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.nat(999),
  )
  .map(([year, month, day, place]) =>
    key(`530129${year}${two(month)}${two(day)}${String(place).padStart(3, '0')}`),
  )

test('the file is BOM, header and CRLF lines, byte for byte', () => {
  const bytes = Buffer.from([...findingsLines([lead()], MASKED)].join(''), 'utf8')
  expect(bytes.toString('hex', 0, 3)).toBe('efbbbf')
  expect(bytes.toString('utf8', 3)).toBe(
    'rule,direction,class,severity,county,village,household,person_name,id_number,subject,evidence,detail\r\n' +
      'X01,exclusion,suspected,A,530129,530129101200,5301290001,张三,530129********1238,云A12345,' +
      'public-security.vehicles@a1b2c3d4#12,"名下小型客车云A12345，2015-03-01登记，购置价86,000元，达到30,000元"\r\n',
  )
})

test('--unmasked shows the whole number', () => {
  expect(cell(lead(), 'id_number', OPEN)).toBe('530129199003071238')
})

test('no leads: BOM and header', () => {
  expect([...findingsLines([], MASKED)]).toEqual([`\uFEFF${HEADER}\r\n`])
})

describe('evidence', () => {
  const evidence = (...rows: Parameters<typeof lead>[0][]) => rows.map(row => cell(lead(row), 'evidence'))

  test('rows of one file are joined by +, files by ;, absence is row 0', () => {
    expect(
      evidence(
        { evidence: [] },
        { evidence: [{ file: INSURANCE, row: 0 }] },
        {
          evidence: [
            { file: VEHICLES, row: 12 },
            { file: VEHICLES, row: 40 },
            { file: MEMBERS, row: 3 },
          ],
        },
      ),
    ).toEqual([
      '',
      'health.insurance@01234567#0',
      'public-security.vehicles@a1b2c3d4#12+40;register.members@ffeeddcc#3',
    ])
  })

  test('two files of equal bytes stay two', () => {
    const copy = file(
      'public-security.vehicles',
      'feeds/public-security.vehicles/copy.csv',
      VEHICLES.digest,
      1,
    )
    const refs = [
      { file: VEHICLES, row: 12 },
      { file: copy, row: 12 },
    ]
    expect(evidence({ evidence: refs })).toEqual([
      'public-security.vehicles@a1b2c3d4#12;public-security.vehicles@a1b2c3d4#12',
    ])
  })
})

describe('masking', () => {
  const person = key('53012919850612345')

  test('a subject is masked where it is a key, and only there', () => {
    const cases = [
      { subject: person, subjectIsKey: true },
      { subject: '530129101200', subjectIsKey: false },
      { subject: '530129101200001', subjectIsKey: false },
      { subject: '91530129MA6K12345X', subjectIsKey: false },
      { subject: '201712345678901234', subjectIsKey: false },
    ]
    expect(cases.map(overrides => cell(lead(overrides), 'subject'))).toEqual([
      `530129********${person.slice(-4)}`,
      '530129101200',
      '530129101200001',
      '91530129MA6K12345X',
      '201712345678901234',
    ])
  })

  test('a 户号 that is somebody’s ID number is masked, too', () => {
    expect(cell(lead({ rule: 'I07', idNumber: '', subject: person }), 'subject')).toBe(
      `530129********${person.slice(-4)}`,
    )
  })

  test('an ID number that slipped into a name or a detail is masked', () => {
    const line = findingsLine(lead({ personName: `张三${person}`, detail: `与${person}同名` }), MASKED)
    expect(line).not.toContain(person)
  })

  test('what the register wrote in place of an ID number stays if it is too short to be one', () => {
    expect(cell(lead({ idNumber: '5301291990' }), 'id_number')).toBe('5301291990')
  })

  test('no masked line holds a full key, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('household', 'idNumber', 'subject', 'personName', 'detail'),
        ANY_KEY,
        fc.constantFrom('', ' ', '云', '号：'),
        (field, id, before) => {
          const text = before + id
          const line = findingsLine(lead({ [field]: field === 'idNumber' ? id : text }), MASKED)
          return !line.includes(id)
        },
      ),
    )
  })
})

describe('cells that a spreadsheet would run', () => {
  test('get an apostrophe, and are quoted where RFC 4180 wants it', () => {
    expect(
      csvLine(['=1+1', '+86', '-', '@SUM(A1)', '\tx', '\rx', ' =1', '1-2', '', 'a"b', 'a\nb', "'"]),
    ).toBe(`'=1+1,'+86,'-,'@SUM(A1),'\tx,"'\rx", =1,1-2,,"a""b","a\nb",'\r\n`)
  })

  test('in any column of a lead', () => {
    const hostile = '=cmd|"/c calc"!A1'
    const line = findingsLine(
      lead({ household: hostile, personName: hostile, subject: hostile, detail: hostile, idNumber: '@x' }),
      OPEN,
    )
    const cells = parseCsv(line)[0] ?? []
    expect(cells.filter(text => /^[=+\-@\t\r]/.test(text))).toEqual([])
    expect(cells.filter(text => text === `'${hostile}`)).toHaveLength(4)
  })

  test('every text comes back from a CSV reader, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), texts => {
        const [cells] = parseCsv(csvLine(texts))
        expect(cells).toEqual(texts.map(text => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)))
      }),
    )
  })
})

describe('order', () => {
  test('by code point, beyond the BMP as well', () => {
    expect(['𠮷', '\uE000', '一', 'ﬀ', 'a', 'B', '', 'ab'].sort(compareCodePoints)).toEqual([
      '',
      'B',
      'a',
      'ab',
      '一',
      '\uE000',
      'ﬀ',
      '𠮷',
    ])
  })

  test('agrees with the order of UTF-8 bytes', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
  })

  test('by rule, county, household, ID, subject as they stand in the file; ties by the full number', () => {
    // Both masked as 530129********2016, though the unmasked numbers sort by birth date.
    const [early, late] = ['530129198506122016', '530129199506122016']
    const leads = [
      lead({ rule: 'X02' }),
      lead({ subject: '𠮷A1' }),
      lead({ subject: '\uE000A1' }),
      lead({ idNumber: late }),
      lead({ idNumber: early }),
      lead({ county: '530128', household: '5301280009' }),
      lead({ county: '', household: '' }),
    ]
    const shown = sortLeads(leads, MASKED).map(({ rule, county, idNumber, subject }) => [
      rule,
      county,
      idNumber,
      subject,
    ])
    expect(shown).toEqual([
      ['X01', '', '530129199003071238', '云A12345'],
      ['X01', '530128', '530129199003071238', '云A12345'],
      ['X01', '530129', '530129199003071238', '\uE000A1'],
      ['X01', '530129', '530129199003071238', '𠮷A1'],
      ['X01', '530129', early, '云A12345'],
      ['X01', '530129', late, '云A12345'],
      ['X02', '530129', '530129199003071238', '云A12345'],
    ])
  })

  test('masked cells order the masked file: birth dates play no part', () => {
    const ids = ['530129198001011999', '530129199901011111']
    expect(
      sortLeads(
        ids.map(idNumber => lead({ idNumber })),
        MASKED,
      ).map(({ idNumber }) => idNumber),
    ).toEqual([ids[1], ids[0]])
    expect(
      sortLeads(
        ids.map(idNumber => lead({ idNumber })),
        OPEN,
      ).map(({ idNumber }) => idNumber),
    ).toEqual(ids)
  })

  test('is the same whatever order the leads come in', () => {
    const leads = ['X01', 'X02', 'I01'].flatMap(rule =>
      ['1', '2', '-3'].map(household => lead({ rule, household })),
    )
    const bytes = (input: typeof leads) => [...findingsLines(sortLeads(input, MASKED), MASKED)].join('')
    fc.assert(
      fc.property(fc.shuffledSubarray(leads, { minLength: leads.length }), shuffled => {
        expect(bytes(shuffled)).toBe(bytes(leads))
      }),
    )
  })

  test('leads out of order, or one identity twice, are refused without naming anybody', () => {
    const write = (leads: Parameters<typeof findingsLines>[0]) => () => [...findingsLines(leads, MASKED)]
    expect(write([lead({ rule: 'X02' }), lead()])).toThrow(
      'Leads out of order, or twice the same one, at rule X01',
    )
    expect(write([lead(), lead()])).toThrow('at rule X01, county 530129')
  })
})

function cell(of: ReturnType<typeof lead>, column: string, options = MASKED): string | undefined {
  return parseCsv(findingsLine(of, options))[0]?.[HEADER.split(',').indexOf(column)]
}
