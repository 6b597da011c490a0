/** X01–X05: vehicles of members, by type, state and price. */

import type { Evidence, RuleContext } from '../../types.ts'
import { isNumber, monthsBefore, oneOf } from '../conditions.ts'
import { ruleOnMemberRows } from '../on-members.ts'
import type { Published, RowJudge } from '../statement.ts'
import { both, HARDSHIP, KEYED_ONCE, negativeLists, plan } from '../text.ts'
import { maybe, said, sourceOf, yuan } from '../wording.ts'

const FEED = 'public-security.vehicles'
type VehicleRow = Evidence<typeof FEED>

const CARS = ['K2', 'K3', 'K4'] as const
const HEAVY = ['H1', 'H2', 'Q', 'Z', 'J'] as const
const LIGHT = ['H3', 'H4', 'H5'] as const
const EXEMPT = ['M', 'N', 'T'] as const

const TYPE_NAMES: Readonly<Record<string, string>> = {
  K2: '中型客车',
  K3: '小型客车',
  K4: '微型客车',
  H1: '重型货车',
  H2: '中型货车',
  H3: '轻型货车',
  H4: '微型货车',
  H5: '低速货车',
  Q: '牵引车',
  Z: '专项作业车',
  J: '轮式机械',
}

/** Not one of B, C, E, M, P: a state that is missing or not understood is no exemption. */
const isActive = (row: VehicleRow): boolean => row.values.status !== 'gone'
const isActiveOf = (row: VehicleRow, types: readonly (typeof CARS | typeof HEAVY | typeof LIGHT)[number][]) =>
  isActive(row) && types.some(type => type === row.values.type)

/** A vehicle that X01–X04 speak of, by type and state. */
export const isCountedVehicle = (row: VehicleRow): boolean => isActiveOf(row, [...CARS, ...HEAVY, ...LIGHT])

const subjectOf = (row: VehicleRow) => ({
  subject: typeof row.values.plate === 'string' ? row.values.plate : '',
})

/** 「公安·车管登记小型客车 1 辆（云A12345）」 */
const registered = (row: VehicleRow): string =>
  `${sourceOf(row)}登记${TYPE_NAMES[String(row.values.type)] ?? '机动车'} 1 辆（号牌 ${said(row.values.plate)}）`

/** Why a car is over the limit, that it is not, or that the policy sets no limit; undefined: not an active car. */
function judgeCar(
  row: VehicleRow,
  context: RuleContext,
): { readonly over: boolean; readonly why: string } | 'no parameter' | undefined {
  if (!isActiveOf(row, CARS)) return undefined
  const limit = context.parameter('vehicle.limit')
  const years = context.parameter('vehicle.recentYears')
  if (limit === undefined || years === undefined) return 'no parameter'
  const { price, registeredOn } = row.values
  if (isNumber(price)) {
    const over = price >= limit
    return { over, why: `购置价 ${yuan(price)} ${over ? '≥' : '<'} ${yuan(limit)}` }
  }
  const since = monthsBefore(context.asOf, years * 12)
  const isRecent = typeof registeredOn === 'string' && since <= registeredOn && registeredOn <= context.asOf
  const over = price === undefined && isRecent
  return {
    over,
    why: `购置价${said(price)}，初次登记 ${said(registeredOn)}${isRecent ? '，在' : '，不在'}近 ${years} 年内`,
  }
}

export const carOverLimit: RowJudge<typeof FEED> = (row, context) => {
  const car = judgeCar(row, context)
  if (car === undefined || car === 'no parameter') return car
  return car.over ? { severity: 'A', ...subjectOf(row), detail: `${registered(row)}，${car.why}` } : undefined
}

export const heavyVehicle: RowJudge<typeof FEED> = row =>
  isActiveOf(row, HEAVY)
    ? { severity: 'A', ...subjectOf(row), detail: `${registered(row)}${maybe('使用性质', row.values.use)}` }
    : undefined

const CHECKS: Published['check'] = [
  both(
    '看车、看行驶证：车主、实际使用人、购置时间和价款来源',
    'The vehicle and its licence: owner, actual user, when and with what money it was bought',
  ),
  both(
    '用途：是否用于生产发展（拉货、接送、扶贫车间），能否据实举证',
    'Its use: whether it serves production, and what proves that',
  ),
  HARDSHIP,
]

const INNOCENT: Published['innocent'] = [
  both('亲友借名购车、贷款挂名，本人不占有不使用', 'Bought by a relative or friend in this name'),
  both('已卖出未办过户，或已报废、灭失未办注销', 'Sold without transfer, or scrapped without deregistration'),
  both('用于生产经营，是脱贫的手段', 'Serves production: the way out of poverty'),
  both(
    '二手车实际成交价远低于登记购置价',
    'A second-hand vehicle, bought for far less than the price on record',
  ),
  both('残疾人代步车', "A disabled person's car"),
  KEYED_ONCE,
]

const common = {
  version: 1,
  direction: 'exclusion',
  class: 'suspected',
  check: CHECKS,
  innocent: INNOCENT,
  feeds: [FEED],
  absence: [],
} as const

const BASIS = plan(
  '家里有 3 万元以上车辆的重点核查，核实购车目的是否用于生产发展，据实举证、群众信服的可保留',
  'a vehicle of 30 000 yuan or more is checked first; what serves production and is proven may be kept',
)

export const X01 = ruleOnMemberRows({
  ...common,
  id: 'X01',
  title: both('小型客车达到限额', 'Car at or over the limit'),
  severity: 'A',
  text: both(
    '成员名下有在用（机动车状态不是转出、被盗抢、注销、强制注销、达到报废标准）的中型、小型或微型客车，购置价达到限额；购置价未填的，初次登记在近 6 年内',
    'A member owns an active coach or car (types K2, K3, K4; status none of B, C, E, M, P) whose price reaches the limit, or whose price is missing and whose first registration lies within the last 6 years',
  ),
  parameters: ['vehicle.limit', 'vehicle.recentYears'],
  basis: BASIS,
  feed: FEED,
  judge: carOverLimit,
})

export const X02 = ruleOnMemberRows({
  ...common,
  id: 'X02',
  title: both('小型客车未达限额', 'Car below the limit'),
  severity: 'C',
  text: both(
    '成员名下有在用的中型、小型或微型客车，既不符合 X01 的价格条件，也不符合其年限条件',
    'A member owns an active coach or car that meets neither the price nor the age condition of X01',
  ),
  parameters: ['vehicle.limit', 'vehicle.recentYears'],
  basis: BASIS,
  feed: FEED,
  judge: (row, context) => {
    const car = judgeCar(row, context)
    if (car === undefined || car === 'no parameter') return car
    return car.over
      ? undefined
      : { severity: 'C', ...subjectOf(row), detail: `${registered(row)}，${car.why}` }
  },
})

export const X03 = ruleOnMemberRows({
  ...common,
  id: 'X03',
  title: both('重中型货车或工程机械', 'Heavy lorry or machine'),
  severity: 'A',
  text: both(
    '成员名下有在用的重型、中型货车，牵引车，专项作业车或轮式机械',
    'A member owns an active heavy or medium lorry, tractor unit, special vehicle or wheeled machine (H1, H2, Q, Z, J)',
  ),
  parameters: [],
  basis: negativeLists('大型农用车、工程机械', 'large farm vehicles and construction machines'),
  feed: FEED,
  judge: heavyVehicle,
})

export const X04 = ruleOnMemberRows({
  ...common,
  id: 'X04',
  title: both('轻微型或低速货车', 'Light or low-speed lorry'),
  severity: 'C',
  text: both(
    '成员名下有在用的轻型、微型货车或低速货车，核实是否用于生产',
    'A member owns an active light, mini or low-speed lorry (H3, H4, H5): verify whether it serves production',
  ),
  parameters: [],
  basis: plan('生产用车据实举证的可保留', 'vehicles that serve production are kept where this is proven'),
  feed: FEED,
  judge: row =>
    isActiveOf(row, LIGHT)
      ? { severity: 'C', ...subjectOf(row), detail: `${registered(row)}${maybe('使用性质', row.values.use)}` }
      : undefined,
})

export const X05 = ruleOnMemberRows({
  ...common,
  id: 'X05',
  title: both('摩托车、三轮汽车、拖拉机（豁免）', 'Motorcycle, three-wheeler or tractor (exempt)'),
  severity: 'C',
  text: both(
    '成员名下的摩托车、三轮汽车、拖拉机只作统计，不作为疑点',
    'Motorcycles, three-wheelers and tractors of members (M, N, T) are counted, and never a lead',
  ),
  parameters: [],
  basis: negativeLists(
    '普通摩托、农用三轮、残疾人代步车除外',
    'motorcycles and farm three-wheelers are exempt',
  ),
  check: [both('不需核查', 'Nothing to check')],
  innocent: [both('农村常用的交通和生产工具', 'Common means of transport and production in the countryside')],
  feed: FEED,
  judge: row => (oneOf(row.values.type, EXEMPT) ? 'exempt' : undefined),
})

export { CHECKS as VEHICLE_CHECKS, INNOCENT as VEHICLE_INNOCENT }
