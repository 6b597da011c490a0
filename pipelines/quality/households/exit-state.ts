/** 脱贫属性 against 贫困户属性, 脱贫年度, 首次识别时间 and 返贫原因. */
import { contains } from '../../../connectors/column.ts'
import { isDate, isNumber, oneOf } from '../../rules/conditions.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { householdRule } from '../household-rule.ts'
import { PLAN } from '../published.ts'
import { isOut } from './kinds.ts'
import { saidCauses } from './wording.ts'

const IN_POVERTY = ['未脱贫', '返贫'] as const
/** Codes 02 03 05 08, and 01 04 06 07. */
const OF_THOSE_OUT = ['低保户', '五保户', '一般农户', '低保特困供养户'] as const
const OF_THOSE_IN = ['一般贫困户', '低保贫困户', '五保贫困户', '低保特困供养贫困户'] as const

export const H11 = householdRule({
  id: 'H11',
  title: both('脱贫属性与贫困户属性不符', '脱贫属性 contradicts 贫困户属性'),
  class: 'error',
  text: both(
    '已脱贫、稳定脱贫而贫困户属性不是 02、03、05；或未脱贫、返贫而贫困户属性不是 01、04、06',
    'Out of poverty (1, 4) and 贫困户属性 none of 02 03 05; or 未脱贫 or 返贫 (0, 3) and none of 01 04 06',
  ),
  reading: both(
    '后来的代码 08 归脱贫，07 归未脱贫；贫困户属性未填、无法识别的也算不是',
    'The later codes: 08 belongs to those out, 07 to those in poverty. An attribute that is missing or cannot be read is none of them',
  ),
  fields: ['AAR010', 'AAC006'],
  from: ['S3#57'],
  needs: ['attribute'],
  judge: ({ values }) => {
    const { attribute, exitState } = values
    const contradicts =
      (isOut(values) && !oneOf(attribute, OF_THOSE_OUT)) ||
      (oneOf(exitState, IN_POVERTY) && !oneOf(attribute, OF_THOSE_IN))
    return contradicts ? `脱贫属性 ${said(exitState)}，贫困户属性 ${said(attribute)}，两者不符` : undefined
  },
})

export const H63 = householdRule({
  id: 'H63',
  title: both('脱贫年度与脱贫属性不符', '脱贫年度 contradicts 脱贫属性'),
  class: 'error',
  text: both(
    '已脱贫、稳定脱贫而脱贫年度为空；或未脱贫而填有脱贫年度',
    'Out of poverty (1, 4) without 脱贫年度; or 未脱贫 (0) with one',
  ),
  reading: both(
    '填有：有内容即算，无法识别的也算；返贫户两边都不看',
    '"With one": something stands there, readable or not. A household 返贫 is in neither half',
  ),
  fields: ['AAC023', 'AAR010'],
  needs: ['exitYear'],
  judge: ({ values }) => {
    const { exitState, exitYear } = values
    const contradicts = exitYear === undefined ? isOut(values) : exitState === '未脱贫'
    return contradicts ? `脱贫属性 ${said(exitState)}，脱贫年度 ${said(exitYear)}` : undefined
  },
})

export const H64 = householdRule({
  id: 'H64',
  title: both('首次识别晚于脱贫年度', 'Identified after the year of exit'),
  class: 'error',
  text: both('首次识别时间的年份晚于脱贫年度', 'The year of 首次识别时间 is after 脱贫年度'),
  fields: ['AAR041', 'AAC023'],
  judge: ({ values: { identifiedOn, exitYear } }) =>
    isDate(identifiedOn) && isNumber(exitYear) && Number(identifiedOn.slice(0, 4)) > exitYear
      ? `首次识别时间 ${said(identifiedOn)}，脱贫年度 ${said(exitYear)}`
      : undefined,
})

export const H65 = householdRule({
  id: 'H65',
  title: both('返贫原因不符', 'Fallen back for another reason'),
  class: 'error',
  text: both(
    '返贫户的返贫原因未写明因病或因灾',
    'A household that fell back, whose 返贫原因 states neither 因病 nor 因灾',
  ),
  reading: both(
    '返贫户：脱贫属性为返贫，或返贫为是；未填原因的也算',
    'Fell back: 脱贫属性 is 返贫, or 返贫 is 是; also where no reason is given',
  ),
  fields: ['AAR010'],
  from: [PLAN],
  needs: ['returnCauses'],
  judge: ({ values: { exitState, returned, returnCauses } }) => {
    if (exitState !== '返贫' && returned !== '是') return undefined
    if (contains(returnCauses, '因病') || contains(returnCauses, '因灾')) return undefined
    return `脱贫属性 ${said(exitState)}，返贫 ${said(returned)}，返贫原因 ${saidCauses(returnCauses)}，未写明因病或因灾`
  },
})
