/** The parameters that a policy sets: the explicit list, with what each may be. */
import type { Bilingual } from '../types.ts'

export interface ParameterKind {
  readonly title: Bilingual
  readonly unit: string
  readonly least: number
  readonly most: number
  readonly whole?: boolean
}

const kind = (
  zh: string,
  en: string,
  unit: string,
  least: number,
  most: number,
  whole = false,
): ParameterKind => ({ title: { zh, en }, unit, least, most, whole })

export const PARAMETERS = {
  'vehicle.limit': kind('车辆购置价限额', 'Price limit of a car', '元', 0, 10_000_000),
  'vehicle.recentYears': kind(
    '购置价未填时视为新车的年限',
    'Age up to which a car without a price counts',
    '年',
    1,
    50,
    true,
  ),
  'property.minorShare': kind('少数共有份额', 'Share below which joint ownership is minor', '%', 0, 100),
  'selfEmployed.capital': kind('个体工商户资金数额限额', 'Capital limit of a sole trade', '万元', 0, 100_000),
  'employment.months': kind(
    '稳定参保的缴费月数',
    'Months paid that make employment stable',
    '月',
    1,
    600,
    true,
  ),
  'moveIn.months': kind(
    '首次识别前的迁入月数',
    'Months before identification in which a move counts',
    '月',
    1,
    600,
    true,
  ),
  'illness.selfPaid': kind('大病年度自付限额', 'Self-paid cost of illness in a year', '元', 0, 10_000_000),
  'elders.age': kind('老人户年龄', 'Age of old people', '岁', 1, 120, true),
  'hamlet.share': kind(
    '同村其他自然村建档户占比',
    "Registered share of the village's other hamlets",
    '',
    0,
    1,
  ),
  'schooling.fromAge': kind('义务教育起始年龄', 'First age of compulsory education', '岁', 0, 30, true),
  'schooling.toAge': kind('义务教育截止年龄', 'Last age of compulsory education', '岁', 0, 30, true),
  'exit.incomeLine': kind('退出收入标准', 'Income line of exit', '元', 0, 100_000),
  'quality.incomeLine': kind(
    '数据校验所用的收入标准',
    'Income line of the data quality rules',
    '元',
    0,
    100_000,
  ),
  'quality.household.otherCauses': kind(
    '其他致贫原因项数上限',
    'Most other causes of poverty',
    '项',
    0,
    20,
    true,
  ),
  'quality.household.labourers': kind(
    '不再算缺劳动力的劳动力人数',
    'Labourers from which labour is not lacking',
    '人',
    1,
    50,
    true,
  ),
  'quality.household.manyMembers': kind(
    '家庭成员偏多的人数',
    'Members from which a household is large',
    '人',
    1,
    100,
    true,
  ),
  'quality.household.leastDibaoGrant': kind('低保户低保金下限', 'Least plausible 低保金', '元', 0, 100_000),
  'quality.household.leastWubaoGrant': kind('五保户五保金下限', 'Least plausible 五保金', '元', 0, 100_000),
  'quality.household.labourFromAge': kind(
    '五保户劳动力核查起始年龄',
    'First age of labour in a 五保 household',
    '岁',
    0,
    120,
    true,
  ),
  'quality.household.labourToAge': kind(
    '五保户劳动力核查截止年龄',
    'Last age of labour in a 五保 household',
    '岁',
    0,
    120,
    true,
  ),
  'quality.household.leastPension': kind('养老保险金下限', 'Least plausible 养老保险金', '元', 0, 100_000),
  'quality.household.pensionAge': kind(
    '领取养老金年龄',
    'Age from which a pension is paid',
    '岁',
    0,
    120,
    true,
  ),
  'quality.household.leastIncome': kind(
    '单项收入下限',
    'Least plausible income of one kind',
    '元',
    0,
    100_000,
  ),
  'quality.household.leastWage': kind(
    '有务工时间的工资性收入下限',
    'Wages that are too low for who works',
    '元',
    0,
    100_000,
  ),
  'quality.household.leastCosts': kind(
    '有经营收入的经营支出下限',
    'Least plausible costs of a business',
    '元',
    0,
    100_000,
  ),
  'quality.household.costsToIncome': kind(
    '经营支出与经营收入之比上限',
    'Costs to business income, at most',
    '',
    0,
    1000,
  ),
  'quality.household.leastPerHead': kind(
    '人均纯收入偏低',
    'Income per head that is implausibly low',
    '元',
    0,
    100_000,
  ),
  'quality.household.mostPerHead': kind(
    '人均纯收入偏高',
    'Income per head that is implausibly high',
    '元',
    0,
    10_000_000,
  ),
  'quality.household.mostPerHeadInPoverty': kind(
    '未脱贫户人均纯收入偏高',
    'The same, of a household still in poverty',
    '元',
    0,
    10_000_000,
  ),
  'quality.household.incomeTolerance': kind('收入勾稽容差', 'Tolerance of sums of income', '元', 0, 10_000),
  'quality.household.muchArable': kind(
    '耕地面积偏大',
    'Arable land that is implausibly large',
    '亩',
    0,
    1_000_000,
  ),
  'quality.household.muchForest': kind(
    '林地面积偏大',
    'Forest that is implausibly large',
    '亩',
    0,
    1_000_000,
  ),
  'quality.household.muchPasture': kind(
    '牧草地面积偏大',
    'Pasture that is implausibly large',
    '亩',
    0,
    1_000_000,
  ),
  'quality.household.muchWater': kind(
    '水面面积偏大',
    'Water surface that is implausibly large',
    '亩',
    0,
    1_000_000,
  ),
  'quality.household.muchOrchard': kind(
    '林果面积偏大',
    'Orchard that is implausibly large',
    '亩',
    0,
    1_000_000,
  ),
  'quality.household.roadDistance': kind(
    '与村主干路距离偏远',
    'Distance to the main road that is implausibly long',
    '公里',
    0,
    1000,
  ),
  'quality.household.largeHousing': kind(
    '住房面积偏大',
    'Housing that is implausibly large',
    '㎡',
    0,
    100_000,
  ),
  'quality.household.smallHousing': kind(
    '脱贫户住房面积偏小',
    'Housing too small for who is out of poverty',
    '㎡',
    0,
    100_000,
  ),
  'delivery.rejectLimit': kind(
    '交接数据拒收行占比上限',
    'Share of rejected rows above which a delivery is held',
    '',
    0,
    1,
  ),
  'delivery.shrinkLimit': kind(
    '较上次交接减少的占比上限',
    'Loss of rows above which a delivery is held',
    '',
    0,
    1,
  ),
} as const satisfies Readonly<Record<string, ParameterKind>>

export type ParameterName = keyof typeof PARAMETERS

export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[]

export const isParameterName = (name: string): name is ParameterName => Object.hasOwn(PARAMETERS, name)
