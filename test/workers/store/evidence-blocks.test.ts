import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CandidateList, candidatePairs } from '../../../workers/store/candidates.ts'
import { type BlockRow, packBlock, unpackBlock } from '../../../workers/store/evidence-blocks.ts'

/** What text becomes on its way through PostgreSQL. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd').toWellFormed()
const text = fc.string({ unit: 'binary' })
const child = fc.record({ key: text, name: text }, { requiredKeys: ['key'] })
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
  fc.dictionary(
    fc.string({ minLength: 1 }).filter(name => name !== '__proto__'),
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.record({ raw: text }),
    ),
  ),
)

describe('An evidence block', () => {
  it('gives back what was packed; what PostgreSQL could not hold is replaced as everywhere', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), rows => {
        const expected = JSON.parse(JSON.stringify(rows), (_, value: unknown) =>
          typeof value === 'string' ? storable(value) : value,
        )
        expect(unpackBlock(packBlock('a.feed', rows).bytes)).toEqual(expected)
      }),
    )
  })

  it('is the same bytes for the same rows, and other bytes for others', () => {
    const rows: readonly BlockRow[] = [
      [3, [['53012919800101123X', 'self', '张三', null]], { plate: '云A00001' }],
    ]
    const [one, again, other] = [rows, structuredClone(rows), [...rows, ...rows]].map(each =>
      packBlock('a.feed', each),
    )
    expect(packBlock('another.feed', rows).digest).not.toEqual(one?.digest)
    expect(again).toEqual(one)
    expect(one?.digest.byteLength).toBe(16)
    expect(other?.digest).not.toEqual(one?.digest)
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
