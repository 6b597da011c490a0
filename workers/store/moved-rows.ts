/** Evidence of members whose households went to other slices: the same rows, in other blocks. Pure. */
import type { Readings } from '../../connectors/values.ts'
import type { BlockPerson, BlockRow } from './evidence-blocks.ts'

/** A block's rows, and the slice whose members they concern. */
export interface SlicedRows {
  readonly slice: number
  readonly rows: readonly BlockRow[]
}

/**
 * The rows of the slices that somebody has left or entered, as a scan would have kept them; a slice of which nothing is left
 * has none. Of all other slices the blocks stay as they are.
 * @param blocks all of one stretch of a file
 * @param slicesOf where a member is now; several slices of a key that several households give
 */
export function movedRows(
  blocks: readonly SlicedRows[],
  slicesOf: (key: string) => readonly number[],
): ReadonlyMap<number, readonly BlockRow[]> {
  const before = new Map<string, Set<number>>()
  for (const { slice, rows } of blocks)
    for (const [, persons] of rows)
      for (const [key] of persons) {
        const known = before.get(key)
        if (known) known.add(slice)
        else before.set(key, new Set([slice]))
      }
  const touched = new Set<number>()
  for (const [key, were] of before) {
    const are = slicesOf(key)
    if (are.length === were.size && are.every(slice => were.has(slice))) continue
    for (const slice of [...were, ...are]) touched.add(slice)
  }
  const found = new Map([...touched].map(slice => [slice, new Map<number, [BlockPerson[], Readings]>()]))
  if (touched.size === 0) return new Map()
  for (const { slice, rows } of blocks)
    for (const [row, persons, readings] of rows)
      for (const person of persons) {
        // Each slice of the person has all of its rows: those of one are taken.
        const [first] = before.get(person[0]) ?? []
        if (first !== slice) continue
        for (const now of slicesOf(person[0])) {
          const own = found.get(now)
          const same = own?.get(row)
          if (same) same[0].push(person)
          else own?.set(row, [[person], readings])
        }
      }
  return new Map(
    [...found].map(([slice, rows]) => [
      slice,
      [...rows]
        .toSorted(([one], [other]) => one - other)
        .map(([row, [persons, readings]]): BlockRow => [row, persons, readings]),
    ]),
  )
}
