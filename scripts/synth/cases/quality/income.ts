/** H30–H42: income, its parts and its sums. */
import type { Household } from '../../household.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { familyOut, farmers, workers } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

const earning =
  (incomePerHead: number, family: (household: Household) => void = farmers) =>
  (household: Household): void => {
    family(household)
    household.incomePerHead = incomePerHead
  }

const emptied = (rule: string, column: '工资性收入' | '生产经营性收入' | '财产性收入'): QualityCase =>
  beside(
    rule,
    sheet => {
      sheet.put({ [column]: '' })
      sheet.lead(rule)
    },
    farmers,
  )

export const INCOME: readonly QualityCase[] = [
  emptied('H30', '工资性收入'),
  beside(
    'H30 H33',
    (sheet, turn) => {
      sheet.pay('工资性收入', turning([60, 90], turn))
      sheet.lead('H30', { class: 'suspected' })
      sheet.lead('H33')
    },
    farmers,
    { class: 'suspected' },
  ),
  emptied('H31', '生产经营性收入'),
  beside(
    'H31',
    (sheet, turn) => {
      sheet.farm(turning([80, 40], turn), 20)
      sheet.lead('H31', { class: 'suspected' })
    },
    farmers,
    { class: 'suspected' },
  ),
  emptied('H32', '财产性收入'),
  beside(
    'H32',
    (sheet, turn) => {
      sheet.pay('财产性收入', turning([30, 99], turn))
      sheet.lead('H32', { class: 'suspected' })
    },
    farmers,
    { class: 'suspected' },
  ),
  beside(
    'H33',
    (sheet, turn) => {
      sheet.pay('工资性收入', turning([5000, 3200], turn))
      sheet.lead('H33')
    },
    farmers,
  ),
  beside(
    'H34',
    sheet => {
      sheet.pay('工资性收入', 0)
      sheet.lead('H34')
    },
    workers,
  ),
  beside(
    'H35',
    (sheet, turn) => {
      const spent = turning([0, 0.5], turn)
      sheet.farm(4200, spent)
      sheet.lead('H35')
    },
    farmers,
  ),
  beside(
    'H36',
    (sheet, turn) => {
      sheet.farm(1000, turning([3100, 4500], turn))
      sheet.lead('H36')
    },
    farmers,
  ),
  ordinary('H37', sheet => sheet.lead('H37'), earning(450)),
  ordinary('H37', sheet => sheet.lead('H37'), earning(36_000, familyOut)),
  beside('H38', sheet => sheet.lead('H38'), earning(21_500)),
  ordinary('H39', sheet => sheet.lead('H39'), earning(2900, familyOut)),
  beside(
    'H40',
    (sheet, turn) => {
      sheet.add('人均纯收入', turning([100, -60, 12], turn))
      sheet.lead('H40')
    },
    farmers,
  ),
  beside(
    'H40',
    (sheet, turn) => {
      sheet.add('财产性收入', turning([500, 800], turn))
      sheet.lead('H40')
    },
    farmers,
  ),
  beside(
    'H41',
    (sheet, turn) => {
      sheet.add('转移性收入', turning([500, 240], turn))
      sheet.lead('H41')
    },
    farmers,
  ),
  beside(
    'H42',
    (sheet, turn) => {
      sheet.put({ '退耕还林面积（亩）': '0' })
      sheet.pay('生态补偿金', turning([300, 450], turn))
      sheet.lead('H42')
    },
    farmers,
  ),
  // just not: three times as much; the line; one yuan; 501
  beside('', sheet => sheet.farm(1000, 3000), farmers),
  ordinary('', () => undefined, earning(3100, familyOut)),
  beside('', sheet => sheet.add('人均纯收入', 1), farmers),
  beside('', () => undefined, earning(501)),
  beside('', sheet => sheet.pay('财产性收入', 100), farmers),
]
