/** H03–H11, H48, H63–H65: why a household is poor, and whether it still is. */
import type { Household } from '../../household.ts'
import type { Sheet } from '../../register/sheet.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { familyOut, farmers, oneFarmer, poorFamily, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

/** The main cause alone. */
const poorBy = (sheet: Sheet, cause: string): void => {
  sheet.put({ 主要致贫原因: cause, 其他致贫原因: '' })
}

const by =
  (cause: string, rule: string): QualityCase['write'] =>
  sheet => {
    poorBy(sheet, cause)
    sheet.lead(rule)
  }

const earning =
  (incomePerHead: number, family: (household: Household) => void = farmers) =>
  (household: Household): void => {
    family(household)
    household.incomePerHead = incomePerHead
  }

/** Fell back, as the state says, though the mark of those who did is not set: T10 does not look at it. */
const fellBack = (household: Household): void => {
  farmers(household)
  household.exitState = '返贫'
  household.returnCauses = '因灾'
}

export const CAUSES: readonly QualityCase[] = [
  beside('H03', by('', 'H03'), farmers),
  beside(
    'H04',
    (sheet, turn) => {
      poorBy(sheet, '缺技术')
      sheet.put({
        其他致贫原因: turning(['缺资金,缺水,交通条件落后', '缺水、缺资金、自身发展动力不足'], turn),
      })
      sheet.lead('H04')
    },
    farmers,
  ),
  beside(
    'H05',
    (sheet, turn) => {
      sheet.put({ 主要致贫原因: '缺资金', 其他致贫原因: turning(['缺资金,缺技术', '缺水、缺资金'], turn) })
      sheet.lead('H05')
    },
    farmers,
  ),
  beside('H06', by('因病', 'H06'), farmers),
  beside('H07', by('因学', 'H07'), farmers),
  beside('H08', by('因残', 'H08'), farmers),
  beside('H09', by('缺劳动力', 'H09'), household => {
    farmers(household)
    relative(household)
  }),
  beside(
    'H10',
    (sheet, turn) => {
      poorBy(sheet, turning(['缺技术', '缺资金', '交通条件落后'], turn))
      sheet.lead('H10')
    },
    earning(3600),
  ),
  ordinary(
    'H11',
    sheet => {
      sheet.put({ 贫困户属性: '一般农户' })
      sheet.lead('H11')
    },
    farmers,
  ),
  ordinary(
    'H01 H11',
    sheet => {
      sheet.put({ 贫困户属性: '' })
      sheet.lead('H01')
      sheet.lead('H11')
    },
    farmers,
  ),
  planting('ordinary')(
    'H48',
    (sheet, turn) => {
      poorBy(sheet, '缺土地')
      sheet.put({ '耕地面积（亩）': turning(['9.9', '9.5'], turn), 有效灌溉面积: '2' })
      sheet.lead('H48')
    },
    oneFarmer,
    { populous: true },
  ),
  ordinary(
    'H63',
    sheet => {
      sheet.put({ 脱贫年度: '' })
      sheet.lead('H63')
    },
    familyOut,
  ),
  ordinary(
    'H63',
    (sheet, turn) => {
      sheet.put({ 脱贫年度: turning(['2016', '2017'], turn) })
      sheet.lead('H63')
    },
    poorFamily,
  ),
  ordinary(
    'H64',
    (sheet, turn) => {
      sheet.put({ 首次识别时间: turning(['2017-03-01', '2017-06-15'], turn) })
      sheet.lead('H64')
    },
    familyOut,
  ),
  ordinary(
    'H65',
    (sheet, turn) => {
      sheet.put({ 返贫原因: turning(['缺技术', '因学', ''], turn) })
      sheet.lead('H65')
    },
    fellBack,
  ),
  // just not: two other causes; the line itself; 因病 beside another cause of falling back
  beside(
    '',
    sheet => {
      poorBy(sheet, '缺技术')
      sheet.put({ 其他致贫原因: '缺水,缺资金' })
    },
    farmers,
  ),
  beside('', sheet => poorBy(sheet, '缺技术'), earning(3100)),
  ordinary('', sheet => sheet.put({ 返贫原因: '缺资金,因病' }), fellBack),
  beside('', sheet => poorBy(sheet, '缺劳动力'), farmers),
]
