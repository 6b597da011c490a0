/** H02, H18–H29, H66, H68: 低保, 五保, pensions, and who helps. */
import type { Household } from '../../household.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { alone, dibaoFamily, farmers, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

const withElder = (household: Household): void => {
  farmers(household)
  relative(household, { age: 72, relation: '之叔伯' })
}

export const SUPPORT: readonly QualityCase[] = [
  beside('H02', sheet => {
    sheet.put({ 军烈属: '' })
    sheet.lead('H02')
  }),
  ordinary(
    'H18',
    sheet => {
      for (const member of sheet.members) sheet.putOf(member, { 是否享受低保: '否' })
      sheet.lead('H18')
    },
    dibaoFamily,
  ),
  ordinary(
    'H19',
    (sheet, turn) => {
      sheet.pay('低保金', turning([50, 99, 0], turn))
      sheet.lead('H19', { class: 'suspected' })
    },
    dibaoFamily,
    { class: 'suspected' },
  ),
  ordinary(
    'H19 H29',
    sheet => {
      sheet.put({ 低保金: '' })
      sheet.lead('H19')
      sheet.lead('H29')
    },
    dibaoFamily,
  ),
  ordinary(
    'H20',
    (sheet, turn) => {
      sheet.pay('低保金', turning([800, 1600], turn))
      sheet.lead('H20')
    },
    farmers,
  ),
  ordinary(
    'H21',
    sheet => {
      sheet.putOf(sheet.last, { 是否享受低保: '是' })
      sheet.lead('H21')
    },
    farmers,
  ),
  ordinary(
    'H22',
    (sheet, turn) => {
      sheet.pay('五保金', turning([60, 0], turn))
      sheet.lead('H22')
    },
    alone,
  ),
  ordinary(
    'H23',
    (sheet, turn) => {
      sheet.pay('五保金', turning([900, 3600], turn))
      sheet.lead('H23')
    },
    farmers,
  ),
  ordinary(
    'H24',
    sheet => sheet.lead('H24'),
    household => {
      alone(household)
      household.support = 'both'
    },
  ),
  ordinary(
    'H25',
    sheet => sheet.lead('H25'),
    household => {
      alone(household)
      household.add({ relation: '之侄儿', sex: '男', age: 40 }).months = 0
    },
  ),
  beside(
    'H26',
    sheet => {
      sheet.put({ 养老保险金: '' })
      sheet.lead('H26')
    },
    farmers,
  ),
  beside(
    'H26',
    (sheet, turn) => {
      sheet.pay('养老保险金', turning([55, 69], turn))
      sheet.lead('H26')
    },
    withElder,
  ),
  beside(
    'H27',
    sheet => {
      sheet.pay('养老保险金', 0)
      sheet.lead('H27')
    },
    withElder,
  ),
  beside(
    'H28',
    (sheet, turn) => {
      sheet.pay('养老保险金', turning([1020, 2040], turn))
      sheet.lead('H28')
    },
    farmers,
  ),
  beside(
    'H29',
    sheet => {
      sheet.put({ 其他转移性收入: '' })
      sheet.lead('H29')
    },
    farmers,
  ),
  ordinary(
    'H66',
    sheet => sheet.lead('H66'),
    household => {
      alone(household)
      household.support = 'none'
    },
  ),
  beside(
    'H68',
    sheet => {
      sheet.put({ 帮扶责任人: '' })
      sheet.lead('H68')
    },
    farmers,
  ),
  // just not: the least plausible amounts
  ordinary('', sheet => sheet.pay('低保金', 100), dibaoFamily),
  beside('', sheet => sheet.pay('养老保险金', 70), withElder),
]
