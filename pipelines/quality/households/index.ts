/** Rules about households 贫困户: the explicit list, H01 to H68. */
import type { AnyRule } from '../../types.ts'
import { H67 } from './place.ts'

export const HOUSEHOLD_RULES: readonly AnyRule[] = [H67]
