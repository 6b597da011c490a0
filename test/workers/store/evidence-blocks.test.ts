import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Readings, valuesByProperty } from '../../../connectors/values.ts'
import { CandidateList, candidatePairs } from '../../../workers/store/candidates.ts'
import { type BlockRow, blockRows, packBlock, unpackBlock } from '../../../workers/store/evidence-blocks.ts'

/** What text becomes on its way through PostgreSQL. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()
const text = fc.string({ unit: 'binary' })
const child = fc.record({ key: text, name: text }, { requiredKeys: ['key'] })
const reading = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('是', '否'),
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.record({ raw: text }),
)
const PROPERTIES = ['plate', 'use', '状态'] as const
const asStored = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? storable(part) : part))
const row: fc.Arbitrary<BlockRow> = fc.tuple(
  fc.nat({ max: 65_535 }),
  fc.array(
    fc.tuple(
      text,
      fc.constantFrom('self' as const, 'member' as const, 'parent' as const),
      fc.option(text),
      fc.option(fc.array(child, { maxLength: 3 })),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  fc.tuple(...PROPERTIES.map(() => reading)),
)

describe('An evidence block', () => {
  it('gives back what was packed; what PostgreSQL could not hold is replaced as everywhere', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), rows => {
        const expected = rows.map(([number, persons, readings]): [unknown, unknown, unknown[]] => [
          number,
          asStored(persons),
          readings.map(value => (value === undefined ? undefined : asStored(value))),
        ])
        const block = unpackBlock(packBlock('a.feed', PROPERTIES, rows).bytes)
        expect(blockRows(block)).toEqual(expected)
        block.rows.forEach((_, at) => {
          const values = block.values.of(at) as Record<string, unknown>
          expect(PROPERTIES.map(property => values[property])).toEqual(expected[at]?.[2])
          expect(JSON.parse(JSON.stringify(values))).toEqual(
            valuesByProperty(PROPERTIES, expected[at]?.[2] ?? []),
          )
        })
      }),
    )
  })

  it('is the same bytes for the same rows, and other bytes for others', () => {
    const rows: readonly BlockRow[] = [[3, [['53012919800101123X', 'self', '张三', null]], ['云A00001']]]
    const [one, again, other] = [rows, structuredClone(rows), [...rows, ...rows]].map(each =>
      packBlock('a.feed', ['plate'], each),
    )
    expect(packBlock('another.feed', ['plate'], rows).digest).not.toEqual(one?.digest)
    expect(again).toEqual(one)
    expect(one?.digest.byteLength).toBe(16)
    expect(other?.digest).not.toEqual(one?.digest)
  })

  it('gives all rows of a feed values of one shape, whatever is missing in them', () => {
    const pack = (readings: Readings) => packBlock('a.feed', PROPERTIES, [[1, [], readings]]).bytes
    const [one, other] = [[undefined, '非营运'], ['云A00001']].map(readings =>
      unpackBlock(pack(readings)).values.of(0),
    )
    expect(Object.getPrototypeOf(one)).toBe(Object.getPrototypeOf(other))
  })
})

describe('The candidates of a scan', () => {
  it('come back as halves of their keys, each once', () => {
    const list = new CandidateList()
    for (const low of [800101123, 800101124, 800101123]) list.addPair(53012919, low)
    expect([...candidatePairs(list.bytes())]).toEqual([
      [53012919, 800101123],
      [53012919, 800101124],
    ])
    expect([...candidatePairs(new CandidateList().bytes())]).toEqual([])
  })
})
