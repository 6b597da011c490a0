/** A thread's task: one range of a feed's file. */
import { isFeedId } from '../../../connectors/feeds/index.ts'
import type { Task } from '../../threads/messages.ts'
import type { RangeAnswer, RangeCall } from '../table-calls.ts'
import { type FeedQuestion, feedPlan, feedRows } from './feed-question.ts'
import type { FeedPart } from './feed-rows.ts'
import { takeRange } from './take-range.ts'

const feedRange: Task<RangeCall<FeedQuestion>, never, RangeAnswer<FeedPart>> = call => {
  const { table, file, cutoff, question } = call
  if (!isFeedId(table)) throw new RangeError(`${table} is no feed`)
  return takeRange(call, question, feedPlan(table, file, cutoff, question), feedRows(table, question))
}
export default feedRange
