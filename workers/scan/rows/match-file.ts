/** A thread's task: a feed's file as a whole, the exact way, for its matches. */
import type { Task } from '../../threads/messages.ts'
import type { FileAnswer, FileCall } from '../table-calls.ts'
import { type MatchPart, MatchRows } from './match-rows.ts'
import type { Workplace } from './row-taker.ts'
import { takeFile } from './take-file.ts'

const matchFile: Task<FileCall<Workplace>, MatchPart, FileAnswer> = (call, emit) =>
  takeFile(call, new MatchRows(call.question), emit)
export default matchFile
