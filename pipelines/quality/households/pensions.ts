/** 养老保险金 against the members' ages. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { yuan } from '../../rules/wording.ts'
import type { Member, RuleContext } from '../../types.ts'
import { emptyAmong } from '../emptiness.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { ageOf } from '../person-rule.ts'

const AGE = both(
  '年龄按证件号码，没有有效号码的按出生日期，计到比对日；两者都没有的不算到龄',
  'Full years at the day of the comparison by the ID number, else by 出生日期; a member without either has not reached the age',
)

export const H26 = householdRule({
  id: 'H26',
  title: both('养老保险金为空或过低', '养老保险金 empty or too low'),
  class: 'suspected',
  text: both(
    '养老保险金为空，或大于 0 而低于下限',
    '养老保险金 is empty, or more than 0 and below the least plausible amount',
  ),
  fields: ['AAC087'],
  from: ['S3#99', 'S4-h26'],
  parameters: ['quality.household.leastPension'],
  innocent: [
    both('年内刚到龄，只领了一两个月', 'Reached the age within the year, and was paid a month or two'),
    both('无人领取养老金，应填 0', 'Nobody receives a pension; it should be 0'),
  ],
  judge: ({ dossier, values: { pensionGrant }, context }) => {
    if (pensionGrant === undefined) return emptyAmong('households', dossier.household, PENSION)
    if (!isNumber(pensionGrant) || pensionGrant <= 0) return undefined
    const least = context.parameter('quality.household.leastPension')
    if (least === undefined) return NO_PARAMETER
    return pensionGrant < least ? `养老保险金 ${yuan(pensionGrant)}，低于 ${yuan(least)}` : undefined
  },
})

const PENSION = ['pensionGrant'] as const

export const H27 = householdRule({
  id: 'H27',
  title: both('有到龄成员而养老保险金为 0', 'Old members, 养老保险金 0'),
  class: 'suspected',
  text: both(
    '有达到领取养老金年龄的成员，而养老保险金为 0',
    'A member has reached the age of pensions, and 养老保险金 is 0',
  ),
  reading: AGE,
  fields: ['AAC087'],
  from: ['S3#100'],
  parameters: ['quality.household.pensionAge'],
  innocent: [
    both('未参保或中断缴费，尚未领取', 'Not insured, or contributions were interrupted'),
    both('年内刚到龄，下月起领', 'Reached the age just now; paid from next month'),
    both('养老金计入其他转移性收入', 'The pension was entered as 其他转移性收入'),
  ],
  judge: ({ dossier: { members }, values: { pensionGrant }, context }) => {
    if (pensionGrant !== 0) return undefined
    const age = context.parameter('quality.household.pensionAge')
    if (age === undefined) return NO_PARAMETER
    const old = members.filter(member => isOf(member, age, context)).length
    return old > 0 ? `有 ${age} 岁及以上成员 ${old} 人，养老保险金 ${yuan(pensionGrant)}` : undefined
  },
})

export const H28 = householdRule({
  id: 'H28',
  title: both('有养老保险金而无到龄成员', '养老保险金 without an old member'),
  class: 'error',
  text: both(
    '养老保险金大于 0，而没有达到领取养老金年龄的成员',
    '养老保险金 > 0, and no member has reached the age of pensions',
  ),
  reading: AGE,
  fields: ['AAC087'],
  from: ['S3#101'],
  parameters: ['quality.household.pensionAge'],
  innocent: [
    both(
      '领取人已去世或分户，收入按全年计',
      'Who received it has died or moved; the income is that of the whole year',
    ),
    both('职工养老金或遗属补助录入此项', 'An employee pension or a dependant’s allowance was entered here'),
  ],
  judge: ({ dossier: { members }, values: { pensionGrant }, context }) => {
    if (!isNumber(pensionGrant) || pensionGrant <= 0) return undefined
    const age = context.parameter('quality.household.pensionAge')
    if (age === undefined) return NO_PARAMETER
    if (members.some(member => isOf(member, age, context))) return undefined
    if (members.some(hasNoAge)) return { reason: 'no column', table: 'members' }
    return `养老保险金 ${yuan(pensionGrant)}，${members.length} 名成员中没有 ${age} 岁及以上的`
  },
})

function isOf(member: Member, years: number, context: RuleContext): boolean {
  const age = ageOf(member, context)
  return age !== undefined && age >= years
}

/** Neither the number nor, for want of the column, 出生日期 can say it. */
const hasNoAge = ({ key, file }: Member): boolean => key === undefined && !file.columns.has('bornOn')
