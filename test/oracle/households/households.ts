/** H01–H68 once more, out of domain.md §3.2, the catalogue's conventions and readings, and the published texts. */
import {
  ATTRIBUTE,
  ageAt,
  CAUSE,
  DANGER,
  date,
  EXIT,
  type Exact,
  exact,
  type Field,
  foldCode,
  HEALTH,
  ID_KIND,
  idText,
  isFilled,
  keyOf,
  LABOUR,
  LABOURER,
  label,
  NO,
  number,
  RELATION,
  type Row,
  SCALE,
  SCHOOL,
  several,
  UPPER_SECONDARY,
  YES,
  YES_NO,
  year,
} from './cells.ts'
import { codeIn, type Parameters, type Register, reader, rowsOf } from './register.ts'
import {
  contains,
  figure,
  has,
  is,
  isEmpty,
  isNot,
  type Limits,
  limitsOf,
  oneIsEmpty,
  orOpen,
  says,
} from './statements.ts'
import { all, any, type Judged, not, open, type Truth } from './truth.ts'

type Read = (header: string) => Field

/** All that a rule asks about one household. */
export interface Household {
  readonly of: Read
  readonly members: readonly Read[]
  readonly measures: readonly Read[] | null
  /** Its row in the villages' table; null where there is none. */
  readonly village: Read | null
  readonly register: Register
  readonly limits: Limits
  readonly sameCard: boolean
}

export function householdOf(register: Register, row: Row, parameters: Parameters): Household {
  const code = codeIn(row, '户编号')
  const of = reader(register.households, row)
  const { measures, villages } = register
  const village = rowsOf(villages, '村编码', codeIn(row, '村编码'))[0]
  const card = foldCode(row.银行卡号 ?? '')
  return {
    of,
    members: rowsOf(register.members, '户编号', code).map(member => reader(register.members, member)),
    measures: measures && rowsOf(measures, '户编号', code).map(measure => reader(measures, measure)),
    village: villages && village ? reader(villages, village) : null,
    register,
    limits: limitsOf(parameters, 'households'),
    sameCard:
      isFilled(of('银行卡号')) &&
      register.households.rows.some(
        other => codeIn(other, '户编号') !== code && foldCode(other.银行卡号 ?? '') === card,
      ),
  }
}

const LIVING = [
  '入户路类型',
  '主要燃料类型',
  '卫生厕所',
  '加入合作社',
  '通生产用电',
  '通生活用电',
  '饮水困难',
  '饮水安全',
]
const TRANSFERS = ['计划生育金', '低保金', '五保金', '养老保险金', '生态补偿金', '其他转移性收入']

const out = ({ of }: Household): boolean => is(of('脱贫属性'), EXIT, '01', '04')
const DIBAO = ['02', '04', '07', '08']
const WUBAO = ['03', '06', '07', '08']
const isDibao = ({ of }: Household): boolean => is(of('贫困户属性'), ATTRIBUTE, ...DIBAO)
const isWubao = ({ of }: Household): boolean => is(of('贫困户属性'), ATTRIBUTE, ...WUBAO)
const mainCause = ({ of }: Household, code: string): boolean => has(of('主要致贫原因'), CAUSE, code)

const some = (household: Household, judge: (of: Read) => Truth): Truth => any(...household.members.map(judge))
const none = (household: Household, judge: (of: Read) => Truth): Truth => not(some(household, judge))
const count = (household: Household, judge: (of: Read) => boolean): number =>
  household.members.filter(judge).length

export const disabled = (of: Read): Truth =>
  any(
    orOpen(of('健康状况'), contains(of('健康状况'), HEALTH, '04', '残疾')),
    says(of('证件类型'), ID_KIND, '09'),
    orOpen(of('证件号码'), [20, 22].includes([...idText(of('证件号码').cell ?? '')].length)),
  )
const labourer = (of: Read): boolean => is(of('劳动技能'), LABOUR, ...LABOURER)
const isDibaoPerson = (of: Read): boolean => is(of('是否享受低保'), YES_NO, YES)
const works = (of: Read): Truth => orOpen(of('务工时间'), figure(of('务工时间'), '>', 0))

function age(of: Read, { asOf }: Register): number | undefined {
  const key = keyOf(of('证件号码').cell ?? '', asOf)
  const born =
    key === undefined ? date(of('出生日期')) : `${key.slice(6, 10)}-${key.slice(10, 12)}-${key.slice(12, 14)}`
  return born === undefined ? undefined : ageAt(born, asOf)
}
const PENSION_AGE = 'quality.household.pensionAge'
const LABOUR_FROM = 'quality.household.labourFromAge'
const LABOUR_TO = 'quality.household.labourToAge'

/** Without a valid number the age is that of 出生日期, which may not be there. */
const pensioner =
  ({ register, limits }: Household) =>
  (of: Read): Truth => {
    const years = age(of, register)
    if (years === undefined) return of('出生日期').cell === null ? open('no column', 'members') : false
    return limits.value(PENSION_AGE, limit => years >= limit)
  }

const sum = (fields: readonly Field[]): Exact | undefined => {
  const figures = fields.map(number)
  return figures.some(one => one === undefined)
    ? undefined
    : figures.reduce<Exact>((total, one) => total + (one ?? 0n), 0n)
}
const apart = (one: Exact | undefined, other: Exact | undefined, limits: Limits): Truth =>
  one === undefined || other === undefined
    ? false
    : limits.value('quality.household.incomeTolerance', limit => {
        const difference = one > other ? one - other : other - one
        return difference > exact(limit)
      })

/** A proposal for exit this year: T02 and T05 speak of those. */
const isCandidate = ({ of, register }: Household): boolean =>
  is(of('拟退出'), YES_NO, YES) ||
  (is(of('脱贫属性'), EXIT, '01') && year(of('脱贫年度')) === Number(register.asOf.slice(0, 4)))

const isTooLittle = (household: Household, header: string, parameter: string): Truth =>
  all(figure(household.of(header), '>', 0), household.limits.figure(household.of(header), '<', parameter))

export const luhn = (digits: string): boolean =>
  [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0) %
    10 ===
  0

const perHead = (household: Household): Truth => {
  const net = number(household.of('纯收入'))
  const each = number(household.of('人均纯收入'))
  const people = number(household.of('家庭人口数'))
  if (net === undefined || each === undefined || people === undefined || people <= 0n) return false
  return household.limits.value('quality.household.incomeTolerance', limit => {
    const difference = each * people - net * SCALE
    return (difference < 0n ? -difference : difference) > exact(limit) * people
  })
}

const measureOfTheYear = ({ measures, register }: Household): Truth =>
  any(
    ...(measures ?? []).map(of => orOpen(of('年度'), year(of('年度')) === Number(register.asOf.slice(0, 4)))),
  )

const moreLandThanVillage = ({ of, members, village, register }: Household): Truth => {
  const own = number(of('耕地面积'))
  if (own === undefined || members.length === 0) return false
  if (!register.villages) return open('no table', 'villages')
  if (!village) return false
  const all = number(village('耕地面积'))
  const people = number(village('总人口数'))
  if (all === undefined || people === undefined || people <= 0n) return false
  return own * people > all * BigInt(members.length) * SCALE
}

const otherCauses = (household: Household) => several(household.of('其他致贫原因'), CAUSE)

export const HOUSEHOLD_RULES: Readonly<Record<string, (household: Household) => Judged>> = {
  H01: ({ of }) => ({ error: isEmpty(of('贫困户属性')) }),
  H02: ({ of }) => ({ error: isEmpty(of('军烈属')) }),
  H03: ({ of }) => ({ error: isEmpty(of('主要致贫原因')) }),
  H04: household => {
    const other = otherCauses(household)
    return {
      error:
        other !== undefined &&
        other.items.length > 0 &&
        household.limits.value('quality.household.otherCauses', limit => other.parts > limit),
    }
  },
  H05: household => {
    const main = several(household.of('主要致贫原因'), CAUSE)?.items ?? []
    const other = household.of('其他致贫原因')
    const labels = Object.entries(CAUSE).filter(([, code]) => main.includes(code))
    return {
      error: labels.some(([word, code]) => contains(other, CAUSE, code, /\d/.test(word) ? '?' : word)),
    }
  },
  H06: household => ({
    suspected:
      is(household.of('脱贫属性'), EXIT, '00') &&
      mainCause(household, '01') &&
      household.members.length > 0 &&
      household.members.every(of => {
        const health = several(of('健康状况'), HEALTH)
        return (
          health !== undefined &&
          health.parts === health.items.length &&
          health.items.every(one => one === '01')
        )
      }),
  }),
  H07: household => ({
    suspected: all(
      mainCause(household, '03'),
      none(household, of => says(of('在校生状况'), SCHOOL, ...UPPER_SECONDARY)),
    ),
  }),
  H08: household => ({ error: all(mainCause(household, '02'), none(household, disabled)) }),
  H09: household => ({
    suspected: all(
      mainCause(household, '08'),
      household.limits.value('quality.household.labourers', limit => count(household, labourer) >= limit),
    ),
  }),
  H10: household => ({
    suspected: all(
      is(household.of('贫困户属性'), ATTRIBUTE, '01'),
      household.limits.figure(household.of('人均纯收入'), '>', 'quality.incomeLine'),
      orOpen(household.of('主要致贫原因'), !has(household.of('主要致贫原因'), CAUSE, '01', '02', '03')),
    ),
  }),
  H11: household => ({
    error: any(
      all(out(household), isNot(household.of('贫困户属性'), ATTRIBUTE, '02', '03', '05', '08')),
      all(
        is(household.of('脱贫属性'), EXIT, '00', '03'),
        isNot(household.of('贫困户属性'), ATTRIBUTE, '01', '04', '06', '07'),
      ),
    ),
  }),
  H12: household => ({ error: none(household, of => says(of('与户主关系'), RELATION, '01')) }),
  H13: household => ({ error: count(household, of => is(of('与户主关系'), RELATION, '01')) > 1 }),
  H14: household => ({ error: count(household, of => is(of('与户主关系'), RELATION, '02')) > 1 }),
  H15: ({ members }) => ({ error: members.length === 0 }),
  H16: ({ of, members }) => {
    const size = number(of('家庭人口数'))
    return { error: size !== undefined && size !== exact(members.length) }
  },
  H17: ({ members, limits }) => ({
    suspected: limits.value('quality.household.manyMembers', limit => members.length >= limit),
  }),
  H18: household => ({
    error: all(
      isDibao(household),
      none(household, of => says(of('是否享受低保'), YES_NO, YES)),
    ),
  }),
  H19: household => ({
    error: all(isDibao(household), isEmpty(household.of('低保金'))),
    suspected: all(
      isDibao(household),
      household.limits.figure(household.of('低保金'), '<', 'quality.household.leastDibaoGrant'),
    ),
  }),
  H20: ({ of }) => ({
    error: all(figure(of('低保金'), '>', 0), isNot(of('贫困户属性'), ATTRIBUTE, ...DIBAO)),
  }),
  H21: household => ({
    error: is(household.of('贫困户属性'), ATTRIBUTE, '01', '05') && household.members.some(isDibaoPerson),
  }),
  H22: household => ({
    error: all(
      isWubao(household),
      any(
        isEmpty(household.of('五保金')),
        household.limits.figure(household.of('五保金'), '<', 'quality.household.leastWubaoGrant'),
      ),
    ),
  }),
  H23: ({ of }) => ({
    error: all(figure(of('五保金'), '>', 0), isNot(of('贫困户属性'), ATTRIBUTE, ...WUBAO)),
  }),
  H24: ({ of }) => ({ suspected: figure(of('低保金'), '>', 0) && figure(of('五保金'), '>', 0) }),
  H25: household => ({
    suspected: all(
      isWubao(household) && household.members.some(labourer),
      household.limits.given([LABOUR_FROM, LABOUR_TO], () =>
        some(household, of => {
          const years = age(of, household.register)
          if (years === undefined || !labourer(of)) return false
          return all(
            household.limits.value(LABOUR_FROM, limit => years >= limit),
            household.limits.value(LABOUR_TO, limit => years <= limit),
          )
        }),
      ),
    ),
  }),
  H26: household => ({
    suspected: any(
      isEmpty(household.of('养老保险金')),
      isTooLittle(household, '养老保险金', 'quality.household.leastPension'),
    ),
  }),
  H27: household => ({
    suspected: all(
      figure(household.of('养老保险金'), '=', 0),
      household.limits.given([PENSION_AGE], () => some(household, of => pensioner(household)(of) === true)),
    ),
  }),
  H28: household => ({
    error: all(
      figure(household.of('养老保险金'), '>', 0),
      household.limits.given([PENSION_AGE], () => none(household, pensioner(household))),
    ),
  }),
  H29: ({ of }) => ({ error: oneIsEmpty(of('低保金'), of('五保金'), of('其他转移性收入')) }),
  H30: household => ({
    error: isEmpty(household.of('工资性收入')),
    suspected: isTooLittle(household, '工资性收入', 'quality.household.leastIncome'),
  }),
  H31: household => ({
    error: isEmpty(household.of('生产经营性收入')),
    suspected: isTooLittle(household, '生产经营性收入', 'quality.household.leastIncome'),
  }),
  H32: household => ({
    error: isEmpty(household.of('财产性收入')),
    suspected: isTooLittle(household, '财产性收入', 'quality.household.leastIncome'),
  }),
  H33: household => ({
    suspected: all(figure(household.of('工资性收入'), '>', 0), none(household, works)),
  }),
  H34: household => ({
    suspected: all(
      household.members.some(of => works(of) === true),
      household.limits.figure(household.of('工资性收入'), '≤', 'quality.household.leastWage'),
    ),
  }),
  H35: ({ of, limits }) => ({
    suspected: all(
      figure(of('生产经营性收入'), '>', 0),
      any(
        isEmpty(of('生产经营性支出')),
        limits.figure(of('生产经营性支出'), '<', 'quality.household.leastCosts'),
      ),
    ),
  }),
  H36: ({ of, limits }) => {
    const [income, costs] = [number(of('生产经营性收入')), number(of('生产经营性支出'))]
    return {
      suspected:
        income !== undefined &&
        costs !== undefined &&
        limits.value('quality.household.costsToIncome', limit => costs * SCALE > income * exact(limit)),
    }
  },
  H37: ({ of, limits }) => ({
    suspected: any(
      limits.figure(of('人均纯收入'), '≤', 'quality.household.leastPerHead'),
      limits.figure(of('人均纯收入'), '>', 'quality.household.mostPerHead'),
    ),
  }),
  H38: ({ of, limits }) => ({
    suspected: all(
      is(of('脱贫属性'), EXIT, '00'),
      limits.figure(of('人均纯收入'), '>', 'quality.household.mostPerHeadInPoverty'),
    ),
  }),
  H39: household => ({
    error: all(
      out(household),
      household.limits.figure(household.of('人均纯收入'), '<', 'quality.incomeLine'),
    ),
  }),
  H40: household => {
    const { of, limits } = household
    const earned = sum(['工资性收入', '生产经营性收入', '财产性收入', ...TRANSFERS].map(of))
    const costs = number(of('生产经营性支出'))
    const expected = earned === undefined || costs === undefined ? undefined : earned - costs
    return { error: any(apart(number(of('纯收入')), expected, limits), perHead(household)) }
  },
  H41: ({ of, limits }) => ({ error: apart(number(of('转移性收入')), sum(TRANSFERS.map(of)), limits) }),
  H42: ({ of }) => ({
    suspected: figure(of('生态补偿金'), '>', 0) && figure(of('退耕还林面积'), '=', 0),
  }),
  H43: ({ of }) => ({
    error: oneIsEmpty(of('耕地面积'), of('林地面积'), of('退耕还林面积'), of('有效灌溉面积')),
  }),
  H44: ({ of, limits }) => ({
    suspected: any(
      limits.figure(of('耕地面积'), '≥', 'quality.household.muchArable'),
      limits.figure(of('林地面积'), '≥', 'quality.household.muchForest'),
    ),
  }),
  H45: ({ of, limits }) => ({
    suspected: any(
      limits.figure(of('牧草地面积'), '≥', 'quality.household.muchPasture'),
      limits.figure(of('水面面积'), '≥', 'quality.household.muchWater'),
      limits.figure(of('林果面积'), '≥', 'quality.household.muchOrchard'),
    ),
  }),
  H46: ({ of }) => {
    const [irrigated, arable] = [number(of('有效灌溉面积')), number(of('耕地面积'))]
    return { error: irrigated !== undefined && arable !== undefined && irrigated > arable }
  },
  H47: ({ of }) => {
    const reforested = number(of('退耕还林面积'))
    const land = sum([of('林地面积'), of('牧草地面积')])
    return { suspected: reforested !== undefined && land !== undefined && reforested > land }
  },
  H48: household => ({ suspected: all(mainCause(household, '05'), moreLandThanVillage(household)) }),
  H49: ({ of, limits }) => ({
    error: isEmpty(of('与村主干路距离')),
    suspected: limits.figure(of('与村主干路距离'), '>', 'quality.household.roadDistance'),
  }),
  H50: ({ of }) => ({ error: oneIsEmpty(...LIVING.map(of)) }),
  H51: ({ of, limits }) => ({
    error: isEmpty(of('住房面积')),
    suspected: limits.figure(of('住房面积'), '≥', 'quality.household.largeHousing'),
  }),
  H52: household => ({
    suspected: all(
      out(household),
      household.limits.figure(household.of('住房面积'), '<', 'quality.household.smallHousing'),
    ),
  }),
  H53: ({ of }) => ({ error: all(is(of('危房户'), YES_NO, YES), isEmpty(of('危房级别'))) }),
  H54: ({ of }) => ({
    error:
      is(of('危房户'), YES_NO, NO) &&
      isFilled(of('危房级别')) &&
      !['A', 'B'].includes(label(of('危房级别'), DANGER) ?? 'odd'),
  }),
  H55: household => ({
    error: out(household) && !isCandidate(household) && is(household.of('危房户'), YES_NO, YES),
  }),
  H56: household => ({
    error:
      out(household) &&
      !isCandidate(household) &&
      (is(household.of('饮水困难'), YES_NO, YES) || is(household.of('饮水安全'), YES_NO, NO)),
  }),
  H57: household => ({ error: out(household) && is(household.of('通生活用电'), YES_NO, NO) }),
  H58: ({ of }) => ({
    suspected: is(of('饮水困难'), YES_NO, YES) && is(of('饮水安全'), YES_NO, YES),
  }),
  H59: ({ of }) => ({
    suspected: any(
      isEmpty(of('户联系电话')),
      isFilled(of('户联系电话')) && !/^\d{11}$/.test(foldCode(of('户联系电话').cell ?? '')),
    ),
  }),
  H60: ({ of }) => ({ suspected: oneIsEmpty(of('银行卡号'), of('开户银行名称')) }),
  H61: ({ of, sameCard }) => {
    const card = foldCode(of('银行卡号').cell ?? '')
    return { suspected: isFilled(of('银行卡号')) && (sameCard || !/^\d+$/.test(card) || !luhn(card)) }
  },
  H62: ({ of }) => ({
    error: all(is(of('易地搬迁户'), YES_NO, YES), oneIsEmpty(of('搬迁方式'), of('安置方式'), of('是否入住'))),
  }),
  H63: household => ({
    error: any(
      all(out(household), isEmpty(household.of('脱贫年度'))),
      is(household.of('脱贫属性'), EXIT, '00') && isFilled(household.of('脱贫年度')),
    ),
  }),
  H64: ({ of }) => {
    const identified = date(of('首次识别时间'))
    const left = year(of('脱贫年度'))
    return {
      error: identified !== undefined && left !== undefined && Number(identified.slice(0, 4)) > left,
    }
  },
  H65: ({ of }) => ({
    error: all(
      is(of('脱贫属性'), EXIT, '03') || is(of('返贫'), YES_NO, YES),
      orOpen(
        of('返贫原因'),
        !contains(of('返贫原因'), CAUSE, '01', '因病') && !contains(of('返贫原因'), CAUSE, '04', '因灾'),
      ),
    ),
  }),
  H66: household => ({
    suspected: all(
      household.members.length > 0,
      none(household, of => says(of('劳动技能'), LABOUR, ...LABOURER)),
      none(household, of => says(of('是否享受低保'), YES_NO, YES)),
    ),
  }),
  H67: household => ({
    error: household.register.villages ? household.village === null : open('no table', 'villages'),
  }),
  H68: household => ({
    suspected: any(
      isEmpty(household.of('帮扶责任人')),
      household.measures === null ? open('no table', 'measures') : not(measureOfTheYear(household)),
    ),
  }),
}
