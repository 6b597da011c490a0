/** Rules about households 贫困户: the explicit list, H01 to H68. */
import type { AnyRule } from '../../types.ts'
import { H18, H19, H20, H21, H22, H23, H24, H25 } from './assistance.ts'
import { H01, H02, H03, H29, H43, H50, H60 } from './blanks.ts'
import { H04, H05, H06, H07, H08, H09, H10 } from './causes.ts'
import { H12, H13, H14, H15, H16, H17 } from './composition.ts'
import { H11, H63, H64, H65 } from './exit-state.ts'
import { H26, H27, H28 } from './pensions.ts'
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
  H11,
  H12,
  H13,
  H14,
  H15,
  H16,
  H17,
  H18,
  H19,
  H20,
  H21,
  H22,
  H23,
  H24,
  H25,
  H26,
  H27,
  H28,
  H29,
  H43,
  H50,
  H60,
  H63,
  H64,
  H65,
  H67,
]
