/** The rejects that a contender found, as digests and counts. */
import type { RejectReason } from '../../connectors/id-number.ts'
import { LineDigest } from './line-digest.ts'
import type { Answers } from './match-list.ts'
import { ID_REJECT_REASONS } from './rows/id-cell.ts'

const REASONS: readonly RejectReason[] = ID_REJECT_REASONS

/** A reason as a number, 0 for one that an ID number cannot have. */
const codeOf = (reason: RejectReason): number => REASONS.indexOf(reason) + 1

export class RejectList {
  readonly #rows: number[] = []
  readonly #codes: number[] = []

  get count(): number {
    return this.#rows.length
  }

  push(row: number, reason: RejectReason): void {
    this.#rows.push(row)
    this.#codes.push(codeOf(reason))
  }

  /** The number of rejects of every reason. */
  counts(): Answers {
    const counts = new Uint32Array(ID_REJECT_REASONS.length + 1)
    for (const code of this.#codes) counts[code] = (counts[code] ?? 0) + 1
    return Object.fromEntries([
      ['rejects', this.count],
      ...ID_REJECT_REASONS.map((reason, n) => [`rejects: ${reason}`, counts[n + 1] ?? 0]),
    ])
  }

  /** The same, and lines of row and reason, in the order of the file. */
  rows(): Answers {
    const lines = new LineDigest()
    this.#rows.forEach((row, n) => {
      lines.number(row)
      lines.comma()
      lines.text(REASONS[(this.#codes[n] ?? 0) - 1] ?? 'other')
      lines.endLine()
    })
    return { ...this.counts(), rejectedRows: lines.digest() }
  }
}
