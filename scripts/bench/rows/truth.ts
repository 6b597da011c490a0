/** What every contender must find in a generated file, noted down while it is written. */
import type { IdRejectReason } from '../../../connectors/id-number.ts'
import { type Answers, MatchList } from '../match-list.ts'
import { RejectList } from '../reject-list.ts'

/**
 * The questions: `read` the file at all; `exact`, which cells are, as they stand, the key of a subject; `full`, which
 * cells mean one after folding, and which are rejected and why.
 */
export type Question = 'read' | 'exact' | 'full'
export type Truth = Readonly<Record<Question, Answers>>

export class TruthNotes {
  readonly #full = new MatchList()
  readonly #exact = new MatchList()
  readonly #rejects = new RejectList()
  #suspectPrecision = 0

  match(row: number, high: number, low: number, asItStands: boolean): void {
    this.#full.push(row, high, low)
    if (asItStands) this.#exact.push(row, high, low)
  }

  reject(row: number, reason: IdRejectReason): void {
    this.#rejects.push(row, reason)
  }

  suspectPrecision(): void {
    this.#suspectPrecision++
  }

  /** @param dataRows rows below the header */
  truth(bytes: number, dataRows: number): Truth {
    return {
      read: { bytes },
      exact: { ...this.#exact.keys(), ...this.#exact.rows() },
      full: {
        dataRows,
        suspectPrecision: this.#suspectPrecision,
        ...this.#full.keys(),
        ...this.#full.rows(),
        ...this.#rejects.rows(),
      },
    }
  }
}
