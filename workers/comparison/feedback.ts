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

/** Makes the files, going once over the rejects. @param take takes a piece of a file after the other */
export async function makeFeedback(
  db: Queryable,
  { run, departments, rejects, counties }: Feedback,
  take: (piece: FilePiece) => Promise<void>,
): Promise<void> {
  const selections = new Map<string, RejectSelection>()
  const selectionOf = new Map<string, RejectSelection>()
  for (const [department, feeds] of departments) {
    const selection = new RejectSelection()
    selections.set(department, selection)
    for (const { feed } of feeds) selectionOf.set(feed, selection)
  }
  await take(pieceOf('rejects.csv', rejectsHeader()))
  for await (const page of rejectPages(db, rejects)) {
    let lines = ''
    for (const reject of page) {
      lines += rejectsLine(reject, MASKED)
      selectionOf.get(reject.feed)?.add(reject)
    }
    await take(pieceOf('rejects.csv', lines))
  }
  for (const [department, feeds] of departments) {
    const own = selections.get(department) ?? new RejectSelection()
    selections.delete(department)
    const bytes = await departmentWorkbook({ run, department, feeds, rejects: own, counties })
    await take(pieceOf(`reports/${departmentWorkbookName(department)}`, bytes))
  }
}
