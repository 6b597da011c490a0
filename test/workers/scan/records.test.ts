import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIMITERS, type Delimiter } from '../../../connectors/csv.ts'
import { encodeGb18030 } from '../../connectors/gb18030.ts'
import { cut, cutWhole, type Form, scanned } from './cutting.ts'
import { KERNELS } from './kernel/workbench.ts'
import { PAPAPARSE_CASES } from './papaparse-cases.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidui-records-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ENCODINGS = {
  'UTF-8': { encoding: 'utf-8', bom: [], encode: (text: string) => Buffer.from(text) },
  'UTF-8 with a BOM': {
    encoding: 'utf-8',
    bom: [0xef, 0xbb, 0xbf],
    encode: (text: string) => Buffer.from(text),
  },
  GB18030: { encoding: 'gb18030', bom: [], encode: encodeGb18030 },
  'GB18030 with a BOM': { encoding: 'gb18030', bom: [0x84, 0x31, 0x95, 0x33], encode: encodeGb18030 },
  'UTF-16LE': {
    encoding: 'utf-16le',
    bom: [0xff, 0xfe],
    encode: (text: string) => Buffer.from(text, 'utf16le'),
  },
} as const
type EncodingName = keyof typeof ENCODINGS
const ENCODING_NAMES = Object.keys(ENCODINGS) as EncodingName[]

let files = 0
function put(text: string, name: EncodingName, delimiter: Delimiter, newline: '\n' | '\r' = '\n') {
  const { encoding, bom, encode } = ENCODINGS[name]
  const form: Form = { encoding, newline, delimiter, first: bom.length }
  return scanned(join(folder, `${files++ % 20}.csv`), Buffer.concat([Buffer.from(bom), encode(text)]), form)
}

/** The claim, for both kernels: whatever the ranges are, the records are papaparse's. */
async function expectPapaparse(
  text: string,
  delimiter: Delimiter,
  {
    encoding = 'UTF-8',
    newline = '\n',
    cuts = [],
  }: { encoding?: EncodingName; newline?: '\n' | '\r'; cuts?: readonly number[] } = {},
) {
  const file = put(text, encoding, delimiter, newline)
  const expected = cutWhole(text, delimiter, newline)
  for (const kernel of KERNELS) {
    const sizes = cuts.length > 0 ? cuts : [undefined]
    for (const rangeBytes of sizes)
      expect({ kernel, rangeBytes, ...(await cut(file, kernel, rangeBytes)) }).toEqual({
        kernel,
        rangeBytes,
        ...expected,
      })
  }
}

const upTo = (length: number) => Array.from({ length: Math.max(1, length) }, (_, n) => n + 1)
/** Every number of bytes that a range of the text can have. */
const everyCut = (text: string, encoding: EncodingName = 'UTF-8') =>
  upTo(ENCODINGS[encoding].encode(text).length)

const pieces = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('"', '"', ',', ',', ';', '\t', '\n', '\n', '\r\n', '\r') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('""', '",', '"\n', '"\r\n', ',"', '\n"', '" ,', '"\t,', '"\u3000,'),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom(' ', 'a', '1', '张', '𬭎', '\u3000', '\u00a0', '\ufeff', '\v', '\u2028'),
      },
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''))

describe('Records are those of papaparse', () => {
  it('for any text, whatever the ranges', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom(...DELIMITERS), async (text, delimiter) => {
        await expectPapaparse(text, delimiter, { cuts: everyCut(text) })
      }),
      { numRuns: 120 },
    )
  })

  it('in any encoding', async () => {
    await fc.assert(
      fc.asyncProperty(
        pieces,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom(...ENCODING_NAMES),
        fc.integer({ min: 1, max: 20 }),
        async (text, delimiter, encoding, rangeBytes) => {
          await expectPapaparse(text, delimiter, { encoding, cuts: [rangeBytes] })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('where lines end in CR only', async () => {
    await fc.assert(
      fc.asyncProperty(
        pieces.map(text => text.replaceAll('\n', '\r')),
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom(...ENCODING_NAMES),
        async (text, delimiter, encoding) => {
          await expectPapaparse(text, delimiter, { encoding, newline: '\r', cuts: [5] })
        },
      ),
      { numRuns: 300 },
    )
  })

  const cells = fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\n', ' ', 'a', '张', '𬭎', '1'),
    maxLength: 6,
  })

  it('for tables that papaparse has written, and come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (table, delimiter, newline, quotes, ended, rangeBytes) => {
          const text = Papa.unparse(table, { delimiter, quotes, newline }) + (ended ? newline : '')
          const file = put(text, 'UTF-8', delimiter)
          for (const kernel of KERNELS)
            expect(await cut(file, kernel, rangeBytes)).toEqual({ records: table, insideQuotes: false })
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each(PAPAPARSE_CASES)('$title', async ({ text, delimiter = ',', records, insideQuotes = false }) => {
    expect(cutWhole(text, delimiter)).toEqual({ records, insideQuotes })
    for (const line of ['\n', '\r\n']) {
      const written = text.replaceAll('\n', line)
      await expectPapaparse(written, delimiter, { cuts: everyCut(written) })
      await expectPapaparse(written + line, delimiter, { cuts: everyCut(written + line) })
    }
    for (const encoding of ENCODING_NAMES) await expectPapaparse(text, delimiter, { encoding, cuts: [7] })
  })

  const spectrum = new URL('../../../node_modules/csv-spectrum/csvs/', import.meta.url)
  it.each(readdirSync(spectrum))('csv-spectrum: %s', async name => {
    const text = readFileSync(new URL(name, spectrum), 'utf8')
    await expectPapaparse(text, ',', { cuts: everyCut(text) })
    // Its JSON has another telephone number.
    if (name === 'location_coordinates.csv') return
    const { records } = await cut(put(text, 'UTF-8', ','), 'wasm')
    const [header = [], ...rows] = records
    const json = readFileSync(new URL(`../json/${name.replace('.csv', '.json')}`, spectrum), 'utf8')
    // Line ends within a cell are made \n, as everywhere.
    expect(rows.map(row => Object.fromEntries(header.map((label, n) => [label, row[n]])))).toEqual(
      JSON.parse(json.replaceAll('\\r\\n', '\\n')),
    )
  })
})

describe('Long files', () => {
  it('are cut alike across windows, ranges and drained results', async () => {
    const rows = Array.from({ length: 8_000 }, (_, n) =>
      n % 50 === 0
        ? `"行,${n}\n第""二""行" ,"${'长'.repeat(n % 300)}"\r\n`
        : n % 997 === 0
          ? `"${n}"\u3000,"\n"\n`
          : `${n},${'x'.repeat(n % 90)}\n`,
    )
    const text = rows.join('')
    for (const encoding of ['UTF-8', 'GB18030'] as const)
      await expectPapaparse(text, ',', { encoding, cuts: [300_000] })
    await expectPapaparse(text, ',', { encoding: 'UTF-16LE' })
  })

  it('hold more short records than the results have room for', async () => {
    await expectPapaparse('\n'.repeat(100_000), ',')
    await expectPapaparse('"\n"\n'.repeat(70_000), ',')
  })

  it('are scanned right where a quoted cell spans several ranges', async () => {
    const text = `a,b\n"${'x\n'.repeat(5000)}",c\n${'d,e\n'.repeat(100)}`
    await expectPapaparse(text, ',', { cuts: [100, 999, 3000, 10_006, 10_007, 10_008] })
  })
})
