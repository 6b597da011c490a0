/** Rules about persons 贫困人口: the explicit list, P01 to P57. */
import type { AnyRule } from '../../types.ts'
import { P54, P56 } from './age.ts'
import { P01, P02, P03, P05, P06, P07, P08, P09, P10 } from './blanks.ts'
import { P21, P22, P24 } from './code-sets.ts'
import { P55 } from './family.ts'
import { P42, P43, P44, P47 } from './health.ts'
import { P11, P12, P13, P14, P15, P16, P17, P18, P57 } from './identity.ts'
import { P29, P30, P31, P32, P33, P34, P35 } from './labour.ts'
import { P53 } from './name.ts'
import { P19, P20 } from './relations.ts'
import { P04, P23, P36, P37, P38, P39, P40, P41 } from './schooling.ts'
import { P45, P46, P50, P51 } from './support.ts'
import { P25, P26, P27, P28, P48, P49, P52 } from './work.ts'

export const PERSON_RULES: readonly AnyRule[] = [
  P01,
  P02,
  P03,
  P04,
  P05,
  P06,
  P07,
  P08,
  P09,
  P10,
  P11,
  P12,
  P13,
  P14,
  P15,
  P16,
  P17,
  P18,
  P19,
  P20,
  P21,
  P22,
  P23,
  P24,
  P25,
  P26,
  P27,
  P28,
  P29,
  P30,
  P31,
  P32,
  P33,
  P34,
  P35,
  P36,
  P37,
  P38,
  P39,
  P40,
  P41,
  P42,
  P43,
  P44,
  P45,
  P46,
  P47,
  P48,
  P49,
  P50,
  P51,
  P52,
  P53,
  P54,
  P55,
  P56,
  P57,
]
