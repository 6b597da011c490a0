/** A thread's task: one range of a residents file, for the index of 户号. */
import type { Task } from '../../threads/messages.ts'
import type { RangeAnswer, RangeCall } from '../table-calls.ts'
import { type ResidentPart, type ResidentQuestion, ResidentRows, residentPlan } from './resident-rows.ts'
import { takeRange } from './take-range.ts'

const residentRange: Task<RangeCall<ResidentQuestion>, never, RangeAnswer<ResidentPart>> = call =>
  takeRange(
    call,
    call.question,
    residentPlan(call.file, call.cutoff, call.question),
    new ResidentRows(call.question),
  )
export default residentRange
