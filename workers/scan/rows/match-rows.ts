/** In a thread: who of the subjects stands in which row, and which rows are rejects; nothing else of them is read. */
import type { Columns } from '../../../connectors/column.ts'
import { feedById, isFeedId } from '../../../connectors/feeds/index.ts'
import type { ReadRow, Reject } from '../../../connectors/table-reader.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { seatAt } from '../in-thread.ts'
import { MODE } from '../kernel/layout.ts'
import type { SievePlan } from '../plan.ts'
import type { ScannedFile } from '../scanned-file.ts'
import type { SubjectTable } from '../subject-table.ts'
import type { TableId } from '../table-calls.ts'
import { tablePlan } from '../table-plan.ts'
import { GrowingWords } from './growing-words.ts'
import type { RowTaker, Workplace } from './row-taker.ts'

export interface MatchPart {
  /** `row, high, low` of each matched person, in the order of rows, which count from the part's first. */
  readonly matches: Uint32Array
  readonly rejects: readonly Reject[]
}

export class MatchRows implements RowTaker<MatchPart> {
  readonly #subjects: SubjectTable
  readonly #matches = new GrowingWords()
  #rejects: Reject[] = []

  constructor({ handle }: Workplace) {
    this.#subjects = seatAt(handle).table
  }

  get gathered(): number {
    return this.#matches.length / 3 + this.#rejects.length
  }

  row({ row, persons }: ReadRow<Columns>): void {
    for (const { joins, key } of persons)
      if (joins && this.#subjects.has(key)) this.#matches.add([row, keyHigh(key), keyLow(key)])
  }

  entry(row: number, high: number, low: number): void {
    this.#matches.add([row, high, low])
  }

  reject(reject: Reject): void {
    this.#rejects.push(reject)
  }

  part(): MatchPart {
    const part = { matches: this.#matches.take(), rejects: this.#rejects }
    this.#rejects = []
    return part
  }
}

/** Of rows that the kernel has judged only the entry is kept. */
export function matchPlan(table: TableId, file: ScannedFile, cutoff: string): SievePlan {
  if (!isFeedId(table)) throw new RangeError(`${table} is no feed`)
  return { ...tablePlan(file, feedById(table), cutoff), mode: MODE.subjects | MODE.entriesOnly }
}
