/** Which rejects are shown where not all can be: a fair share of each file, the rest counted. */
import type { RejectRow } from './model.ts'

export interface FileRejects {
  readonly file: string
  /** All rejects of the file. */
  readonly total: number
  /** The first of them, as many as may be shown. */
  readonly rows: readonly RejectRow[]
}

/**
 * At most `most` rejects in total. Files with few are shown whole; what they leave is shared by the others. Goes
 * once over the rejects and keeps at most `most` of each file.
 */
export function selectRejects(rejects: Iterable<RejectRow>, most: number): readonly FileRejects[] {
  const files = new Map<string, { file: string; total: number; rows: RejectRow[] }>()
  for (const reject of rejects) {
    const id = `${reject.feed}\n${reject.file}`
    const entry = files.get(id) ?? { file: reject.file, total: 0, rows: [] }
    if (entry.rows.length < most) entry.rows.push(reject)
    entry.total++
    files.set(id, entry)
  }
  const shares = sharesOf(
    [...files.values()].map(file => file.total),
    most,
  )
  return [...files.values()].map((file, place) => ({ ...file, rows: file.rows.slice(0, shares[place]) }))
}

/** Splits `most` over the wishes: the smallest are granted whole, the others get equal parts. */
export function sharesOf(wishes: readonly number[], most: number): readonly number[] {
  const shares = new Array<number>(wishes.length).fill(0)
  const bySize = wishes
    .map((wish, place) => ({ wish, place }))
    .sort((a, b) => a.wish - b.wish || a.place - b.place)
  let left = most
  bySize.forEach(({ wish, place }, rank) => {
    const share = Math.min(wish, Math.floor(left / (bySize.length - rank)))
    shares[place] = share
    left -= share
  })
  return shares
}
