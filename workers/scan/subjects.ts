/** The subjects of a run: a table that is replaced by a larger one when they outgrow it. */
import type { Subjects } from '../../pipelines/match/subjects.ts'
import { SubjectTable, type TableHandle } from './subject-table.ts'

export class GrowingSubjects implements Subjects {
  #table: SubjectTable

  constructor(expected: number) {
    this.#table = SubjectTable.forSubjects(expected)
  }

  /** For threads; another one once the table has grown. */
  get handle(): TableHandle {
    return this.#table.handle
  }
  getPair(high: number, low: number): number {
    return this.#table.getPair(high, low)
  }
  markPair(high: number, low: number, flags: number): void {
    if (!this.#table.hasRoomFor(1)) this.#table = this.#table.grown(this.#table.size * 2)
    this.#table.markPair(high, low, flags)
  }
}
