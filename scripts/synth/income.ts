/** The income columns of a household: parts that add up to its 人均纯收入. */
import type { Cell } from './files/sink.ts'
import type { Household } from './household.ts'
import type { Random } from './random.ts'

export const INCOME_COLUMNS = [
  '工资性收入',
  '生产经营性收入',
  '财产性收入',
  '转移性收入',
  '计划生育金',
  '低保金',
  '五保金',
  '养老保险金',
  '生态补偿金',
  '其他转移性收入',
  '生产经营性支出',
  '年收入',
  '纯收入',
  '人均纯收入',
] as const

/** In yuan, for the year to September 2017. */
export function incomeCells(household: Household, random: Random): Cell[] {
  const { members, support, incomePerHead } = household
  const perHead = typeof incomePerHead === 'number' ? incomePerHead : 2500
  const net = Math.round(perHead * members.length * 100) / 100
  const dibao = support === 'dibao' || support === 'both' ? Math.min(net, 2400) : 0
  const wubao = support === 'wubao' || support === 'both' ? Math.min(net - dibao, 3600) : 0
  const elders = members.filter(({ person: { age } }) => age >= 60).length
  const pension = Math.min(net - dibao - wubao, elders * 1020)
  const transfers = dibao + wubao + pension
  const rest = net - transfers
  const costs = Math.round(rest * 0.2)
  const business = Math.round(rest * 0.6)
  const wages = Math.round((rest - business + costs) * 100) / 100
  const cells = [
    wages,
    business,
    0,
    transfers,
    0,
    dibao,
    wubao,
    pension,
    0,
    0,
    costs,
    wages + business + transfers,
    net,
  ]
  return [
    ...cells.map(amount => money(amount, random)),
    typeof incomePerHead === 'number' ? money(perHead, random) : incomePerHead,
  ]
}

/** Round amounts are now and then written with thousands separators. */
function money(amount: number, random: Random): string {
  const text = String(Math.round(amount * 100) / 100)
  return random.chance(0.05) ? Number(text).toLocaleString('en-US', { maximumFractionDigits: 2 }) : text
}
