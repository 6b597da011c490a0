/** The cases of data quality: the explicit list. */
import { CAUSES } from './causes.ts'
import { IDENTITY } from './identity.ts'
import { INCOME } from './income.ts'
import { KIN } from './kin.ts'
import { LABOUR } from './labour.ts'
import { LIVING } from './living.ts'
import { SCHOOLING } from './schooling.ts'
import { SUPPORT } from './support.ts'
import { WELFARE } from './welfare.ts'

export const QUALITY_CASES = [
  ...IDENTITY,
  ...SCHOOLING,
  ...LABOUR,
  ...WELFARE,
  ...KIN,
  ...CAUSES,
  ...SUPPORT,
  ...INCOME,
  ...LIVING,
]
