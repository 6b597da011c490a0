/** H43–H47, H49–H62, H67: land, house, water, power, telephone, bank, village. */
import type { Household } from '../../household.ts'
import type { HouseholdColumn } from '../../register/household-cells.ts'
import { planting, type QualityCase, turning } from './case.ts'
import { familyOut, farmers } from './families.ts'

const ordinary = planting('ordinary')
const beside = planting('beside')

type Cells = Partial<Record<HouseholdColumn, string>>

/** Cells of the household's row, another set at each turn, and one lead. */
const says = (
  rule: string,
  values: readonly Cells[],
  shape?: QualityCase['shape'],
  own: Pick<QualityCase, 'class'> = {},
): QualityCase =>
  beside(
    rule,
    (sheet, turn) => {
      sheet.put(turning(values, turn))
      sheet.lead(rule, own)
    },
    shape,
    own,
  )

const justNot = (cells: Cells, shape?: QualityCase['shape']): QualityCase =>
  beside('', sheet => sheet.put(cells), shape)

/** So much land, of a household that does not complain of having none (H48). */
const arable = (area: string, irrigated = '1'): Cells => ({
  '耕地面积（亩）': area,
  有效灌溉面积: irrigated,
  主要致贫原因: '缺技术',
  其他致贫原因: '',
})

const suspected = { class: 'suspected' } as const

const relocated = (household: Household): void => {
  farmers(household)
  household.relocated = true
  household.movedIn = '是'
}

/** The last digit of a card, one more. */
const wrongDigit = (card: string): string => card.slice(0, -1) + ((Number(card.slice(-1)) + 1) % 10)

export const LIVING: readonly QualityCase[] = [
  says('H43', [{ '林地面积（亩）': '', '退耕还林面积（亩）': '0' }]),
  says('H43', [{ '退耕还林面积（亩）': '' }]),
  says('H44', [arable('12.5'), arable('10')], farmers),
  says('H44', [{ '林地面积（亩）': '52' }, { '林地面积（亩）': '66' }]),
  says('H45', [{ 水面面积: '60' }, { 水面面积: '50' }]),
  says('H45', [{ '林果面积（亩）': '55' }]),
  says('H46', [arable('2', '3'), arable('2', '2.1')], farmers),
  says('H47', [
    { '林地面积（亩）': '1', 牧草地面积: '0.5', '退耕还林面积（亩）': '4' },
    { '林地面积（亩）': '1', 牧草地面积: '0', '退耕还林面积（亩）': '2' },
  ]),
  says('H49', [{ 与村主干路距离: '' }]),
  says('H49', [{ 与村主干路距离: '3.5' }, { 与村主干路距离: '2.1' }], undefined, suspected),
  says('H50', [{ 入户路类型: '' }]),
  says('H50', [{ 主要燃料类型: '' }, { 主要燃料类型: '', 是否有卫生厕所: '' }]),
  says('H51', [{ 住房面积: '' }]),
  says('H51', [{ 住房面积: '620' }, { 住房面积: '500' }], undefined, suspected),
  says('H52', [{ 住房面积: '8' }, { 住房面积: '9.9' }], familyOut),
  ordinary(
    'H53',
    sheet => {
      sheet.put({ 危房户: '是', 危房级别: '' })
      sheet.lead('H53')
    },
    farmers,
  ),
  ordinary(
    'H54',
    (sheet, turn) => {
      sheet.put({ 危房户: '否', 危房级别: turning(['C级', 'D级'], turn) })
      sheet.lead('H54')
    },
    farmers,
  ),
  ordinary(
    'H55',
    (sheet, turn) => {
      sheet.put({ 危房户: '是', 危房级别: turning(['D级', 'C级'], turn) })
      sheet.lead('H55')
    },
    familyOut,
  ),
  says('H56', [{ 饮水困难: '是', 饮水安全: '否' }, { 饮水安全: '否' }], familyOut),
  says('H57', [{ 是否通生活用电: '否' }], familyOut),
  says('H58', [{ 饮水困难: '是', 饮水安全: '是' }], farmers),
  says('H59', [{ 户联系电话: '' }, { 户联系电话: '1380871' }, { 户联系电话: '138087112233' }]),
  says('H60', [{ 开户银行名称: '' }]),
  says('H60', [{ 银行卡号: '' }]),
  beside('H61', sheet => {
    sheet.put({ 银行卡号: wrongDigit(sheet.cells.银行卡号) })
    sheet.lead('H61')
  }),
  beside('H61 H61', (sheet, _turn, previous) => {
    if (!previous) return
    sheet.put({ 银行卡号: previous.cells.银行卡号 })
    sheet.lead('H61')
    previous.lead('H61')
  }),
  ordinary(
    'H62',
    (sheet, turn) => {
      sheet.put(turning([{ 搬迁方式: '' }, { 安置方式: '' }, { 搬迁方式: '', 安置方式: '' }], turn))
      sheet.lead('H62')
    },
    relocated,
  ),
  ordinary(
    'H67',
    (sheet, turn) => {
      sheet.put({ 村编码: `${sheet.household.county.code}${turning(['999299', '998298'], turn)}` })
      sheet.lead('H67')
    },
    farmers,
  ),
  // just not
  justNot(arable('9.9', '9.9'), farmers),
  justNot({ '林地面积（亩）': '3', 牧草地面积: '1', '退耕还林面积（亩）': '4' }),
  justNot({ 与村主干路距离: '2' }),
  justNot({ 住房面积: '499' }),
  justNot({ 住房面积: '10' }, familyOut),
  justNot({ 饮水困难: '否', 饮水安全: '否' }, farmers),
  justNot({ 危房户: '否', 危房级别: 'B级' }, farmers),
]
