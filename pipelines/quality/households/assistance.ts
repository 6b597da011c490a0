/** 低保 and 五保 (特困供养): what the household is, what its members have, what it is paid. */
import type { ParameterName } from '../../policies/parameters.ts'
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import type { Bilingual, LeadClass, Member, RuleContext } from '../../types.ts'
import { emptyAmong } from '../emptiness.ts'
import { type AboutHousehold, householdRule } from '../household-rule.ts'
import { type Judgement, NO_PARAMETER } from '../judgement.ts'
import { ageOf } from '../person-rule.ts'
import { isDibao, isGeneral, isLabourer, isOnDibao, isWubao } from './kinds.ts'
import { saidByMembers } from './wording.ts'

const DIBAO_KINDS = both('低保户：贫困户属性 02、04、07、08', '低保 household: 贫困户属性 02 04 07 08')
const WUBAO_KINDS = both('五保户：贫困户属性 03、06、07、08', '五保 household: 贫困户属性 03 06 07 08')
/** ∉ holds for what is not stated. */
const NOT_STATED = both(
  '贫困户属性未填、无法识别的也算不是',
  'one whose 贫困户属性 is missing or cannot be read is none',
)
const joined = (one: Bilingual, other: Bilingual): Bilingual =>
  both(`${one.zh}；${other.zh}`, `${one.en}; ${other.en}`)

export const H18 = householdRule({
  id: 'H18',
  title: both('低保户无成员享受低保', 'A 低保 household without a member on 低保'),
  class: 'error',
  text: both(
    '低保户、低保贫困户没有成员享受低保',
    'A household 低保户 or 低保贫困户 without a member whose 是否享受低保 is 是',
  ),
  reading: DIBAO_KINDS,
  fields: ['AAC006', 'AAB030'],
  from: ['S3#62'],
  needsOfMembers: ['dibao'],
  judge: ({ dossier: { members }, values }) =>
    isDibao(values) && !members.some(isOnDibao)
      ? `贫困户属性 ${said(values.attribute)}，成员是否享受低保 ${saidByMembers(members, 'dibao')}`
      : undefined,
})

interface Grant {
  readonly property: 'dibaoGrant' | 'wubaoGrant'
  /** 低保金. */
  readonly name: string
  readonly least: ParameterName
  /** The class of an amount that is too small. */
  readonly class: LeadClass
}

const DIBAO_GRANT: Grant = {
  property: 'dibaoGrant',
  name: '低保金',
  least: 'quality.household.leastDibaoGrant',
  class: 'suspected',
}
const WUBAO_GRANT: Grant = {
  property: 'wubaoGrant',
  name: '五保金',
  least: 'quality.household.leastWubaoGrant',
  class: 'error',
}

/** Empty is an error; too small is what the grant says it is. */
function tooSmall({ dossier, values, context }: AboutHousehold, grant: Grant): Judgement {
  const empty = emptyAmong('households', dossier.household, [grant.property])
  if (typeof empty === 'string') return `贫困户属性 ${said(values.attribute)}，${empty}`
  const amount = values[grant.property]
  if (empty !== undefined || !isNumber(amount)) return empty
  const least = context.parameter(grant.least)
  if (least === undefined) return NO_PARAMETER
  if (amount >= least) return undefined
  return {
    class: grant.class,
    detail: `贫困户属性 ${said(values.attribute)}，${grant.name} ${yuan(amount)}，低于 ${yuan(least)}`,
  }
}

export const H19 = householdRule({
  id: 'H19',
  title: both('低保户低保金为空或过低', 'A 低保 household without 低保金, or with too little'),
  class: 'error',
  text: both(
    '低保户低保金为空（错误），或低于下限（疑似）',
    'A 低保 household whose 低保金 is empty (error), or below the least plausible amount (suspected)',
  ),
  reading: joined(DIBAO_KINDS, both('0 元算低于下限', '0 is below it')),
  fields: ['AAC077', 'AAC006'],
  from: ['S3#63', 'S4-h24'],
  parameters: [DIBAO_GRANT.least],
  judge: about => (isDibao(about.values) ? tooSmall(about, DIBAO_GRANT) : undefined),
})

export const H20 = householdRule({
  id: 'H20',
  title: both('非低保户有低保金', '低保金 without 低保'),
  class: 'error',
  text: both('不是低保户而低保金大于 0', 'No 低保 household, but 低保金 > 0'),
  reading: joined(DIBAO_KINDS, NOT_STATED),
  fields: ['AAC077', 'AAC006'],
  from: ['S3#77'],
  needs: ['attribute'],
  judge: ({ values }) => paidWithout(values.dibaoGrant, isDibao(values), values.attribute, '低保金'),
})

export const H22 = householdRule({
  id: 'H22',
  title: both('五保户五保金为空或过低', 'A 五保 household without 五保金, or with too little'),
  class: 'error',
  text: both(
    '五保户五保金为空，或低于下限',
    'A 五保 household whose 五保金 is empty, or below the least plausible amount',
  ),
  reading: joined(WUBAO_KINDS, both('0 元算低于下限', '0 is below it')),
  fields: ['AAC086', 'AAC006'],
  from: ['S3#64'],
  parameters: [WUBAO_GRANT.least],
  judge: about => (isWubao(about.values) ? tooSmall(about, WUBAO_GRANT) : undefined),
})

export const H23 = householdRule({
  id: 'H23',
  title: both('非五保户有五保金', '五保金 without 五保'),
  class: 'error',
  text: both('不是五保户而五保金大于 0', 'No 五保 household, but 五保金 > 0'),
  reading: joined(WUBAO_KINDS, NOT_STATED),
  fields: ['AAC086', 'AAC006'],
  from: ['S3#78'],
  needs: ['attribute'],
  judge: ({ values }) => paidWithout(values.wubaoGrant, isWubao(values), values.attribute, '五保金'),
})

const isPaid = (amount: AboutHousehold['values']['dibaoGrant']): amount is number =>
  isNumber(amount) && amount > 0

const paidWithout = (
  amount: AboutHousehold['values']['dibaoGrant'],
  entitled: boolean,
  attribute: AboutHousehold['values']['attribute'],
  name: string,
): Judgement =>
  !entitled && isPaid(amount) ? `贫困户属性 ${said(attribute)}，${name} ${yuan(amount)}` : undefined

export const H21 = householdRule({
  id: 'H21',
  title: both('一般户有成员享受低保', 'A general household with a member on 低保'),
  class: 'error',
  text: both(
    '一般贫困户、一般农户有成员享受低保',
    'A household 一般贫困户 or 一般农户 with a member whose 是否享受低保 is 是',
  ),
  fields: ['AAC006', 'AAB030'],
  from: ['S3#79'],
  judge: ({ dossier: { members }, values }) => {
    if (!isGeneral(values) || !members.some(isOnDibao)) return undefined
    return `贫困户属性 ${said(values.attribute)}，有 ${members.filter(isOnDibao).length} 名成员享受低保`
  },
})

export const H24 = householdRule({
  id: 'H24',
  title: both('同时有低保金和五保金', 'Both 低保金 and 五保金'),
  class: 'suspected',
  text: both('低保金大于 0，同时五保金大于 0', '低保金 > 0 and 五保金 > 0'),
  fields: ['AAC077', 'AAC086'],
  from: ['S3#76'],
  innocent: [
    both('户内分别有低保和特困供养人员', 'One member is on 低保, another on 特困供养'),
    both('年内由低保转特困供养', 'Moved from 低保 to 特困供养 within the year'),
  ],
  judge: ({ values: { dibaoGrant, wubaoGrant } }) =>
    isPaid(dibaoGrant) && isPaid(wubaoGrant)
      ? `低保金 ${yuan(dibaoGrant)}，五保金 ${yuan(wubaoGrant)}`
      : undefined,
})

export const H25 = householdRule({
  id: 'H25',
  title: both('五保户有劳动力', 'A 五保 household with a labourer'),
  class: 'suspected',
  text: both('五保户有劳动年龄的劳动力', 'A 五保 household with a labourer of working age'),
  reading: joined(
    WUBAO_KINDS,
    both(
      '劳动力：普通劳动力、技能劳动力、弱劳动力或半劳动力',
      'labourers: 普通劳动力, 技能劳动力, 弱劳动力或半劳动力',
    ),
  ),
  fields: ['AAC006', 'AAB010'],
  from: ['S3#85'],
  parameters: ['quality.household.labourFromAge', 'quality.household.labourToAge'],
  innocent: [
    both(
      '五保老人与抚养的子女、孙辈同户',
      'An old 五保 person in one household with a child that was brought up there',
    ),
    both('有智力、精神残疾，劳动技能录错', 'Mentally disabled; the labour skill is wrong'),
  ],
  judge: ({ dossier: { members }, values, context }) => {
    if (!isWubao(values) || !members.some(isLabourer)) return undefined
    const from = context.parameter('quality.household.labourFromAge')
    const to = context.parameter('quality.household.labourToAge')
    if (from === undefined || to === undefined) return NO_PARAMETER
    const labourers = members.filter(each => isLabourer(each) && isAged(each, from, to, context)).length
    return labourers > 0
      ? `贫困户属性 ${said(values.attribute)}，有 ${from}—${to} 岁的劳动力 ${labourers} 人`
      : undefined
  },
})

function isAged(member: Member, from: number, to: number, context: RuleContext): boolean {
  const age = ageOf(member, context)
  return age !== undefined && age >= from && age <= to
}
