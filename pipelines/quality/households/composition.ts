/** Whom a household is made of: head, spouse, and how many they are. */
import { isNumber } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import type { Member } from '../../types.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'

const isHead = ({ values }: Member): boolean => values.relation === '本人或户主'
const isSpouse = ({ values }: Member): boolean => values.relation === '配偶'

export const H12 = householdRule({
  id: 'H12',
  title: both('无户主', 'No head'),
  class: 'error',
  text: both('没有成员与户主关系为本人或户主', "No member's 与户主关系 is 本人或户主"),
  reading: both('没有成员的户也算', 'A household without members has none either'),
  fields: ['AAB006'],
  from: ['S3#50', 'S2:3_02_012'],
  needsOfMembers: ['relation'],
  judge: ({ dossier: { members } }) =>
    members.some(isHead) ? undefined : `${members.length} 名成员中没有户主`,
})

export const H13 = householdRule({
  id: 'H13',
  title: both('多个户主', 'More than one head'),
  class: 'error',
  text: both('与户主关系为本人或户主的成员多于一名', 'More than one member is 本人或户主'),
  fields: ['AAB006'],
  from: ['S3#80', 'S4-p05'],
  judge: ({ dossier: { members } }) => {
    const heads = members.filter(isHead).length
    return heads > 1 ? `有 ${heads} 名成员登记为户主` : undefined
  },
})

export const H14 = householdRule({
  id: 'H14',
  title: both('多个配偶', 'More than one spouse'),
  class: 'error',
  text: both('与户主关系为配偶的成员多于一名', 'More than one member is 配偶'),
  fields: ['AAB006'],
  from: ['S4-p06'],
  judge: ({ dossier: { members } }) => {
    const spouses = members.filter(isSpouse).length
    return spouses > 1 ? `有 ${spouses} 名成员登记为户主的配偶` : undefined
  },
})

export const H15 = householdRule({
  id: 'H15',
  title: both('户内无成员', 'No member'),
  class: 'error',
  text: both('该户没有一名成员', 'The household has no member'),
  from: ['S3', 'S33'],
  judge: ({ dossier: { members } }) => (members.length === 0 ? '人表中没有该户的成员' : undefined),
})

export const H16 = householdRule({
  id: 'H16',
  title: both('家庭人口数与成员数不符', '家庭人口数 is not the number of members'),
  class: 'error',
  text: both('家庭人口数不等于成员行数', '家庭人口数 differs from the number of rows of members'),
  reading: both(
    '家庭人口数未填、无法识别的不比',
    'Not compared where 家庭人口数 is missing or cannot be read',
  ),
  fields: ['AAC017'],
  from: ['S7', 'S33'],
  judge: ({ dossier: { members }, values: { size } }) =>
    isNumber(size) && size !== members.length
      ? `家庭人口数 ${said(size)}，人表中有 ${members.length} 名成员`
      : undefined,
})

export const H17 = householdRule({
  id: 'H17',
  title: both('家庭成员偏多', 'A large household'),
  class: 'suspected',
  text: both('成员数达到规定人数', 'The household has as many members as make it worth a look'),
  from: ['S3#91'],
  parameters: ['quality.household.manyMembers'],
  innocent: [both('几代同堂，共同生活，属实', 'Several generations live together')],
  judge: ({ dossier: { members }, context }) => {
    const limit = context.parameter('quality.household.manyMembers')
    if (limit === undefined) return NO_PARAMETER
    return members.length >= limit ? `人表中有 ${members.length} 名成员，达到 ${limit} 人` : undefined
  },
})
