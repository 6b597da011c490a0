/** Rules about persons 贫困人口: the explicit list, P01 to P57. */
import type { AnyRule } from '../../types.ts'
import { P01 } from './blanks.ts'

export const PERSON_RULES: readonly AnyRule[] = [P01]
