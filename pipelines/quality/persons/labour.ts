/** 劳动技能 beside age, health, school and work. */
import type { Labour } from '../../../connectors/register/code-sets.ts'
import { isNumber, oneOf } from '../../rules/conditions.ts'
import { refOf } from '../../rules/evidence.ts'
import { both } from '../../rules/text.ts'
import { said, yuan } from '../../rules/wording.ts'
import { aged, atLeast, below, over, parametersOf, upTo } from '../ages.ts'
import { isHealthy, isImpaired, saidHealth } from '../health.ts'
import { NO_PARAMETER } from '../judgement.ts'
import { householdOf, personRule } from '../person-rule.ts'
import { isStudent } from '../schooling.ts'

const WITHOUT_LABOUR: readonly Labour[] = ['丧失劳动力', '无劳动力']
const FULL_LABOUR: readonly Labour[] = ['普通劳动力', '技能劳动力']
const FARMS_ON = both('年龄大但身体好，仍在务农务工', 'Old, but well and still at work')

export const P29 = personRule({
  id: 'P29',
  title: both('无劳动能力却有务工时间', 'Works, and is said to have no labour'),
  class: 'error',
  text: both(
    '劳动技能为丧失劳动力或无劳动力，而务工时间大于 0',
    'The labour skill is 丧失劳动力 or 无劳动力, and the months of work are above 0',
  ),
  fields: ['AAB010', 'AAB012'],
  from: ['S3#58', 'S2:2_01_015'],
  judge: ({ values: { labour, workMonths } }) =>
    isNumber(workMonths) && workMonths > 0 && oneOf(labour, WITHOUT_LABOUR)
      ? `劳动技能 ${said(labour)}，务工时间 ${said(workMonths, '个月')}`
      : undefined,
})

const WORKING_AGE = [atLeast('quality.person.workFromAge'), upTo('quality.person.workToAge')]

export const P30 = personRule({
  id: 'P30',
  title: both('劳动年龄内无劳动力', 'No labour at working age'),
  class: 'suspected',
  text: both(
    '劳动年龄内登记为无劳动力，健康状况未写明疾病或残疾，也不是在校生',
    'At working age and 无劳动力, not stated to be ill or disabled, and no student',
  ),
  reading: both(
    '取后来的规则（16 至 65 岁、无劳动力），不取早期的 16 至 59 岁、健康、丧失或无劳动力；健康状况含长期慢性病、患有大病或残疾，或在校，即有原因；为空或无法识别不算有原因',
    'The later rule (16–65, 无劳动力), not the first version (16–59, healthy, 丧失 or 无); 长期慢性病, 患有大病, 残疾 or a school is a reason, an empty or unreadable cell is none',
  ),
  fields: ['AAB010', 'AAB017', 'AAB009', 'AAB005'],
  from: ['S3#59'],
  parameters: parametersOf(...WORKING_AGE),
  needs: ['healthState', 'schooling'],
  judge: ({ member, values: { labour, healthState, schooling }, context }) => {
    if (labour !== '无劳动力' || isImpaired(healthState) || isStudent(schooling)) return undefined
    const age = aged(member, context, WORKING_AGE)
    if (typeof age !== 'string') return age
    return `${age}，劳动技能 无劳动力，健康状况 ${saidHealth(healthState)}，在校生状况 ${said(schooling)}`
  },
})

const MINOR = [below('quality.person.workFromAge')]

export const P31 = personRule({
  id: 'P31',
  title: both('未成年人登记有劳动力', 'A child with a labour skill'),
  class: 'error',
  text: both(
    '未满劳动起始年龄，劳动技能不是无劳动力',
    'Below the age of work, and the labour skill is not 无劳动力',
  ),
  reading: both('劳动技能为空或无法识别也算不是', 'An empty or unreadable labour skill is not either'),
  fields: ['AAB010', 'AAB005'],
  from: ['S3#87', 'S2:2_01_011'],
  parameters: parametersOf(...MINOR),
  needs: ['labour'],
  judge: ({ member, values: { labour }, context }) => {
    if (labour === '无劳动力') return undefined
    const age = aged(member, context, MINOR)
    return typeof age === 'string' ? `${age}，劳动技能 ${said(labour)}` : age
  },
})

export const P32 = personRule({
  id: 'P32',
  title: both('健康却丧失劳动力', 'Healthy, and labour lost'),
  class: 'error',
  text: both('健康状况为健康而劳动技能为丧失劳动力', 'The health is 健康 and the labour skill 丧失劳动力'),
  fields: ['AAB017', 'AAB010'],
  from: ['S3#92', 'S2:2_01_005'],
  judge: ({ values: { labour, healthState } }) =>
    labour === '丧失劳动力' && isHealthy(healthState) ? '健康状况 健康，劳动技能 丧失劳动力' : undefined,
})

const ELDER = [atLeast('quality.person.elderFromAge')]

export const P33 = personRule({
  id: 'P33',
  title: both('老年人登记为普通或技能劳动力', 'An old person with full labour'),
  class: 'suspected',
  text: both(
    '满老年起始年龄而劳动技能为普通劳动力或技能劳动力',
    'Old, and the labour skill is 普通劳动力 or 技能劳动力',
  ),
  fields: ['AAB010', 'AAB005'],
  from: ['S2:2_12_005', 'S2:2_12_017'],
  parameters: parametersOf(...ELDER),
  innocent: [FARMS_ON],
  judge: ({ member, values: { labour }, context }) => {
    if (!oneOf(labour, FULL_LABOUR)) return undefined
    const age = aged(member, context, ELDER)
    return typeof age === 'string' ? `${age}，劳动技能 ${said(labour)}` : age
  },
})

const IDLE_ELDER = [over('quality.person.idleElderAge')]

export const P34 = personRule({
  id: 'P34',
  title: both('高龄劳动力既无务工也无经营收入', 'Old, with full labour, and neither work nor business'),
  class: 'suspected',
  text: both(
    '超过高龄劳动力年龄，劳动技能为普通或技能劳动力，务工时间为 0，且本户生产经营性收入不超过微量',
    'Above that age, the labour skill is 普通劳动力 or 技能劳动力, the months of work are 0, and the business income of the household is next to none',
  ),
  reading: both(
    '务工时间、经营性收入为空不算 0；户不在系统内的成员不比',
    'Empty is not 0 for either; members whose household is not in the register are left out',
  ),
  fields: ['AAB010', 'AAB012', 'AAC071', 'AAB005'],
  from: ['S3#90'],
  parameters: [...parametersOf(...IDLE_ELDER), 'quality.person.smallBusinessIncome'],
  judge: ({ member, values: { labour, workMonths }, dossier, context }) => {
    if (workMonths !== 0 || !oneOf(labour, FULL_LABOUR)) return undefined
    const record = householdOf(dossier)?.household
    const income = record?.values.businessIncome
    if (!record || !isNumber(income)) return undefined
    const age = aged(member, context, IDLE_ELDER)
    if (age === undefined) return undefined
    const small = context.parameter('quality.person.smallBusinessIncome')
    if (small !== undefined && income > small) return undefined
    if (small === undefined || typeof age !== 'string') return NO_PARAMETER
    const business = `本户生产经营性收入 ${yuan(income)} ≤ ${yuan(small)}`
    return {
      detail: `${age}，劳动技能 ${said(labour)}，务工时间 0 个月，${business}`,
      also: [refOf(record)],
    }
  },
})

export const P35 = personRule({
  id: 'P35',
  title: both('在校生登记有劳动力', 'A student with a labour skill'),
  class: 'suspected',
  text: both('登记为在校生，劳动技能不是无劳动力', 'A pupil or student whose labour skill is not 无劳动力'),
  reading: both('劳动技能为空或无法识别也算不是', 'An empty or unreadable labour skill is not either'),
  fields: ['AAB009', 'AAB010'],
  from: ['S2:1111_07'],
  needs: ['labour'],
  judge: ({ values: { labour, schooling } }) =>
    labour !== '无劳动力' && isStudent(schooling)
      ? `在校生状况 ${said(schooling)}，劳动技能 ${said(labour)}`
      : undefined,
})
