/** Rules about households 贫困户: the explicit list, H01 to H68. */
import type { AnyRule } from '../../types.ts'
import { H18, H19, H20, H21, H22, H23, H24, H25 } from './assistance.ts'
import { H01, H02, H03, H29, H43, H50, H60 } from './blanks.ts'
import { H04, H05, H06, H07, H08, H09, H10 } from './causes.ts'
import { H12, H13, H14, H15, H16, H17 } from './composition.ts'
import { H59, H61 } from './contact.ts'
import { H11, H63, H64, H65 } from './exit-state.ts'
import { H49, H51, H52, H53, H54, H55, H62 } from './housing.ts'
import { H30, H31, H32, H33, H34, H35, H36 } from './income.ts'
import { H37, H38, H39 } from './income-per-head.ts'
import { H40, H41 } from './income-sums.ts'
import { H42, H44, H45, H46, H47, H48 } from './land.ts'
import { H26, H27, H28 } from './pensions.ts'
import { H67 } from './place.ts'
import { H66, H68 } from './support.ts'
import { H56, H57, H58 } from './water-and-power.ts'

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
  H30,
  H31,
  H32,
  H33,
  H34,
  H35,
  H36,
  H37,
  H38,
  H39,
  H40,
  H41,
  H42,
  H43,
  H44,
  H45,
  H46,
  H47,
  H48,
  H49,
  H50,
  H51,
  H52,
  H53,
  H54,
  H55,
  H56,
  H57,
  H58,
  H59,
  H60,
  H61,
  H62,
  H63,
  H64,
  H65,
  H66,
  H67,
  H68,
]
