import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { MODE } from '../../../workers/scan/kernel/layout.ts'
import { SubjectTable } from '../../../workers/scan/subject-table.ts'
import { validIds } from '../../connectors/persons.ts'
import { KERNELS, workbench } from './kernel/workbench.ts'

/** As many different keys as asked for, of few areas and dates, as in a county. */
function manyKeys(count: number, seed: number): string[] {
  const keys = new Set<string>()
  let state = seed
  while (keys.size < count) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const year = 1930 + ((state >>> 8) % 88)
    const day = 1 + ((state >>> 17) % 28)
    keys.add(
      `5301${20 + ((state >>> 5) % 10)}${year}0${1 + (state % 9)}${String(day).padStart(2, '0')}${String((state >>> 12) % 1000).padStart(3, '0')}0`,
    )
  }
  return [...keys]
}

const bitsOf = (table: SubjectTable, key: string): number => table.getPair(keyHigh(key), keyLow(key))

describe('A table of subjects', () => {
  it('is to its users what a map is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(validIds, fc.constantFrom(1, 2, 4, 128)), { maxLength: 60 }),
        fc.array(validIds, { maxLength: 20 }),
        (marked, others) => {
          const table = SubjectTable.forSubjects(60, 'javascript')
          const map = new Map<string, number>()
          for (const [key, value] of marked) {
            table.mark(key, value)
            map.set(key, ((map.get(key) ?? 0) | value) >>> 0)
          }
          expect(table.size).toBe(map.size)
          for (const key of [...map.keys(), ...others]) {
            expect([key, bitsOf(table, key), table.has(key)]).toEqual([key, map.get(key) ?? 0, map.has(key)])
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('takes as many subjects as it was made for, and says when it is full', () => {
    for (const expected of [0, 1, 2730, 2731, 5461, 20_000]) {
      const table = SubjectTable.forSubjects(expected, 'javascript')
      expect(table.hasRoomFor(expected)).toBe(true)
      const keys = manyKeys(Math.max(expected, 2730), 7)
      for (const key of keys) {
        expect(table.hasRoomFor(1)).toBe(true)
        table.mark(key, 1)
      }
      expect([table.size, keys.every(key => table.has(key))]).toEqual([keys.length, true])
    }
    const full = SubjectTable.forSubjects(1, 'javascript')
    const [one = '', ...keys] = manyKeys(2731, 9)
    for (const key of keys) full.mark(key, 1)
    expect(full.hasRoomFor(1)).toBe(false)
    expect(() => full.mark(one, 1)).toThrow(RangeError)
    // Who is there can still be marked.
    full.mark(keys[0] ?? '', 6)
    expect([bitsOf(full, keys[0] ?? ''), full.has(one), full.size]).toEqual([7, false, 2730])
  })

  it('keeps subjects and what is known of them when it grows', () => {
    const keys = manyKeys(2730, 11)
    const table = SubjectTable.forSubjects(1)
    keys.forEach((key, n) => {
      table.mark(key, 1 + (n % 255))
    })
    const grown = table.grown(50_000)
    expect([grown.size, grown.hasRoomFor(47_270), grown.handle.id === table.handle.id]).toEqual([
      2730,
      true,
      false,
    ])
    expect(keys.map(key => bitsOf(grown, key))).toEqual(keys.map((_, n) => 1 + (n % 255)))
    expect(manyKeys(5000, 13).filter(key => grown.has(key) !== keys.includes(key))).toEqual([])
  })

  it('is built of blocks of pairs', async () => {
    const keys = manyKeys(3000, 17)
    const pairs = Uint32Array.from(keys.flatMap(key => [keyHigh(key), keyLow(key)]))
    const table = await SubjectTable.build(3000, [pairs.subarray(0, 3000), pairs.subarray(3000)])
    expect([table.size, keys.every(key => bitsOf(table, key) === 1)]).toEqual([3000, true])
  })

  it('is the same in a thread that opens it', () => {
    const table = SubjectTable.forSubjects(100)
    const keys = manyKeys(100, 19)
    for (const key of keys) table.mark(key, 2)
    const opened = SubjectTable.open(table.handle)
    expect(keys.map(key => bitsOf(opened, key))).toEqual(keys.map(() => 2))
  })
})

const plan = {
  delimiter: 0x2c,
  width: 2,
  cutoff: 20171118,
  bornBy: 0,
  mode: MODE.subjects | MODE.entriesOnly,
  ids: [{ column: 0, isKey: true, joins: true }],
  classes: [],
}

describe.each(KERNELS)('The %s kernel', kind => {
  it.each([1, 100, 2730, 20_000])('knows all of %i subjects, and nobody else', count => {
    const present = manyKeys(count, 23)
    const known = new Set(present.map(key => key.slice(0, 17)))
    const bench = workbench(kind, present)
    // 15 digits have no check character: any key can be asked for.
    const asked = [...present.slice(0, 3000), ...manyKeys(3000, 29)].filter(key => key.startsWith('19', 6))
    const rows = asked.map(key => `${key.slice(0, 6)}${key.slice(8, 17)},\n`).join('')
    const steps = bench.run(plan, Buffer.from(rows))
    const found = steps.flatMap(({ entries }) =>
      Array.from({ length: entries.length / 4 }, (_, n) => entries[n * 4] ?? 0),
    )
    const expected = asked.flatMap((key, n) => (known.has(key.slice(0, 17)) ? [n] : []))
    expect(found).toEqual(expected)
    expect(steps.at(-1)?.judged).toBe(asked.length)
  })
})
