/** Medical insurance and 特困供养. */
import type { Reading } from '../../../connectors/reading.ts'
import { isNumber } from '../../rules/conditions.ts'
import { isExitCandidate } from '../../rules/exit/candidates.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { aged, atLeast, parametersOf, upTo } from '../ages.ts'
import { isHealthy } from '../health.ts'
import { householdOf, personRule } from '../person-rule.ts'
import { isStudent } from '../schooling.ts'

/** 否, or empty: a cell that cannot be read says neither. */
const saysNo = (insured: Reading<string>): boolean => insured === '否' || insured === undefined

const insured = (residents: Reading<string>, employees: Reading<string>): string =>
  `居民医保 ${said(residents)}，职工医保 ${said(employees)}`

export const P45 = personRule({
  id: 'P45',
  title: both('未参加或重复参加基本医疗保险', 'No medical insurance, or two'),
  class: 'error',
  text: both(
    '居民医保和职工医保均为否或空（错误），或均为是（疑似）',
    '居民医保 and 职工医保 are both 否 or empty (error), or both 是 (suspected)',
  ),
  reading: both(
    '均为否或空的，拟退出和当年脱贫户由 T07 提示，此处不提示；文件缺其中一列的不下结论',
    'Of exit candidates without insurance T07 speaks, not this rule; nothing follows where the file lacks one of the columns',
  ),
  fields: ['AAB013'],
  from: ['S2:2_01_008', 'S2:2_01_009', 'S4-p17'],
  needs: ['residentInsurance', 'employeeInsurance'],
  innocent: [
    both('年中就业，由居民医保转职工医保', 'Found work during the year and changed over'),
    both('在外地参保，系统未更新', 'Insured elsewhere; the record is behind'),
    both('现役军人、服刑人员等不参保', 'Soldiers and prisoners are not insured'),
  ],
  judge: ({ values: { residentInsurance, employeeInsurance }, dossier, context }) => {
    if (residentInsurance === '是' && employeeInsurance === '是')
      return { class: 'suspected', detail: insured(residentInsurance, employeeInsurance) }
    if (!saysNo(residentInsurance) || !saysNo(employeeInsurance)) return undefined
    const household = householdOf(dossier)
    return household && isExitCandidate(household, context)
      ? undefined
      : insured(residentInsurance, employeeInsurance)
  },
})

export const P46 = personRule({
  id: 'P46',
  title: both('未参保却接受大病医疗救助', 'Not insured, and with aid for serious illness'),
  class: 'suspected',
  text: both(
    '居民医保和职工医保均为否或空，而接受大病医疗救助为是',
    '居民医保 and 职工医保 are both 否 or empty, and 是否接受大病医疗救助 is 是',
  ),
  reading: both('未参保同 P45：否或空', 'Not insured as in P45: 否 or empty'),
  fields: ['AAB013'],
  from: ['S2:3_01_007'],
  needs: ['residentInsurance', 'employeeInsurance'],
  judge: ({ values: { residentInsurance, employeeInsurance, medicalAid } }) =>
    medicalAid === '是' && saysNo(residentInsurance) && saysNo(employeeInsurance)
      ? `${insured(residentInsurance, employeeInsurance)}，接受大病医疗救助 是`
      : undefined,
})

const TEKUN_AGE = [atLeast('quality.person.tekunFromAge'), upTo('quality.person.tekunToAge')]

export const P50 = personRule({
  id: 'P50',
  title: both('健康的成年人享受特困供养', 'A healthy adult in 特困供养'),
  class: 'suspected',
  text: both(
    '特困供养人员在核查年龄内，健康状况为健康，且不是在校生',
    'In 特困供养, within the ages to check, 健康, and no student',
  ),
  reading: both('在校生状况为空或无法识别不算在校', 'An empty or unreadable school status states no school'),
  fields: ['AAB017', 'AAB009', 'AAB005'],
  from: ['S2:5_15_018'],
  parameters: parametersOf(...TEKUN_AGE),
  needs: ['schooling'],
  judge: ({ member, values: { tekun, healthState, schooling }, context }) => {
    if (tekun !== '是' || !isHealthy(healthState) || isStudent(schooling)) return undefined
    const age = aged(member, context, TEKUN_AGE)
    return typeof age === 'string' ? `特困供养 是，${age}，健康状况 健康，在校生状况 ${said(schooling)}` : age
  },
})

export const P51 = personRule({
  id: 'P51',
  title: both('特困供养人员外出务工', '特困供养, and at work'),
  class: 'suspected',
  text: both('是否特困供养人员为是，而务工时间大于 0', 'In 特困供养, and the months of work are above 0'),
  reading: both('外出务工按务工时间大于 0 认定', 'Being at work is read from the months of work'),
  fields: ['AAB012'],
  from: ['S2:5_01_004'],
  judge: ({ values: { tekun, workMonths } }) =>
    tekun === '是' && isNumber(workMonths) && workMonths > 0
      ? `特困供养 是，务工时间 ${said(workMonths, '个月')}`
      : undefined,
})
