/** Single kinds of income 工资性、生产经营性、财产性, and the work and the costs behind them. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import { isMore } from '../decimals.ts'
import { emptyAmong } from '../emptiness.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { worked } from './kinds.ts'
import { saidByMembers } from './wording.ts'

interface Kind {
  readonly id: string
  readonly property: 'wageIncome' | 'businessIncome' | 'propertyIncome'
  readonly name: string
  readonly field: string
  readonly from: readonly string[]
}

const emptyOrTooLow = ({ id, property, name, field, from }: Kind) =>
  householdRule({
    id,
    title: both(`${name}为空或过低`, `${name} empty or too low`),
    class: 'error',
    text: both(
      `${name}为空（错误），或大于 0 而低于下限（疑似）`,
      `${name} is empty (error), or more than 0 and below the least plausible amount (suspected)`,
    ),
    fields: [field],
    from,
    parameters: ['quality.household.leastIncome'],
    judge: ({ dossier, values, context }) => {
      const amount = values[property]
      if (amount === undefined) return emptyAmong('households', dossier.household, [property])
      if (!isNumber(amount) || amount <= 0) return undefined
      const least = context.parameter('quality.household.leastIncome')
      if (least === undefined) return NO_PARAMETER
      return amount < least
        ? { class: 'suspected', detail: `${name} ${yuan(amount)}，低于 ${yuan(least)}` }
        : undefined
    },
  })

export const H30 = emptyOrTooLow({
  id: 'H30',
  property: 'wageIncome',
  name: '工资性收入',
  field: 'AAC073',
  from: ['S3#22', 'S4-h19'],
})
export const H31 = emptyOrTooLow({
  id: 'H31',
  property: 'businessIncome',
  name: '生产经营性收入',
  field: 'AAC071',
  from: ['S3#23'],
})
export const H32 = emptyOrTooLow({
  id: 'H32',
  property: 'propertyIncome',
  name: '财产性收入',
  field: 'AAC072',
  from: ['S3#24'],
})

export const H33 = householdRule({
  id: 'H33',
  title: both('有工资性收入而无人务工', 'Wages, but nobody worked'),
  class: 'suspected',
  text: both('工资性收入大于 0，而没有成员务工时间大于 0', '工资性收入 > 0, and no member has 务工时间 > 0'),
  fields: ['AAC073', 'AAB012'],
  from: ['S3#53'],
  needsOfMembers: ['workMonths'],
  innocent: [
    both(
      '工资来自本地零工、公益性岗位，务工时间未录',
      'Wages of odd jobs or a public post, whose months were not entered',
    ),
    both('务工人员年内已分户或去世', 'Who worked has moved or died within the year'),
  ],
  judge: ({ dossier: { members }, values: { wageIncome } }) =>
    isNumber(wageIncome) && wageIncome > 0 && !members.some(worked)
      ? `工资性收入 ${yuan(wageIncome)}，成员务工时间 ${saidByMembers(members, 'workMonths')}`
      : undefined,
})

export const H34 = householdRule({
  id: 'H34',
  title: both('有人务工而工资性收入过低', 'Somebody worked, for too little'),
  class: 'suspected',
  text: both(
    '有成员务工时间大于 0，而工资性收入不高于下限',
    'A member has 务工时间 > 0, and 工资性收入 is at or below the least plausible amount',
  ),
  reading: both('工资性收入未填的见 H30', 'Where 工资性收入 is empty, see H30'),
  fields: ['AAC073', 'AAB012'],
  from: ['S3#54'],
  parameters: ['quality.household.leastWage'],
  innocent: [
    both('工资拖欠或年底才结', 'Wages are owed, or paid at the end of the year'),
    both('务工收入不寄回家', 'Who works away sends nothing home'),
    both('务工时间在收入采集周期之外', 'The months lie outside the period of the income'),
  ],
  judge: ({ dossier: { members }, values: { wageIncome }, context }) => {
    if (!isNumber(wageIncome) || !members.some(worked)) return undefined
    const least = context.parameter('quality.household.leastWage')
    if (least === undefined) return NO_PARAMETER
    return wageIncome <= least
      ? `成员务工时间 ${saidByMembers(members, 'workMonths')}，工资性收入 ${yuan(wageIncome)}，不高于 ${yuan(least)}`
      : undefined
  },
})

export const H35 = householdRule({
  id: 'H35',
  title: both('有经营收入而无经营支出', 'Business income without costs'),
  class: 'suspected',
  text: both(
    '生产经营性收入大于 0，而生产经营性支出为空或低于下限',
    '生产经营性收入 > 0, and 生产经营性支出 is empty or below the least plausible amount',
  ),
  fields: ['AAC071', 'AAC074'],
  from: ['S3#86', 'S4-h22'],
  parameters: ['quality.household.leastCosts'],
  needs: ['businessCosts'],
  innocent: [
    both('收入为土地流转、分红，无经营支出', 'Rent of land or a share of profits, without costs'),
    both('收入已按净额录入', 'The income was entered net of costs'),
  ],
  judge: ({ values: { businessIncome, businessCosts }, context }) => {
    if (!isNumber(businessIncome) || businessIncome <= 0) return undefined
    if (businessCosts === undefined) return withoutCosts(businessIncome, businessCosts)
    if (!isNumber(businessCosts)) return undefined
    const least = context.parameter('quality.household.leastCosts')
    if (least === undefined) return NO_PARAMETER
    return businessCosts < least
      ? `${withoutCosts(businessIncome, businessCosts)}，低于 ${yuan(least)}`
      : undefined
  },
})

const withoutCosts = (income: number, costs: number | undefined): string =>
  `生产经营性收入 ${yuan(income)}，生产经营性支出 ${said(costs, '元')}`

export const H36 = householdRule({
  id: 'H36',
  title: both('经营支出远高于经营收入', 'Costs far above business income'),
  class: 'suspected',
  text: both(
    '生产经营性支出超过生产经营性收入的规定倍数',
    '生产经营性支出 is more than a multiple of 生产经营性收入',
  ),
  fields: ['AAC071', 'AAC074'],
  parameters: ['quality.household.costsToIncome'],
  innocent: [
    both('当年种养投入大，尚未产出', 'Invested in crops or animals that bring nothing yet'),
    both('遇灾减产、牲畜死亡', 'A lost harvest, dead animals'),
  ],
  judge: ({ values: { businessIncome, businessCosts }, context }) => {
    if (!isNumber(businessIncome) || !isNumber(businessCosts)) return undefined
    const times = context.parameter('quality.household.costsToIncome')
    if (times === undefined) return NO_PARAMETER
    return isMore(businessCosts, businessIncome * times)
      ? `生产经营性支出 ${yuan(businessCosts)}，生产经营性收入 ${yuan(businessIncome)}，超过 ${times} 倍`
      : undefined
  },
})
