/** P06, P08–P10, P42, P43, P45, P46, P48–P52: health, insurance, support, telephones. */
import type { Household } from '../../household.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { childOfRelatives, farmers, poorFamily, relative } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

const empty = (rule: string, column: Parameters<typeof emptied>[1]): QualityCase =>
  beside(rule, sheet => emptied(sheet, column, rule), relative)

function emptied(
  sheet: Parameters<QualityCase['write']>[0],
  column: '健康状况' | '现役军人' | '是否参加大病保险' | '是否享受低保',
  rule: string,
): void {
  sheet.putOf(sheet.last, { [column]: '' })
  sheet.leadOf(rule, sheet.last)
}

const working = (household: Household) => {
  relative(household).months = 6
}

/** Proposed for exit: departments say that all are insured, so only the register is wrong. */
const proposed = (household: Household) => {
  farmers(household)
  household.proposed = '是'
  household.incomePerHead = 5400
}

export const WELFARE: readonly QualityCase[] = [
  empty('P06', '健康状况'),
  empty('P08', '现役军人'),
  empty('P09', '是否参加大病保险'),
  empty('P10', '是否享受低保'),
  beside(
    'P42',
    sheet => sheet.leadOf('P42', sheet.last),
    household => {
      relative(household).health = '残疾'
    },
  ),
  beside(
    'P43',
    sheet => sheet.leadOf('P43', sheet.last),
    household => {
      const member = relative(household)
      member.documentKind = '残疾人证'
      member.document = `${member.person.key}23`
    },
  ),
  ordinary(
    'P45',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 居民医保: turning(['否', ''], turn) })
      sheet.leadOf('P45', sheet.last)
    },
    poorFamily,
  ),
  beside(
    'P45',
    sheet => {
      sheet.putOf(sheet.last, { 职工医保: '是' })
      sheet.leadOf('P45', sheet.last, { class: 'suspected' })
    },
    relative,
    { class: 'suspected' },
  ),
  ordinary(
    'P46',
    sheet => {
      sheet.putOf(sheet.last, { 居民医保: '否', 是否接受大病医疗救助: '是' })
      sheet.leadOf('P46', sheet.last)
    },
    proposed,
  ),
  beside(
    'P48',
    (sheet, turn) => {
      // wrong numbers differ like right ones: P49 is about equal ones
      const right = sheet.last.cells.成员联系电话
      sheet.putOf(sheet.last, { 成员联系电话: turning(['', right.slice(1), `${right}0`], turn) })
      sheet.leadOf('P48', sheet.last)
    },
    working,
  ),
  beside(
    'P49 P49',
    (sheet, _turn, previous) => {
      if (!previous) return
      sheet.putOf(sheet.last, { 成员联系电话: previous.first.cells.成员联系电话 })
      sheet.leadOf('P49', sheet.last)
      previous.leadOf('P49', previous.first)
    },
    relative,
  ),
  beside(
    'P50',
    sheet => {
      sheet.putOf(sheet.last, { 是否特困供养人员: '是' })
      sheet.leadOf('P50', sheet.last)
    },
    relative,
  ),
  beside(
    'P51',
    sheet => {
      sheet.putOf(sheet.last, { 是否特困供养人员: '是' })
      sheet.leadOf('P51', sheet.last)
    },
    household => {
      const member = relative(household)
      member.months = 4
      member.health = '长期慢性病'
    },
  ),
  beside(
    'P52',
    (sheet, turn) => {
      sheet.putOf(sheet.last, { 公益性岗位类型: turning(['保洁员', '护林员'], turn) })
      sheet.leadOf('P52', sheet.last)
    },
    household => {
      relative(household, { age: 74, relation: '之叔伯' })
    },
  ),
  beside(
    'P52',
    sheet => {
      sheet.putOf(sheet.last, { 公益性岗位类型: '保洁员' })
      sheet.leadOf('P52', sheet.last)
    },
    household => {
      childOfRelatives(household, 13)
    },
  ),
  // just not: insured as an employee alone; a post at 45
  beside('', sheet => sheet.putOf(sheet.last, { 居民医保: '否', 职工医保: '是' }), relative),
  beside(
    '',
    sheet => sheet.putOf(sheet.last, { 公益性岗位类型: '护林员' }),
    household => {
      relative(household, { age: 45 })
    },
  ),
]
