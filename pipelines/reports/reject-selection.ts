/** Which rejects are shown where not all can be: a fair share of each file, the rest counted. */
import type { RejectRow } from './model.ts'
import { sortRejects } from './rejects-csv.ts'

export interface FileRejects {
  readonly file: string
  /** All rejects of the file. */
  readonly total: number
  /** The first of them, as many as may be shown. */
  readonly rows: readonly RejectRow[]
}

/** Reject rows on a department's sheet; the others are counted, and in rejects.csv. */
const MOST_ROWS = 20_000

/**
 * At most `most` rejects in total. Files with few are shown whole; what they leave is shared by the others. Takes one reject
 * after the other, file by file and row by row, and keeps as many of each file as could be shown.
 */
export class RejectSelection {
  readonly #most: number
  readonly #files = new Map<string, { readonly file: string; total: number; readonly rows: RejectRow[] }>()

  constructor(most = MOST_ROWS) {
    this.#most = most
  }

  add(reject: RejectRow): void {
    const id = `${reject.feed}\n${reject.file}`
    const file = this.#files.get(id) ?? { file: reject.file, total: 0, rows: [] }
    // Those of one row come in the order of its cells, and are shown in that of their columns' names.
    if (file.rows.length < this.#most || file.rows.at(-1)?.row === reject.row) file.rows.push(reject)
    file.total++
    this.#files.set(id, file)
  }

  /** Files in the order in which they came, each with its rejects in the order of rejects.csv. */
  files(): readonly FileRejects[] {
    const files = [...this.#files.values()]
    const shares = sharesOf(
      files.map(file => file.total),
      this.#most,
    )
    return files.map((file, place) => ({ ...file, rows: sortRejects(file.rows).slice(0, shares[place]) }))
  }
}

export function selectRejects(rejects: Iterable<RejectRow>, most?: number): RejectSelection {
  const selection = new RejectSelection(most)
  for (const reject of rejects) selection.add(reject)
  return selection
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
