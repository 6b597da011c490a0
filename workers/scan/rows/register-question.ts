/** What is asked of the register's rows, as threads are told it. */
import { isFeedId } from '../../../connectors/feeds/index.ts'
import { registerTableOf } from '../../../connectors/register/index.ts'
import { HouseholdDirectory, type SharedDirectory } from '../../reading/register-directory.ts'
import { MODE } from '../kernel/layout.ts'
import type { SievePlan } from '../plan.ts'
import type { ScannedFile } from '../scanned-file.ts'
import type { TableId } from '../table-calls.ts'
import { RegisterRows } from './register-rows.ts'
import type { Workplace } from './row-taker.ts'

export interface RegisterQuestion extends Workplace {
  readonly directory: SharedDirectory
  /** The first row of each range, by where the range is cut, if it is known. */
  readonly firstRows: ReadonlyMap<number, number>
}

export function registerRows(
  table: TableId,
  question: RegisterQuestion,
  from: number | undefined,
): RegisterRows {
  if (isFeedId(table)) throw new RangeError(`${table} is no table of the register`)
  return new RegisterRows(
    registerTableOf(table),
    HouseholdDirectory.open(question.directory),
    from === undefined ? 0 : (question.firstRows.get(from) ?? 0),
  )
}

/** Every row is read: the kernel only says where records end. */
export const everyRow = (file: ScannedFile): SievePlan => ({
  delimiter: file.delimiter.charCodeAt(0),
  width: file.headerCells.length,
  cutoff: 0,
  bornBy: 0,
  mode: MODE.everything,
  ids: [],
  classes: [],
})
