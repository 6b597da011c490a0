/** A thread's task: a residents file as a whole, the exact way, for the index of 户号. */
import type { Task } from '../../threads/messages.ts'
import type { FileAnswer, FileCall } from '../table-calls.ts'
import { type ResidentPart, type ResidentQuestion, ResidentRows } from './resident-rows.ts'
import { takeFile } from './take-file.ts'

const residentFile: Task<FileCall<ResidentQuestion>, ResidentPart, FileAnswer> = (call, emit) =>
  takeFile(call, new ResidentRows(call.question), emit)
export default residentFile
