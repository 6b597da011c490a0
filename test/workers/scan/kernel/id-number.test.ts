import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it, test } from 'vitest'
import { judgeIdCell } from '../../../../connectors/id-number.ts'
import type { IsoDate } from '../../../../connectors/reading.ts'
import { keyHigh, keyLow } from '../../../../pipelines/match/key-halves.ts'
import { KEY_HIGH, RESIDENT_WORDS } from '../../../../pipelines/match/residents.ts'
import { ENTRY_WORDS, MODE } from '../../../../workers/scan/kernel/layout.ts'
import { dayNumber, type SievePlan } from '../../../../workers/scan/plan.ts'
import { encodeGb18030 } from '../../../connectors/gb18030.ts'
import { CUTOFF, idNumber } from '../../../connectors/persons.ts'
import { BORDER_DATES, CROSSED, idCells, KNOWN, keys, LUCKY } from '../id-cells.ts'
import { KERNELS, workbench } from './workbench.ts'

const plan = (cutoff: IsoDate): SievePlan => ({
  delimiter: 0x2c,
  width: 2,
  cutoff: dayNumber(cutoff),
  bornBy: 0,
  mode: MODE.index,
  ids: [{ column: 0, isKey: true, joins: true }],
  classes: [],
})

interface Judged {
  readonly high: number
  readonly low: number
  readonly suspect: number
}

/** What a kernel says of each cell, each as it stands in a file: the person whom it has read, or nothing. */
function judge(
  bench: ReturnType<typeof workbench>,
  written: readonly string[],
  cutoff: IsoDate = CUTOFF,
  encode: (text: string) => Uint8Array = Buffer.from,
): readonly (Judged | undefined)[] {
  return written.map(cell => {
    const [step, ...more] = bench.run(plan(cutoff), encode(`${cell},\n`))
    if (!step || more.length > 0) throw new Error(`${JSON.stringify(cell)} is not one record`)
    const { persons, entries, judged, suspects } = step
    expect([step.records, judged, persons.length / RESIDENT_WORDS + entries.length / ENTRY_WORDS]).toEqual([
      1,
      persons.length / RESIDENT_WORDS,
      1,
    ])
    if (judged === 0) return undefined
    return {
      high: (persons[0] ?? 0) & KEY_HIGH,
      low: persons[1] ?? 0,
      suspect: suspects,
    }
  })
}

/** The cell as papaparse reads it. */
const cellOf = (written: string): string =>
  (
    Papa.parse(`${written.replaceAll('\r\n', '\n')},\n`, { delimiter: ',', newline: '\n' })
      .data[0] as string[]
  )[0] ?? ''

/** What the exact way makes of it, if it is one valid ID. */
function exactly(written: string, cutoff: IsoDate = CUTOFF): Judged | undefined {
  const [id, ...more] = judgeIdCell(cellOf(written), cutoff)
  if (!id || more.length > 0 || !('key' in id)) return undefined
  return { high: keyHigh(id.key), low: keyLow(id.key), suspect: id.suspectPrecision ? 1 : 0 }
}

const inQuotes = (cell: string) => `"${cell.replaceAll('"', '""')}"`
/** As programs write a cell, with and without need for quotes. */
const writtenCells = fc.tuple(idCells, fc.nat(3)).map(([cell, style]) => {
  if (style === 0 || /[",\n]/.test(cell)) return inQuotes(cell)
  return style === 1 ? ` ${cell}` : cell
})

describe.each(KERNELS)('The %s kernel', kind => {
  const bench = workbench(kind, [])

  it('judges a cell as the exact way does, or leaves it alone', () => {
    fc.assert(
      fc.property(fc.array(writtenCells, { minLength: 10, maxLength: 40 }), cells => {
        for (const encode of [Buffer.from, encodeGb18030] as const)
          judge(bench, cells, CUTOFF, encode).forEach((said, n) => {
            const cell = cells[n] ?? ''
            if (said) expect([cell, said]).toEqual([cell, exactly(cell)])
          })
      }),
      { numRuns: 400 },
    )
  })

  it('judges any eighteen characters as the exact way does, or leaves them alone', () => {
    const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n))
    const spoilt = keys.chain(key =>
      fc
        .tuple(fc.nat(17), fc.constantFrom(...ASCII))
        .map(([at, by]) => key.slice(0, at) + by + key.slice(at + 1))
        .filter(cell => !/[",]/.test(cell)),
    )
    fc.assert(
      fc.property(spoilt, cell => {
        const [said] = judge(bench, [cell])
        if (said) expect(said).toEqual(exactly(cell))
      }),
      { numRuns: 3000 },
    )
  })

  const shapes: readonly (readonly [name: string, write: (key: string) => string])[] = [
    ['18 characters', key => key],
    ['a lower-case x', key => key.toLowerCase()],
    ['quotes', inQuotes],
    ['an apostrophe', key => `'${key}`],
    ['an apostrophe in quotes', key => `"'${key}"`],
    ['blanks around', key => ` ${key}  `],
    ['blanks and an apostrophe in quotes', key => `" '${key} "`],
    ['a certificate of 20', key => `${key}41`],
    ['a certificate of 22', key => `${key}13B1`],
    ['a certificate of 22 in lower case', key => `${key}13b2`.toLowerCase()],
    ['a certificate in quotes', key => inQuotes(`${key}44`)],
  ]

  it.each(shapes)('reads a valid key itself: %s', (_, write) => {
    fc.assert(
      fc.property(keys, key => {
        const [said] = judge(bench, [write(key)])
        expect(said).toEqual(exactly(write(key)))
        expect(said).toMatchObject({ high: keyHigh(key), low: keyLow(key) })
      }),
    )
  })

  it('reads a valid key itself in any column, before either line end', () => {
    for (const key of KNOWN.slice(0, 20))
      for (const column of [0, 1, 2])
        for (const written of [key, inQuotes(key)])
          for (const end of ['\n', '\r\n']) {
            const cells = ['x', '', 'y'].map((cell, n) => (n === column ? written : cell))
            const columns = { ...plan(CUTOFF), width: 3, ids: [{ column, isKey: true, joins: true }] }
            const [step] = bench.run(columns, Buffer.from(cells.join(',') + end))
            expect([written, column, end, step?.judged]).toEqual([written, column, end, 1])
          }
  })

  it('reads a valid old number of 15 digits itself', () => {
    for (const key of KNOWN) {
      const old = key.slice(0, 6) + key.slice(8, 17)
      for (const cell of [old, ` ${old}`, `'${old}`, inQuotes(old)])
        expect(judge(bench, [cell])).toEqual([{ high: keyHigh(key), low: keyLow(key), suspect: 0 }])
    }
  })

  it('counts a right number that ends in 000, but not in a certificate', () => {
    expect(LUCKY.length).toBeGreaterThan(10)
    for (const key of LUCKY)
      expect(judge(bench, [key, inQuotes(key), `${key}41`, `${key}41B1`]).map(said => said?.suspect)).toEqual(
        [1, 1, 0, 0],
      )
  })

  it('takes X for the check character of ten, and nothing else', () => {
    expect(CROSSED.length).toBeGreaterThan(10)
    for (const key of CROSSED) {
      const front = key.slice(0, 17)
      const taken = Array.from({ length: 256 }, (_, code) => code).filter(code => {
        if ([0x22, 0x2c, 0x0a, 0x0d].includes(code)) return false
        const bytes = Buffer.concat([Buffer.from(front), Buffer.of(code), Buffer.from(',\n')])
        return bench.run(plan(CUTOFF), bytes)[0]?.judged === 1
      })
      expect(taken.map(code => String.fromCharCode(code))).toEqual(['X', 'x'])
    }
  })

  it('knows the calendar, from 1900 to the cut-off', () => {
    for (const cutoff of [CUTOFF, '2016-02-29', '2000-02-28'])
      for (const date of BORDER_DATES) {
        const key = idNumber(248, date)
        const cells = [
          key,
          `${key}41`,
          ...(date.startsWith('19') ? [key.slice(0, 6) + key.slice(8, 17)] : []),
        ]
        expect([date, judge(bench, cells, cutoff)]).toEqual([date, cells.map(cell => exactly(cell, cutoff))])
      }
  })

  it('knows every day of a century and of the last years', () => {
    const cells: string[] = []
    for (const year of [1900, 1999, 2000, 2016, 2017])
      for (let month = 0; month <= 13; month++)
        for (let day = 0; day <= 32; day++)
          cells.push(idNumber(7, `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`))
    expect(judge(bench, cells)).toEqual(cells.map(cell => exactly(cell)))
  })

  test('wrong check characters are left alone', () => {
    for (const key of KNOWN.slice(0, 30))
      for (const check of '0123456789Xx') {
        if (key.endsWith(check.toUpperCase())) continue
        expect(judge(bench, [key.slice(0, 17) + check])).toEqual([undefined])
      }
  })
})
