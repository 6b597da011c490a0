/** Rules about households 贫困户: the explicit list, H01 to H68. */
import type { AnyRule } from '../../types.ts'
import { H01, H02, H03, H29, H43, H50, H60 } from './blanks.ts'
import { H04, H05, H06, H07, H08, H09, H10 } from './causes.ts'
import { H67 } from './place.ts'

export const HOUSEHOLD_RULES: readonly AnyRule[] = [
  H01,
  H02,
  H03,
  H04,
  H05,
  H06,
  H07,
  H08,
  H09,
  H10,
  H29,
  H43,
  H50,
  H60,
  H67,
]
