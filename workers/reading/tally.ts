/** Counting what a delivery or a register table holds, as the reports show it (pipelines/reports/model.ts). */
import type { Columns } from '../../connectors/column.ts'
import type { RejectReason } from '../../connectors/id-number.ts'
import { isUnusable } from '../../connectors/reading.ts'
import type { TableReport } from '../../connectors/table-reader.ts'
import { type Readings, valueProperties } from '../../connectors/values.ts'
import type { Bilingual, ReadCounts, UnusableValue } from '../../pipelines/reports/model.ts'

/** Different unusable values that are counted one by one for a column; the others are counted together. */
const DISTINCT = 200
/** The same in one part of a file: more of them, so that parts seldom hide what the whole would show. */
const DISTINCT_IN_PART = 2000
const OTHER_VALUES = '…'

/** What a part of a table came to. */
export interface TallyPart {
  readonly subjectRows: number
  /** By column: values as delivered, in the order in which they came up. */
  readonly unusable: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** Counts the values of kept rows: of a part, or of a whole delivery. */
export class TallyOfValues {
  /** Of the values, in the order of their readings. */
  readonly #headers: readonly string[]
  readonly #unusable = new Map<string, Map<string, number>>()
  #subjectRows = 0

  constructor(columns: Columns) {
    this.#headers = valueProperties(columns).map(property => columns[property]?.header ?? property)
  }

  /** A row that is kept, with its values. */
  keep(readings: Readings): void {
    this.#subjectRows++
    for (let at = 0; at < readings.length; at++) {
      const value = readings[at]
      if (isUnusable(value)) count(this.#unusable, this.#headers[at] ?? '', value.raw, 1, DISTINCT_IN_PART)
    }
  }

  part(): TallyPart {
    return { subjectRows: this.#subjectRows, unusable: this.#unusable }
  }
}

function count(
  unusable: Map<string, Map<string, number>>,
  column: string,
  value: string,
  times: number,
  distinct: number,
): void {
  const counts = unusable.get(column) ?? new Map<string, number>()
  const shown = counts.has(value) || counts.size < distinct ? value : OTHER_VALUES
  counts.set(shown, (counts.get(shown) ?? 0) + times)
  unusable.set(column, counts)
}

/** Counts a table, or all files of a delivery, from what their parts came to. */
export class Tally {
  readonly #rejects: Partial<Record<RejectReason, number>> = {}
  readonly #skipped: Record<string, number> = {}
  readonly #unusable = new Map<string, Map<string, number>>()
  readonly notices: Bilingual[] = []
  #dataRows = 0
  #rejectedRows = 0
  #suspectPrecision = 0
  #subjectRows = 0

  reject(reason: RejectReason, times = 1): void {
    this.#rejects[reason] = (this.#rejects[reason] ?? 0) + times
  }

  /** Rows that a look across rows refuses: orphan, duplicate. */
  refuseRows(rows: number): void {
    this.#rejectedRows += rows
  }

  /** What a part of the table came to; parts are added in the order of the file. */
  add({ subjectRows, unusable }: TallyPart): void {
    this.#subjectRows += subjectRows
    for (const [column, values] of unusable)
      for (const [value, times] of values) count(this.#unusable, column, value, times, DISTINCT)
  }

  /** What another tally came to: of one file of a delivery. */
  addAll(other: Tally): void {
    this.add({ subjectRows: other.#subjectRows, unusable: other.#unusable })
    for (const [reason, times] of Object.entries(other.#rejects)) this.reject(reason as RejectReason, times)
    for (const [kind, times] of Object.entries(other.#skipped))
      this.#skipped[kind] = (this.#skipped[kind] ?? 0) + times
    this.notices.push(...other.notices)
    this.#dataRows += other.#dataRows
    this.#rejectedRows += other.#rejectedRows
    this.#suspectPrecision += other.#suspectPrecision
  }

  finish(report: TableReport): void {
    this.#dataRows += report.dataRows
    this.#rejectedRows += report.rejectedRows
    this.#suspectPrecision += report.suspectPrecision
    for (const [kind, times] of Object.entries(report.skipped))
      this.#skipped[kind] = (this.#skipped[kind] ?? 0) + times
    this.notices.push(...report.notices.map(notice => notice.text))
  }

  counts(): ReadCounts {
    const unusable: UnusableValue[] = []
    for (const [column, values] of this.#unusable)
      for (const [value, times] of values) unusable.push({ column, value, count: times })
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
