/** Feedback 反馈: what was rejected, as rejects.csv and as a workbook for each department. It rests on deliveries alone. */
import { departmentWorkbook, departmentWorkbookName } from '../../pipelines/reports/department-workbook.ts'
import type { CountyName, FeedStatus, RunStamp } from '../../pipelines/reports/model.ts'
import { RejectSelection } from '../../pipelines/reports/reject-selection.ts'
import { rejectsHeader, rejectsLine } from '../../pipelines/reports/rejects-csv.ts'
import type { Queryable } from '../store/queryable.ts'
import { type FilePiece, pieceOf } from './prepared-files.ts'
import { type RejectsOfRun, rejectPages } from './rejects.ts'

/** What feedback is made from, beside the rejects themselves. */
export interface Feedback {
  readonly run: RunStamp
  /** Departments that get a workbook, each with its feeds, or the register's tables. */
  readonly departments: ReadonlyMap<string, readonly FeedStatus[]>
  readonly rejects: RejectsOfRun
  readonly counties: readonly CountyName[]
}

/** Whoever mends a file finds the row in it; the value is masked whatever the rest of the run shows (contract §5). */
const MASKED = { masked: true }
const REJECTS = 'rejects.csv'

/**
 * Makes the files, going once over the rejects.
 * @param take takes a piece after the other; those of one file come in their order
 */
export async function makeFeedback(
  db: Queryable,
  { run, departments, rejects, counties }: Feedback,
  take: (piece: FilePiece) => Promise<void>,
): Promise<void> {
  await take(pieceOf(REJECTS, rejectsHeader()))
  const waiting = new Map(departments)
  const selections = new Map<string, RejectSelection>()
  const finish = async (department: string, feeds: readonly FeedStatus[]) => {
    waiting.delete(department)
    const own = selections.get(department) ?? new RejectSelection()
    selections.delete(department)
    const bytes = await departmentWorkbook({ run, department, feeds, rejects: own, counties })
    await take(pieceOf(`reports/${departmentWorkbookName(department)}`, bytes))
  }
  const departmentOf = new Map(
    Array.from(departments, ([department, feeds]) =>
      feeds.map(({ feed }) => [feed, department] as const),
    ).flat(),
  )
  for await (const page of rejectPages(db, rejects)) {
    // A department's rejects are held no longer than until its last feed is through.
    for (const [department, feeds] of waiting)
      if (page[0] && feeds.every(({ feed }) => feed < (page[0]?.feed ?? ''))) await finish(department, feeds)
    let lines = ''
    for (const reject of page) {
      lines += rejectsLine(reject, MASKED)
      const department = departmentOf.get(reject.feed)
      if (department === undefined) continue
      const selection = selections.get(department) ?? new RejectSelection()
      selections.set(department, selection)
      selection.add(reject)
    }
    await take(pieceOf(REJECTS, lines))
  }
  for (const [department, feeds] of waiting) await finish(department, feeds)
}
