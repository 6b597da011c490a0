/** Who is at upper secondary school 高中、中职 or above (H07). */
import { SCHOOLINGS } from '../../../connectors/register/code-sets.ts'
import { oneOf } from '../../rules/conditions.ts'
import type { Member } from '../../types.ts'

const UPPER_SECONDARY_AND_ABOVE = SCHOOLINGS.slice(SCHOOLINGS.indexOf('高一'))

export const isAtUpperSecondary = ({ values: { schooling } }: Member): boolean =>
  oneOf(schooling, UPPER_SECONDARY_AND_ABOVE)
