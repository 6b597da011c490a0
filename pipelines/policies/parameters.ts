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
  'monitoring.incomeLine': kind(
    '防返贫监测范围（人均纯收入）',
    'Income line of monitoring',
    '元',
    0,
    100_000,
  ),
  'monitoring.selfPaid': kind(
    '脱贫户医疗自付预警线',
    'Self-paid medical cost that warns of a household that left poverty',
    '元',
    0,
    10_000_000,
  ),
  'monitoring.selfPaidOthers': kind(
    '其他户医疗自付预警线',
    'Self-paid medical cost that warns of other households',
    '元',
    0,
    10_000_000,
  ),
  'monitoring.recentMonths': kind(
    '视为新增的月数',
    'Months within which something is new',
    '月',
    1,
    60,
    true,
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
