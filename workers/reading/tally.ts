/** Counting what a delivery or a register table holds, as the reports show it (pipelines/reports/model.ts). */
import type { Columns } from '../../connectors/column.ts'
import type { RejectReason } from '../../connectors/id-number.ts'
import { isUnusable } from '../../connectors/reading.ts'
import type { TableReport } from '../../connectors/table-reader.ts'
import type { Bilingual, ReadCounts, UnusableValue } from '../../pipelines/reports/model.ts'

/** Different unusable values that are counted one by one for a column; the others are counted together. */
const DISTINCT = 200
export const OTHER_VALUES = '…'

export class Tally {
  readonly #headers: ReadonlyMap<string, string>
  readonly #rejects: Partial<Record<RejectReason, number>> = {}
  readonly #skipped: Record<string, number> = {}
  readonly #unusable = new Map<string, Map<string, number>>()
  readonly notices: Bilingual[] = []
  #dataRows = 0
  #rejectedRows = 0
  #suspectPrecision = 0
  #subjectRows = 0

  constructor(columns: Columns) {
    this.#headers = new Map(Object.entries(columns).map(([property, column]) => [property, column.header]))
  }

  reject(reason: RejectReason): void {
    this.#rejects[reason] = (this.#rejects[reason] ?? 0) + 1
  }

  /** A row that a look across rows refuses: orphan, duplicate. */
  refuseRow(): void {
    this.#rejectedRows++
  }

  /** A row that is kept, with its values. */
  keep(values: object): void {
    this.#subjectRows++
    // Every value of every kept row: without an array of them.
    for (const property in values) {
      const value: unknown = values[property as keyof typeof values]
      if (!isUnusable(value)) continue
      const column = this.#headers.get(property) ?? property
      const counts = this.#unusable.get(column) ?? new Map<string, number>()
      const shown = counts.has(value.raw) || counts.size < DISTINCT ? value.raw : OTHER_VALUES
      counts.set(shown, (counts.get(shown) ?? 0) + 1)
      this.#unusable.set(column, counts)
    }
  }

  finish(report: TableReport): void {
    this.#dataRows += report.dataRows
    this.#rejectedRows += report.rejectedRows
    this.#suspectPrecision += report.suspectPrecision
    for (const [kind, count] of Object.entries(report.skipped))
      this.#skipped[kind] = (this.#skipped[kind] ?? 0) + count
    this.notices.push(...report.notices.map(notice => notice.text))
  }

  counts(): ReadCounts {
    const unusable: UnusableValue[] = []
    for (const [column, values] of this.#unusable)
      for (const [value, count] of values) unusable.push({ column, value, count })
    return {
      dataRows: this.#dataRows,
      rejectedRows: this.#rejectedRows,
      rejects: this.#rejects,
      skipped: this.#skipped,
      suspectPrecision: this.#suspectPrecision,
      subjectRows: this.#subjectRows,
      unusable: unusable.toSorted(
        (one, other) =>
          compare(one.column, other.column) || other.count - one.count || compare(one.value, other.value),
      ),
    }
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

export const NOTHING_READ: ReadCounts = {
  dataRows: 0,
  rejectedRows: 0,
  rejects: {},
  skipped: {},
  suspectPrecision: 0,
  subjectRows: 0,
  unusable: [],
}
