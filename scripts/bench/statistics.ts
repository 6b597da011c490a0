/** Figures of several rounds in one. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of nothing')
  const sorted = values.toSorted((one, other) => one - other)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}
