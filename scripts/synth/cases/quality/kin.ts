/** P54–P56, H12–H17: who is whose kin, and how many there are. */
import type { Household } from '../../household.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { childOfRelatives, farmers, oneFarmer, poorFamily, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

const familyWith =
  (own: Parameters<typeof relative>[1], size = 1) =>
  (household: Household) => {
    farmers(household)
    for (let i = 0; i < size; i++)
      household.add({ relation: '之兄弟姐妹', sex: '男', age: 35, ...own }).months = 0
  }

export const KIN: readonly QualityCase[] = [
  beside(
    'P54',
    sheet => sheet.leadOf('P54', sheet.last),
    household => {
      relative(household, { age: 103, sex: '女', relation: '其他' })
    },
  ),
  ordinary(
    'P54 P15',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 出生日期: turning(['20180312', '20190405'], turn) })
      sheet.leadOf('P54', sheet.last, { class: 'error' })
      sheet.leadOf('P15', sheet.last)
    },
    relative,
    { class: 'error' },
  ),
  ordinary(
    'P55',
    sheet => sheet.leadOf('P55', sheet.last),
    household => {
      farmers(household)
      household.add({ relation: '之子', sex: '男', age: 35 }).months = 0
    },
  ),
  ordinary(
    'P55',
    sheet => sheet.leadOf('P55', sheet.last),
    household => {
      oneFarmer(household)
      household.add({ relation: '配偶', sex: '女', age: 18 }).enrolled = 'none'
    },
  ),
  ordinary(
    'P56',
    sheet => sheet.leadOf('P56', sheet.first),
    household => {
      poorFamily(household)
      household.startsAnew('女', 14)
      household.add({ relation: '之叔伯', sex: '男', age: 45 })
    },
  ),
  beside(
    'H12',
    sheet => {
      sheet.putOf(sheet.first, { 与户主关系: '之兄弟姐妹' })
      sheet.lead('H12')
    },
    poorFamily,
  ),
  beside(
    'H13',
    sheet => {
      sheet.putOf(sheet.last, { 与户主关系: '本人或户主' })
      sheet.lead('H13')
    },
    familyWith({}),
  ),
  beside('H14', sheet => sheet.lead('H14'), familyWith({ relation: '配偶', sex: '女', age: 40 })),
  ordinary(
    'H15 H12',
    sheet => {
      sheet.lead('H15')
      sheet.lead('H12')
    },
    household => {
      poorFamily(household)
      household.listsNobody()
    },
  ),
  beside(
    'H16',
    (sheet, turn) => {
      const said = sheet.members.length + turning([1, 2, 3], turn)
      const 人均纯收入 = String(Math.round((sheet.number('纯收入') / said) * 100) / 100)
      sheet.put({ 家庭人口数: String(said), 人均纯收入 })
      sheet.lead('H16')
    },
    poorFamily,
  ),
  ordinary('H17', sheet => sheet.lead('H17'), familyWith({}, 4)),
  // just not: six people; a mother of fourteen; spouses 25 years apart
  ordinary('', () => undefined, familyWith({}, 3)),
  ordinary(
    '',
    () => undefined,
    household => {
      farmers(household)
      household.add({ relation: '之子', sex: '男', age: 26 }).months = 0
    },
  ),
  beside(
    '',
    () => undefined,
    household => {
      childOfRelatives(household, 0)
    },
  ),
]
