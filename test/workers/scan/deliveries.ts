/** Dirty deliveries of a feed: whatever departments have put into files. */
import fc from 'fast-check'
import type { Column } from '../../../connectors/column.ts'
import { DELIMITERS, type Delimiter } from '../../../connectors/csv.ts'
import type { FeedDefinition } from '../../../connectors/definition.ts'
import { encodeGb18030 } from '../../connectors/gb18030.ts'
import { idCells, keys } from './id-cells.ts'

export type Cells = readonly string[]

export interface Delivery {
  readonly records: readonly Cells[]
  readonly delimiter: Delimiter
  readonly newline: '\n' | '\r\n' | '\r'
  readonly encoding: keyof typeof ENCODERS
  /** Which cells are quoted though they need not be: 0 none, 1 all, others some. */
  readonly quoting: number
  /** Written behind the last record. */
  readonly end: string
}

const withMark = (mark: readonly number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes])
export const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
  gb18030: encodeGb18030,
  'gb18030 with a mark': (text: string) => withMark([0x84, 0x31, 0x95, 0x33], encodeGb18030(text)),
  'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
}

/** The bytes of a delivery. */
export function bytesOf(delivery: Delivery): Buffer {
  const { records, delimiter, newline, encoding, quoting, end } = delivery
  let nth = 0
  const cell = (text: string): string => {
    const needsQuotes = /["\n\r]/.test(text) || text.includes(delimiter)
    nth++
    const isQuoted = needsQuotes || quoting === 1 || (quoting > 1 && nth % quoting === 0)
    if (!isQuoted) return text
    const blanks = quoting > 1 && nth % (quoting * 3) === 0 ? ' ' : ''
    return `"${text.replaceAll('"', '""').replaceAll('\n', newline)}"${blanks}`
  }
  const text = records.map(cells => cells.map(cell).join(delimiter)).join(newline)
  return ENCODERS[encoding](text + end.replaceAll('\n', newline))
}

const NAMES = ['张三', '李四', '王五、赵六', '钱·七', '某公司', '', '  ', '𬭎某', '注册人']
const names = fc.constantFrom(...NAMES)
const texts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('', '正常', '云A12345', '2017-09-30', '一级', '在读', '3', '住宅'),
  },
  fc.constantFrom(
    '两\n行',
    '有,逗号',
    '有;分号',
    '有\t制表',
    '说"话"',
    '"',
    ' ',
    '\u3000',
    '合计',
    '注',
    '回\r车',
  ),
)
const codes = fc.constantFrom('530129001', 'H1', 'A07', '', 'NULL', 'N123', 'h 2', 'h2', '２', '—', "'12")
const mostlyKeys = fc.oneof({ weight: 5, arbitrary: keys }, { weight: 2, arbitrary: idCells })
/** An optional ID column is mostly empty. */
const sometimesKeys = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: keys },
  idCells,
)

interface Place {
  readonly header: string
  readonly kind: 'key' | 'id' | 'name' | 'code' | 'text' | 'nothing'
  /** What is usually written there. */
  readonly values?: readonly string[]
}

function kindOf(isKey: boolean, { kind }: Column): Place['kind'] {
  if (isKey) return 'key'
  return kind === 'id' || kind === 'name' || kind === 'code' ? kind : 'text'
}

function placesOf({ columns, persons }: FeedDefinition): fc.Arbitrary<readonly Place[]> {
  const key = persons.find(({ role }) => role === 'self')?.id
  const entries = Object.entries<Column>(columns)
  const place = ([property, column]: readonly [string, Column]): fc.Arbitrary<Place> =>
    fc.constantFrom(column.header, column.header, ...column.aliases).map(header => ({
      header,
      kind: kindOf(property === key, column),
      ...(column.values ? { values: column.values } : {}),
    }))
  const optional = entries.filter(([, { required }]) => !required)
  const unknown: fc.Arbitrary<Place> = fc.constantFrom(
    { header: '序号', kind: 'text' },
    { header: '身份证 号', kind: 'text' },
    { header: '', kind: 'nothing' },
  )
  return fc
    .tuple(
      fc.oneof(fc.constant(optional), fc.subarray(optional)),
      fc.array(unknown, { maxLength: 2 }),
      fc.boolean(),
    )
    .chain(([chosen, strangers, isShuffled]) => {
      const known = entries.filter(entry => entry[1].required || chosen.includes(entry))
      const places = [...known.map(place), ...strangers.map(stranger => fc.constant(stranger))]
      return fc
        .tuple(...places)
        .chain(all =>
          isShuffled
            ? fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
            : fc.constant(all),
        )
    })
}

function cellOf({ kind, values = [] }: Place): fc.Arbitrary<string> {
  if (values.length > 0)
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values, '') }, { weight: 1, arbitrary: texts })
  switch (kind) {
    case 'key':
      return mostlyKeys
    case 'id':
      return sometimesKeys
    case 'name':
      return names
    case 'code':
      return fc.oneof({ weight: 6, arbitrary: codes }, { weight: 1, arbitrary: texts })
    case 'text':
      return texts
    case 'nothing':
      return fc.constant('')
  }
}

/** Records that are no rows, and rows of a wrong width. */
function oddities(places: readonly Place[], row: fc.Arbitrary<Cells>): fc.Arbitrary<Cells> {
  const width = places.length
  const blanks = Array.from({ length: width - 1 }, () => '')
  const headers = places.map(({ header }) => header)
  return fc.oneof(
    fc.constantFrom<Cells>([], [''], [' '], ['', ...blanks], ['\u3000', ...blanks], ['', '', '']),
    fc.constantFrom<Cells>(
      headers,
      [...headers, ''],
      headers.map(header => ` ${header} `),
      headers.slice(1),
    ),
    fc.constantFrom('合计', '禄劝县小计', '总计', '合计 ').map(text => [text, ...blanks]),
    row.map(cells => ['合计', ...cells.slice(1)]),
    row.map(cells =>
      places.map(({ kind }, n) =>
        kind === 'key' || kind === 'id' ? '' : n === 0 ? '小计' : (cells[n] ?? ''),
      ),
    ),
    fc.constantFrom<Cells>(['备注：以上为截至目前的数据'], ['填表人：张三', ...blanks], ['说明', '1', '2']),
    fc.constantFrom('某', '注', '数据来源').map(text => [...blanks, text]),
    row.map(cells => cells.slice(0, -1)),
    row.map(cells => [...cells, '']),
    row.map(cells => [...cells, ' ', '']),
    row.map(cells => [...cells, '多']),
    keys.map(key => [key]),
    row.map(cells => cells.map(cell => ` ${cell}`)),
    fc.array(texts, { maxLength: width + 1 }),
  )
}

export const deliveries = (definition: FeedDefinition): fc.Arbitrary<Delivery> =>
  placesOf(definition).chain(places => {
    const row: fc.Arbitrary<Cells> = fc.tuple(...places.map(cellOf))
    const titles = fc.array(
      fc.constantFrom<Cells>(
        ['机动车登记表'],
        [],
        [''],
        ['单位：公安局', '', ''],
        ['制表\n日期', '2017"11"'],
      ),
      { maxLength: 4 },
    )
    const body = fc.array(fc.oneof({ weight: 4, arbitrary: row }, oddities(places, row)), {
      maxLength: 30,
      size: 'max',
    })
    return fc
      .record({
        titles: fc.oneof(fc.constant([]), titles),
        body,
        delimiter: fc.constantFrom(...DELIMITERS),
        newline: fc.constantFrom('\n', '\n', '\r\n', '\r\n', '\r'),
        encoding: fc.constantFrom(...(Object.keys(ENCODERS) as (keyof typeof ENCODERS)[])),
        quoting: fc.constantFrom(0, 0, 1, 3, 7),
        end: fc.constantFrom('\n', '\n', '', '\n\n', '"', '\n"未完'),
      } as const)
      .map(({ titles, body, ...form }) => ({
        ...form,
        records: [...titles, places.map(({ header }) => header), ...body],
      }))
  })
