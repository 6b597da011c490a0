/** A thread's task: a feed's file as a whole, the exact way. */
import { isFeedId } from '../../../connectors/feeds/index.ts'
import type { Task } from '../../threads/messages.ts'
import type { FileAnswer, FileCall } from '../table-calls.ts'
import { type FeedQuestion, feedRows } from './feed-question.ts'
import type { FeedPart } from './feed-rows.ts'
import { takeFile } from './take-file.ts'

const feedFile: Task<FileCall<FeedQuestion>, FeedPart, FileAnswer> = (call, emit) => {
  if (!isFeedId(call.table)) throw new RangeError(`${call.table} is no feed`)
  return takeFile(call, feedRows(call.table, call.question), emit)
}
export default feedFile
