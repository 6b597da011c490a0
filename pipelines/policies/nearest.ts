/** The name that somebody probably meant. */

/** Edits (insert, delete, replace) that make `from` into `to`. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/** The nearest of `names`, regardless of case; undefined where even that differs by more than half. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map(candidate => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits || (one.candidate < other.candidate ? -1 : 1))
  const best = ranked[0]
  return best && best.edits <= Math.max(name.length, best.candidate.length) / 2 ? best.candidate : undefined
}
