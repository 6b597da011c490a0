/** A thread's task: one range of a feed's file, for its matches. */
import type { Task } from '../../threads/messages.ts'
import type { RangeAnswer, RangeCall } from '../table-calls.ts'
import { type MatchPart, MatchRows, matchPlan } from './match-rows.ts'
import type { Workplace } from './row-taker.ts'
import { takeRange } from './take-range.ts'

const matchRange: Task<RangeCall<Workplace>, never, RangeAnswer<MatchPart>> = call =>
  takeRange(call, call.question, matchPlan(call.table, call.file, call.cutoff), new MatchRows(call.question))
export default matchRange
