/**
 * Orders texts by code point, as `COLLATE "C"` does in UTF-8. JavaScript's own `<` orders by UTF-16 unit, which puts
 * characters beyond the BMP (rare Han in names) before U+E000–U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let place = 0; place < length; place++) {
    const left = a.charCodeAt(place)
    const right = b.charCodeAt(place)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** Surrogates, which stand for code points from U+10000, rank behind all other units. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Compares lists of texts element by element. */
export function compareTuples(a: readonly string[], b: readonly string[]): number {
  for (let place = 0; place < a.length; place++) {
    const order = compareCodePoints(a[place] ?? '', b[place] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** The entries of a record or map, by code point of the key: reports must not depend on the order of counting. */
export const sortedEntries = <T>(
  counts: ReadonlyMap<string, T> | Readonly<Record<string, T>>,
): [string, T][] =>
  (counts instanceof Map ? [...counts] : Object.entries(counts as Readonly<Record<string, T>>)).sort((a, b) =>
    compareCodePoints(a[0], b[0]),
  )
