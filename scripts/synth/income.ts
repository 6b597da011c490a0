/** The income of a household: parts that add up to its 纯收入, and agree with who works and who is old. */
import type { Household } from './household.ts'
import { ofRetirementAge } from './livelihood.ts'
import type { Random } from './random.ts'

/** A year's grants, in yuan. */
const DIBAO = 2400
const WUBAO = 3600
const PENSION = 1020
const LEAST_BUSINESS = 1000
const LEAST_WAGES = 1200

export interface Income {
  readonly wages: number
  readonly business: number
  readonly costs: number
  readonly dibao: number
  readonly wubao: number
  readonly pension: number
  readonly net: number
}

/** In yuan, for the year to September 2017. `works`: whether anybody has months of work away from home. */
export function incomeOf(household: Household, works: boolean): Income {
  const { members, incomePerHead, onDibao, onWubao } = household
  const perHead = typeof incomePerHead === 'number' ? incomePerHead : 2500
  const net = round(perHead * members.length)
  const dibao = onDibao ? DIBAO : 0
  const wubao = onWubao ? WUBAO : 0
  const pension = ofRetirementAge(household) * PENSION
  const rest = net - dibao - wubao - pension
  const wages = works ? Math.max(LEAST_WAGES, Math.round(rest * 0.5)) : 0
  // what is left comes from the farm, or was lost there
  const farm = round(rest - wages)
  const business = Math.max(LEAST_BUSINESS, Math.round(Math.abs(farm) * 1.6))
  return { wages, business, costs: round(business - farm), dibao, wubao, pension, net }
}

const round = (amount: number): number => Math.round(amount * 100) / 100

/** Round amounts are now and then written with thousands separators. */
export function money(amount: number, random: Random): string {
  const text = String(round(amount))
  return random.chance(0.05) ? Number(text).toLocaleString('en-US', { maximumFractionDigits: 2 }) : text
}
