/** A thread's task: one range of a register table. */
import type { Task } from '../../threads/messages.ts'
import type { RangeAnswer, RangeCall } from '../table-calls.ts'
import { everyRow, type RegisterQuestion, registerRows } from './register-question.ts'
import type { RegisterPart } from './register-rows.ts'
import { takeRange } from './take-range.ts'

const registerRange: Task<RangeCall<RegisterQuestion>, never, RangeAnswer<RegisterPart>> = call =>
  takeRange(
    call,
    call.question,
    everyRow(call.file),
    registerRows(call.table, call.question, call.range.from),
  )
export default registerRange
