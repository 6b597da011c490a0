/** A thread's task: the households of one range of their table. */
import type { Task } from '../../threads/messages.ts'
import type { RangeAnswer, RangeCall } from '../table-calls.ts'
import { everyRow } from './register-question.ts'
import type { Workplace } from './row-taker.ts'
import { type SurveyPart, SurveyRows } from './survey-rows.ts'
import { takeRange } from './take-range.ts'

const surveyRange: Task<RangeCall<Workplace>, never, RangeAnswer<SurveyPart>> = call =>
  takeRange(call, call.question, everyRow(call.file), new SurveyRows(call.range.from))
export default surveyRange
