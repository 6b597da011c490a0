/** What the inclusion rules have in common: the rank, the visit, and why somebody may rightly be outside. */
import { both } from '../text.ts'

export const inclusion = { version: 1, direction: 'inclusion', class: 'suspected', absence: [] } as const

export const VISIT = both(
  '入户看收入、住房、病残、就学、劳力，由村民小组评议是否应纳',
  'Visit: income, housing, illness, disability, schooling, labour; the village group decides whether they belong in',
)
export const WITH_WHOM = both(
  '与谁共同生活：其共同生活的户是否已建档',
  'With whom the person lives: whether that household is registered',
)
export const OTHER_NUMBER = both(
  '已建档，但登记的身份证号有误，所以没有匹配上',
  'Registered under a mistyped number, and therefore not matched',
)
export const LIVES_WELL = both(
  '家庭收入和资产明显高于标准，评议不符合',
  'Income and assets are clearly above the line, and the village agreed',
)
