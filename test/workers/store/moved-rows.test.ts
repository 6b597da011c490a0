import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockPerson, BlockRow } from '../../../workers/store/evidence-blocks.ts'
import { movedRows, type SlicedRows } from '../../../workers/store/moved-rows.ts'

type Places = Readonly<Record<string, readonly number[]>>
type Row = readonly [row: number, keys: readonly string[]]

const person = (key: string): BlockPerson => [key, 'self', null, null]

/** What a scan keeps: the rows of each slice's members, as workers/scan/rows/feed-rows.ts gathers them. */
function kept(rows: readonly Row[], places: Places): readonly SlicedRows[] {
  const blocks = new Map<number, [number, BlockPerson[], readonly number[]][]>()
  for (const [row, keys] of rows)
    for (const key of keys)
      for (const slice of places[key] ?? []) {
        const own = blocks.get(slice) ?? []
        blocks.set(slice, own)
        const last = own.at(-1)
        if (last?.[0] === row) last[1].push(person(key))
        else own.push([row, [person(key)], [row]])
      }
  return [...blocks].map(([slice, own]) => ({ slice, rows: own }))
}

/** Whom each row of each slice is about, whatever the order of its persons. */
const told = (blocks: Iterable<readonly [number, readonly BlockRow[]]>) =>
  [...blocks]
    .filter(([, rows]) => rows.length > 0)
    .map(([slice, rows]) => [
      slice,
      rows.map(([row, persons, values]) => [row, persons.map(([key]) => key).toSorted(), values]),
    ])
    .toSorted(([one], [other]) => Number(one) - Number(other))

const move = (rows: readonly Row[], from: Places, to: Places) => {
  const blocks = kept(rows, from)
  const moved = movedRows(blocks, key => to[key] ?? [])
  const untouched = blocks
    .filter(({ slice }) => !moved.has(slice))
    .map(({ slice, rows }) => [slice, rows] as const)
  return { moved, all: told([...untouched, ...moved]) }
}

const ROWS: readonly Row[] = [
  [2, ['a', 'b']],
  [3, ['c']],
  [5, ['b', 'b']],
]

describe('Rows of members who are in other slices', () => {
  it('go with them; slices that nobody left or entered stay as they are', () => {
    const from = { a: [1], b: [1], c: [7] }
    expect([...move(ROWS, from, from).moved]).toEqual([])
    const { moved } = move(ROWS, from, { a: [1], b: [2], c: [7] })
    expect([...moved.keys()].toSorted()).toEqual([1, 2])
    expect(told(moved)).toEqual([
      [1, [[2, ['a'], [2]]]],
      [
        2,
        [
          [2, ['b'], [2]],
          [5, ['b', 'b'], [5]],
        ],
      ],
    ])
  })

  it('are in the slices of all households that give the person, and leave one that does no longer', () => {
    expect(move([[2, ['a']]], { a: [1] }, { a: [1, 2] }).all.map(([slice]) => slice)).toEqual([1, 2])
    const { moved } = move([[2, ['a']]], { a: [1, 2] }, { a: [2] })
    expect([moved.get(1), moved.get(2)?.length]).toEqual([[], 1])
  })

  it('are those that a scan would have kept', () => {
    const keys = ['a', 'b', 'c', 'd', 'e']
    const places = fc.record(
      Object.fromEntries(
        keys.map(key => [
          key,
          fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
        ]),
      ),
    )
    const rows = fc
      .array(fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }), { maxLength: 8 })
      .map(all => all.map((persons, at): Row => [at + 2, persons]))
    fc.assert(
      fc.property(rows, places, places, (all, from, to) => {
        expect(move(all, from, to).all).toEqual(
          told(kept(all, to).map(({ slice, rows }) => [slice, rows] as const)),
        )
      }),
    )
  })
})
