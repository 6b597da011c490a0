/** A thread's task: a register table as a whole, the exact way. */
import type { Task } from '../../threads/messages.ts'
import type { FileAnswer, FileCall } from '../table-calls.ts'
import { type RegisterQuestion, registerRows } from './register-question.ts'
import type { RegisterPart } from './register-rows.ts'
import { takeFile } from './take-file.ts'

const registerFile: Task<FileCall<RegisterQuestion>, RegisterPart, FileAnswer> = (call, emit) =>
  takeFile(call, registerRows(call.table, call.question, undefined), emit)
export default registerFile
