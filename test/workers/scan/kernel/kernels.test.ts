import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MODE, RULED_OUT, UNCLEAR } from '../../../../workers/scan/kernel/layout.ts'
import type { SievePlan } from '../../../../workers/scan/plan.ts'
import { idNumber } from '../../../connectors/persons.ts'
import { idCells, KNOWN, keys } from '../id-cells.ts'
import { type Rooms, type Span, workbench } from './workbench.ts'

const wasm = workbench('wasm', KNOWN)
const javascript = workbench('javascript', KNOWN)

/** The claim: around the bytes that count stand different ones, and the kernels say the same. */
function agree(plan: SievePlan, bytes: Uint8Array, span: Span = {}, rooms: Rooms = {}) {
  const said = wasm.run(plan, bytes, span, rooms, 0x22)
  expect(javascript.run(plan, bytes, span, rooms, 0x0a)).toEqual(said)
  expect(wasm.run(plan, bytes, span, rooms, 0x31)).toEqual(said)
  return said
}

const utf8 = (text: string) => Uint8Array.from(Buffer.from(text))
const DELIMITER_BYTES = [0x2c, 0x3b, 0x09]
const MODES = [
  MODE.subjects,
  MODE.candidates,
  MODE.subjects | MODE.candidates,
  MODE.subjects | MODE.entriesOnly,
  MODE.subjects | MODE.candidates | MODE.entriesOnly,
  MODE.index,
  MODE.everything,
]
const SPELLINGS = ['正常', 'GQ', '', '否', '1']

const plans = (width: number): fc.Arbitrary<SievePlan> => {
  const column = fc.nat(width - 1)
  return fc.record({
    delimiter: fc.constantFrom(...DELIMITER_BYTES),
    width: fc.constant(width),
    cutoff: fc.constantFrom(20171118, 19900307),
    bornBy: fc.constantFrom(0, 19571118),
    mode: fc.constantFrom(...MODES),
    ids: fc
      .uniqueArray(column, { minLength: 1, maxLength: 4 })
      .chain(columns =>
        fc.tuple(
          fc.constant(columns),
          fc.nat(columns.length - 1),
          fc.array(fc.boolean(), { minLength: columns.length, maxLength: columns.length }),
        ),
      )
      .map(([columns, key, joins]) =>
        columns.map((column, n) => ({ column, isKey: n === key, joins: joins[n] ?? false })),
      ),
    classes: fc.array(
      fc.record({
        column,
        otherwise: fc.constantFrom(0, 1, UNCLEAR),
        spellings: fc.array(
          fc.record({
            bytes: fc.constantFrom(...SPELLINGS).map(utf8),
            code: fc.constantFrom(0, 1, 2, 8, 16, RULED_OUT, UNCLEAR),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
    houseColumn: column,
  })
}

const rooms: fc.Arbitrary<Rooms> = fc.oneof(
  fc.constant({}),
  fc.constantFrom({ keepBelow: 1 }, { keepBelow: 3 }),
  fc.record({
    plainRoom: fc.constantFrom(50, 200, 100_000),
    quotedRoom: fc.constantFrom(50, 200, 100_000),
    entriesRoom: fc.constantFrom(1, 2, 5, 1000),
    personsRoom: fc.constantFrom(1, 2, 5, 1000),
  }),
)

const spans = (length: number): fc.Arbitrary<Span> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 2,
      arbitrary: fc
        .record({ start: fc.nat(length), end: fc.nat(length), limit: fc.nat(length) })
        .map(({ start, end, limit }) => ({ start: Math.min(start, end), end: Math.max(start, end), limit })),
    },
  )

const cases = (plan: fc.Arbitrary<SievePlan>, bytes: (plan: SievePlan) => fc.Arbitrary<Uint8Array>) =>
  plan.chain(plan =>
    bytes(plan).chain(bytes => fc.tuple(fc.constant(plan), fc.constant(bytes), spans(bytes.length), rooms)),
  )

/** Bytes that matter to the sieve, in any order. */
const HOSTILE: readonly Uint8Array[] = [
  ...[',', ';', '\t', '"', '"', '\n', '\n', '\r', '\r\n', ' ', '1', '0', 'X', 'x', "'", 'A', '中', '\u3000'],
  ...['\u00a0', '正常', 'NULL', '""', '" ', '",', '"\n', idNumber(123), KNOWN[0] ?? ''],
].map(utf8)
const hostile = fc
  .array(fc.constantFrom(...HOSTILE, Uint8Array.of(0x80), Uint8Array.of(0xff), Uint8Array.of(0xa1, 0xa1)), {
    maxLength: 250,
  })
  .map(parts => Uint8Array.from(Buffer.concat(parts)))

const mostlyKeys = fc.oneof({ weight: 4, arbitrary: keys }, idCells)

/** Tables of the plan's width, or nearly, as programs write them. */
const table = ({ delimiter, width, ids }: SievePlan) => {
  const separator = String.fromCharCode(delimiter)
  const isId = new Set(ids.map(({ column }) => column))
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const text = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...SPELLINGS, 'H1', '530129001') },
    fc.constantFrom('云A12345', 'NULL', 'h 2', '"', 'a"b', '两\n行', ' '),
    fc.string({ maxLength: 8 }),
  )
  const cell = (column: number) =>
    fc
      .tuple(isId.has(column) ? mostlyKeys : text, fc.nat(20))
      .map(([cell, chance]) =>
        chance === 0 || /[",;\t\n\r]/.test(cell) ? quoted(cell) + (chance === 1 ? ' ' : '') : cell,
      )
  const record = fc
    .tuple(
      fc.tuple(...Array.from({ length: width }, (_, column) => cell(column))),
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('\n', '\r\n') },
        fc.constantFrom('\r\r\n', `${separator}\n`, ' \n'),
      ),
    )
    .map(([cells, end]) => cells.join(separator) + end)
  return fc
    .tuple(fc.array(record, { minLength: 1, maxLength: 16 }), fc.constantFrom('', '', 'x', '"open'))
    .map(([records, tail]) => utf8(records.join('') + tail))
}

describe('Both kernels say the same', () => {
  it('about any bytes, wherever they begin and end, however little room there is', () => {
    fc.assert(
      fc.property(
        cases(fc.integer({ min: 1, max: 4 }).chain(plans), () => hostile),
        args => {
          agree(...args)
        },
      ),
      { numRuns: 2500 },
    )
  })

  it('about tables', () => {
    fc.assert(
      fc.property(cases(fc.integer({ min: 1, max: 6 }).chain(plans), table), args => {
        agree(...args)
      }),
      { numRuns: 2500 },
    )
  })

  it('about tables of many stretches, of more rows and keys than are judged together', () => {
    const long = (plan: SievePlan) =>
      fc
        .tuple(
          fc.oneof({ weight: 3, arbitrary: table(plan) }, hostile, shortest(plan)),
          fc.nat(2000),
          fc.nat(9000),
        )
        .map(([bytes, times, filler]) => {
          const most = Math.floor(60_000 / Math.max(1, bytes.length))
          const repeated = Array.from({ length: Math.min(times, most) }, () => bytes)
          return Uint8Array.from(
            Buffer.concat([...repeated, utf8('x'.repeat(filler)), ...repeated.slice(0, 2)]),
          )
        })
    fc.assert(
      fc.property(cases(fc.integer({ min: 1, max: 8 }).chain(plans), long), args => {
        agree(...args)
      }),
      { numRuns: 300 },
    )
  })

  it('about wide tables', () => {
    fc.assert(
      fc.property(cases(fc.constantFrom(63, 64, 65, 130, 1000).chain(plans), wideTable), args => {
        agree(...args)
      }),
      { numRuns: 60 },
    )
  })
})

/** Rows with nothing but their IDs. */
const shortest = ({ delimiter, width, ids }: SievePlan) => {
  const isId = new Set(ids.map(({ column }) => column))
  const cells = Array.from({ length: width }, (_, column) => (isId.has(column) ? keys : fc.constant('')))
  return fc
    .array(
      fc.tuple(...cells).map(cells => `${cells.join(String.fromCharCode(delimiter))}\n`),
      { maxLength: 5 },
    )
    .map(rows => utf8(rows.join('')))
}

/** A table of mostly empty cells, and IDs where they belong. */
function wideTable({ delimiter, width, ids }: SievePlan) {
  const separator = String.fromCharCode(delimiter)
  return fc
    .array(
      fc.tuple(
        fc.array(mostlyKeys, { minLength: ids.length, maxLength: ids.length }),
        fc.constantFrom(-1, 0, 0, 0, 1),
      ),
      { maxLength: 6 },
    )
    .map(records =>
      utf8(
        records
          .map(([cells, more]) => {
            const record = Array.from({ length: width + more }, (_, n) => (n % 7 === 0 ? String(n) : ''))
            ids.forEach(({ column }, n) => {
              record[column] = /[",;\t\n]/.test(cells[n] ?? '') ? '' : (cells[n] ?? '')
            })
            return `${record.join(separator)}\r\n`
          })
          .join(''),
      ),
    )
}
