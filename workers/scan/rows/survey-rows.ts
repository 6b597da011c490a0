/** In a thread: which households there are, and where. */
import type { Columns } from '../../../connectors/column.ts'
import { textOf } from '../../../connectors/reading.ts'
import type { ReadRow } from '../../../connectors/table-reader.ts'
import type { RowTaker } from './row-taker.ts'

export interface SurveyPart {
  /** Where the range is cut; absent where the file was read as a whole. */
  readonly from?: number
  /** From the part's first row. */
  readonly rows: readonly number[]
  /** 户编号 */
  readonly codes: readonly string[]
  /** 村编码 */
  readonly villages: readonly string[]
}

export class SurveyRows implements RowTaker<SurveyPart> {
  readonly #from: number | undefined
  #rows: number[] = []
  #codes: string[] = []
  #villages: string[] = []

  constructor(from?: number) {
    this.#from = from
  }

  get gathered(): number {
    return this.#rows.length
  }

  row(row: ReadRow<Columns>): void {
    this.#rows.push(row.row)
    this.#codes.push(textOf(row.read('householdCode')))
    this.#villages.push(textOf(row.read('villageCode')))
  }

  /** Rejects are told when the rows are stored. */
  reject(): void {}

  part(): SurveyPart {
    const part = {
      rows: this.#rows,
      codes: this.#codes,
      villages: this.#villages,
      ...(this.#from === undefined ? {} : { from: this.#from }),
    }
    this.#rows = []
    this.#codes = []
    this.#villages = []
    return part
  }
}
