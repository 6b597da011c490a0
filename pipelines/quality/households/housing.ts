/** Where a household lives: distance, size, danger, relocation. */
import { isNumber } from '../../rules/conditions.ts'
import { isExitCandidate } from '../../rules/exit/candidates.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { emptyAmong } from '../emptiness.ts'
import { householdRule } from '../household-rule.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { PLAN } from '../published.ts'
import { isOut } from './kinds.ts'

const DISTANCE = ['roadDistance'] as const
const AREA = ['housingArea'] as const
const RELOCATION = ['relocationMode', 'resettlement', 'movedIn'] as const

export const H49 = householdRule({
  id: 'H49',
  title: both('与村主干路距离为空或偏远', 'Distance to the main road empty or long'),
  class: 'error',
  text: both(
    '与村主干路距离为空（错误），或超过偏远值（疑似）',
    '与村主干路距离 is empty (error), or more than the mark (suspected)',
  ),
  fields: ['AAC315'],
  from: ['S3#31', 'S3#48'],
  parameters: ['quality.household.roadDistance'],
  judge: ({ dossier, values: { roadDistance }, context }) => {
    if (roadDistance === undefined) return emptyAmong('households', dossier.household, DISTANCE)
    if (!isNumber(roadDistance)) return undefined
    const most = context.parameter('quality.household.roadDistance')
    if (most === undefined) return NO_PARAMETER
    if (roadDistance <= most) return undefined
    const detail = `与村主干路距离 ${said(roadDistance, '公里')}，超过 ${said(most, '公里')}`
    return { class: 'suspected', detail }
  },
})

export const H51 = householdRule({
  id: 'H51',
  title: both('住房面积为空或偏大', 'Housing empty or large'),
  class: 'error',
  text: both(
    '住房面积为空（错误），或达到偏大值（疑似）',
    '住房面积 is empty (error), or at or above the mark (suspected)',
  ),
  fields: ['AAC317'],
  from: ['S3#33'],
  parameters: ['quality.household.largeHousing'],
  judge: ({ dossier, values: { housingArea }, context }) => {
    if (housingArea === undefined) return emptyAmong('households', dossier.household, AREA)
    if (!isNumber(housingArea)) return undefined
    const limit = context.parameter('quality.household.largeHousing')
    if (limit === undefined) return NO_PARAMETER
    if (housingArea < limit) return undefined
    return { class: 'suspected', detail: `住房面积 ${said(housingArea, '㎡')}，达到 ${said(limit, '㎡')}` }
  },
})

export const H52 = householdRule({
  id: 'H52',
  title: both('脱贫户住房面积偏小', 'Out of poverty, in little housing'),
  class: 'suspected',
  text: both('已脱贫、稳定脱贫而住房面积低于偏小值', 'Out of poverty (1, 4) with 住房面积 below the mark'),
  fields: ['AAR010', 'AAC317'],
  from: ['S3#47'],
  parameters: ['quality.household.smallHousing'],
  innocent: [
    both(
      '集中供养或借住，登记的是附属用房',
      'Lives in an institution or with relatives; an outbuilding is registered',
    ),
    both('按人均面积录入', 'The area per head was entered'),
  ],
  judge: ({ values, context }) => {
    const { exitState, housingArea } = values
    if (!isOut(values) || !isNumber(housingArea)) return undefined
    const least = context.parameter('quality.household.smallHousing')
    if (least === undefined) return NO_PARAMETER
    return housingArea < least
      ? `脱贫属性 ${said(exitState)}，住房面积 ${said(housingArea, '㎡')}，低于 ${said(least, '㎡')}`
      : undefined
  },
})

export const H53 = householdRule({
  id: 'H53',
  title: both('危房户无危房级别', '危房户 without 危房级别'),
  class: 'error',
  text: both('危房户为是，而危房级别为空', '危房户 is 是, and 危房级别 is empty'),
  fields: ['AAC318', 'AAC322'],
  from: ['S3#106'],
  needs: ['dilapidatedLevel'],
  judge: ({ values: { dilapidated, dilapidatedLevel } }) =>
    dilapidated === '是' && dilapidatedLevel === undefined
      ? `危房户 ${said(dilapidated)}，危房级别 ${said(dilapidatedLevel)}`
      : undefined,
})

export const H54 = householdRule({
  id: 'H54',
  title: both('非危房户有危房级别', '危房级别 without 危房户'),
  class: 'error',
  text: both('危房户为否，而填有危房级别', '危房户 is 否, and 危房级别 is filled'),
  reading: both(
    'A、B 级不是危房，不算填有；无法识别的算',
    'Grades A and B are no danger and do not count as filled; a grade that cannot be read does',
  ),
  fields: ['AAC318', 'AAC322'],
  judge: ({ values: { dilapidated, dilapidatedLevel } }) => {
    if (dilapidated !== '否' || dilapidatedLevel === undefined) return undefined
    if (dilapidatedLevel === 'A' || dilapidatedLevel === 'B') return undefined
    return `危房户 ${said(dilapidated)}，危房级别 ${said(dilapidatedLevel)}`
  },
})

export const H55 = householdRule({
  id: 'H55',
  title: both('脱贫户为危房户', 'Out of poverty, in a dangerous house'),
  class: 'error',
  text: both('已脱贫、稳定脱贫而危房户为是', 'Out of poverty (1, 4) with 危房户 = 是'),
  reading: both('拟退出和本年脱贫的户见 T02', 'For households in question for exit this year see T02'),
  fields: ['AAR010', 'AAC318'],
  from: ['S3#68', 'S4-h05'],
  judge: ({ dossier, values, context }) =>
    values.dilapidated === '是' && isOut(values) && !isExitCandidate(dossier, context)
      ? `脱贫属性 ${said(values.exitState)}，危房户 ${said(values.dilapidated)}，危房级别 ${said(values.dilapidatedLevel)}`
      : undefined,
})

export const H62 = householdRule({
  id: 'H62',
  title: both('易地搬迁户信息不全', 'Relocated, details empty'),
  class: 'error',
  text: both(
    '易地搬迁户为是，而搬迁方式、安置方式、是否入住中有空的',
    '易地搬迁户 is 是, and one of 搬迁方式, 安置方式, 是否入住 is empty',
  ),
  fields: ['ACR075', 'ACR077', 'ACR078', 'ACR079', 'ACR081'],
  from: [PLAN],
  judge: ({ dossier: { household }, values }) => {
    if (values.relocated !== '是') return undefined
    const empty = emptyAmong('households', household, RELOCATION)
    return typeof empty === 'string' ? `易地搬迁户 ${said(values.relocated)}，${empty}` : empty
  },
})
