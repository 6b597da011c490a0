/** A thread's task: the households of their table as a whole, the exact way. */
import type { Task } from '../../threads/messages.ts'
import type { FileAnswer, FileCall } from '../table-calls.ts'
import type { Workplace } from './row-taker.ts'
import { type SurveyPart, SurveyRows } from './survey-rows.ts'
import { takeFile } from './take-file.ts'

const surveyFile: Task<FileCall<Workplace>, SurveyPart, FileAnswer> = (call, emit) =>
  takeFile(call, new SurveyRows(), emit)
export default surveyFile
