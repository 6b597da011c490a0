/** 务工: months, place, employer, telephone. */
import { foldCategory } from '../../../connectors/fold.ts'
import { isUnusable, type Reading } from '../../../connectors/reading.ts'
import { isMissing, isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { agedBeyond, atLeast, below, parametersOf } from '../ages.ts'
import { personRule } from '../person-rule.ts'

const MONTHS_OF_A_YEAR = 12

const works = (months: Reading<number>): months is number => isNumber(months) && months > 0

export const P25 = personRule({
  id: 'P25',
  title: both('务工时间超过 12 个月或不是数字', 'More than 12 months of work, or no number'),
  class: 'error',
  text: both('务工时间大于 12 或不是数字', 'The months of work are above 12, or no number'),
  reading: both('空值不算不是数字', 'An empty cell is not called no number'),
  fields: ['AAB012'],
  from: ['S3#44'],
  judge: ({ values: { workMonths } }) =>
    isUnusable(workMonths) || (isNumber(workMonths) && workMonths > MONTHS_OF_A_YEAR)
      ? `务工时间 ${said(workMonths, '个月')}，应为不超过 ${MONTHS_OF_A_YEAR} 的数字`
      : undefined,
})

export const P26 = personRule({
  id: 'P26',
  title: both('有务工时间而务工所在地为空', 'Works, but the place is empty'),
  class: 'suspected',
  text: both('务工时间大于 0 而务工所在地为空', 'The months of work are above 0 and 务工所在地 is empty'),
  fields: ['AAB012', 'AAB025'],
  from: ['S3#55', 'S4-p13'],
  needs: ['workplace'],
  judge: ({ values: { workMonths, workplace } }) =>
    works(workMonths) && isMissing(workplace)
      ? `务工时间 ${said(workMonths, '个月')}，务工所在地 未填`
      : undefined,
})

export const P27 = personRule({
  id: 'P27',
  title: both('有务工时间而务工企业为空', 'Works, but the employer is empty'),
  class: 'suspected',
  text: both('务工时间大于 0 而务工企业名称为空', 'The months of work are above 0 and 务工企业名称 is empty'),
  fields: ['AAB012', 'AAB029'],
  from: ['S3#56'],
  needs: ['employer'],
  innocent: [
    both('打零工，没有固定企业', 'Day labour without a fixed employer'),
    both('自主经营', 'Self-employed'),
  ],
  judge: ({ values: { workMonths, employer } }) =>
    works(workMonths) && isMissing(employer)
      ? `务工时间 ${said(workMonths, '个月')}，务工企业名称 未填`
      : undefined,
})

export const P28 = personRule({
  id: 'P28',
  title: both('有务工所在地而务工时间为 0', 'A place of work, and 0 months'),
  class: 'suspected',
  text: both('填有务工所在地而务工时间为 0', '务工所在地 is filled and the months of work are 0'),
  reading: both('务工时间为空不算 0', 'Empty months are not 0'),
  fields: ['AAB025', 'AAB012'],
  from: ['S4-p13'],
  judge: ({ values: { workMonths, workplace } }) =>
    workMonths === 0 && !isMissing(workplace) ? `务工所在地 ${said(workplace)}，务工时间 0 个月` : undefined,
})

const MOBILE = /^1[3-9]\d{9}$/

export const P48 = personRule({
  id: 'P48',
  title: both('务工人员联系电话无效', 'No valid telephone of a person who works'),
  class: 'suspected',
  text: both(
    '务工时间大于 0，而成员联系电话不是 11 位手机号码',
    'The months of work are above 0, and 成员联系电话 is no mobile number of 11 digits',
  ),
  reading: both('电话为空也算无效', 'An empty one is not valid either'),
  fields: ['AAB031', 'AAB012'],
  from: ['S2:2_01_013', 'S2:2_01_014'],
  needs: ['phone'],
  innocent: [both('外出务工人员只留家里的固定电话', 'Left only the fixed line of the family')],
  judge: ({ values: { workMonths, phone } }) => {
    if (!works(workMonths) || (typeof phone === 'string' && MOBILE.test(phone))) return undefined
    return `务工时间 ${said(workMonths, '个月')}，成员联系电话 ${said(phone)}`
  },
})

export const P49 = personRule({
  id: 'P49',
  title: both('联系电话与其他户重复', 'One telephone in several households'),
  class: 'suspected',
  text: both(
    '成员联系电话也登记在其他户的成员名下',
    'The 成员联系电话 is also that of a member of another household',
  ),
  fields: ['AAB031'],
  from: ['S2:5_15_022'],
  innocent: [
    both('亲属共用一部电话', 'Relatives share a telephone'),
    both('统一留了村干部的电话', 'The telephone of a village official was entered for all'),
  ],
  judge: ({ member: { samePhone }, values: { phone } }) => {
    if (samePhone === undefined) return undefined
    const first = samePhone.first.map(code => said(code)).join('、')
    return `成员联系电话 ${said(phone)}，也登记在另外 ${samePhone.households} 户（户编号 ${first}${
      samePhone.first.length < samePhone.households ? ' 等' : ''
    }）`
  },
})

const POST_AGES = [below('quality.person.workFromAge'), atLeast('quality.person.postAge')]

/** The column asks for a kind; who answers it with 否 has no post. */
const NO_POST: ReadonlySet<string> = new Set(['否', '0', '00'])
const hasPost = (post: Reading<string>): boolean =>
  typeof post === 'string' && !NO_POST.has(foldCategory(post))

export const P52 = personRule({
  id: 'P52',
  title: both('年龄不符的公益性岗位', 'A public-welfare post beyond the age for it'),
  class: 'suspected',
  text: both(
    '填有公益性岗位，而未满劳动起始年龄或已达公益性岗位高龄',
    'A 公益性岗位 is filled, below the age of work or at the age from which it is remarkable',
  ),
  reading: both('填「否」的没有岗位', 'Who answers 否 has no post'),
  fields: ['AAB005'],
  from: ['S2:3_01_008', 'S2:5_01_006'],
  parameters: parametersOf(...POST_AGES),
  innocent: [both('岗位由家人代领代干', 'Somebody else of the family does the work')],
  judge: ({ member, values: { publicPost }, context }) => {
    if (!hasPost(publicPost)) return undefined
    const age = agedBeyond(member, context, POST_AGES)
    return typeof age === 'string' ? `${age}，公益性岗位 ${said(publicPost)}` : age
  },
})
