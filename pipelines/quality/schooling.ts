/** Who goes to school in the register. */

import { isUnusable, type Reading } from '../../connectors/reading.ts'
import { SCHOOLINGS, type Schooling } from '../../connectors/register/code-sets.ts'

/** Whether 在校生状况 states that a person is in some school, preschool included. */
export const isStudent = (schooling: Reading<Schooling>): schooling is Schooling =>
  schooling !== undefined && !isUnusable(schooling) && schooling !== '非在校生' && schooling !== '学龄前儿童'

/** Kinds of school from one on, in the order of schooling. */
export const schoolsFrom = (first: Schooling): readonly Schooling[] =>
  SCHOOLINGS.slice(SCHOOLINGS.indexOf(first))
