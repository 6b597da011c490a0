/** 文化程度 and 在校生状况: whether they fit together, and the person's age. */
import { isUnusable } from '../../../connectors/reading.ts'
import type { Education, Schooling } from '../../../connectors/register/code-sets.ts'
import { oneOf } from '../../rules/conditions.ts'
import { isExitCandidate } from '../../rules/exit/candidates.ts'
import { both } from '../../rules/text.ts'
import { said } from '../../rules/wording.ts'
import { type AgeBound, aged, agedBeyond, atLeast, below, over, parametersOf, upTo } from '../ages.ts'
import { isGravelyImpaired, saidHealth } from '../health.ts'
import { householdOf, personRule } from '../person-rule.ts'
import { isStudent, schoolsFrom } from '../schooling.ts'

export const P04 = personRule({
  id: 'P04',
  title: both('非在校生没有文化程度', 'Not at school, and no education'),
  class: 'error',
  text: both(
    '在校生状况为非在校生而文化程度为空',
    'The school status is 非在校生 and the education is empty',
  ),
  fields: ['AAB009', 'AAB008'],
  from: ['S3#11'],
  needs: ['education'],
  judge: ({ values: { schooling, education } }) =>
    schooling === '非在校生' && education === undefined ? '在校生状况 非在校生，文化程度 未填' : undefined,
})

export const P23 = personRule({
  id: 'P23',
  title: both('文化程度和在校生状况同填或同空', 'Education and school status both filled, or both empty'),
  class: 'error',
  text: both(
    '既填文化程度又登记为在校生，或两者都没有',
    'There are both an education and a status as pupil or student, or neither',
  ),
  reading: both(
    '2017 年在校生状况必填，「非在校生」「学龄前儿童」视同未填在校；文化程度为学龄前儿童不算同填；无法识别的值算已填',
    'In 2017 everybody has a school status: 非在校生 and 学龄前儿童 count as none; the education 学龄前儿童 is none beside a school; a value that cannot be read counts as filled',
  ),
  fields: ['AAB008', 'AAB009'],
  from: ['S4-p04', 'S2:3_01_002', 'S2:3_01_003'],
  needs: ['education', 'schooling'],
  judge: ({ values: { education, schooling } }) => {
    const attends = isUnusable(schooling) || isStudent(schooling)
    const isWrong = attends ? education !== undefined && education !== '学龄前儿童' : education === undefined
    return isWrong ? `文化程度 ${said(education)}，在校生状况 ${said(schooling)}` : undefined
  },
})

const LATE_STUDENT = [over('quality.person.studentToAge')]

export const P36 = personRule({
  id: 'P36',
  title: both('年龄偏大的在校生', 'An old student'),
  class: 'suspected',
  text: both('超过在校生年龄上限仍登记为在校生', 'A pupil or student above the age of students'),
  fields: ['AAB009', 'AAB005'],
  from: ['S3#60'],
  parameters: parametersOf(...LATE_STUDENT),
  innocent: [both('工作后又入学，属实', 'Went back to school after years of work')],
  judge: ({ member, values: { schooling }, context }) => {
    if (!isStudent(schooling)) return undefined
    const age = aged(member, context, LATE_STUDENT)
    return typeof age === 'string' ? `${age}，在校生状况 ${said(schooling)}` : age
  },
})

const SCHOOL_AGE = [atLeast('quality.person.schoolFromAge'), upTo('quality.person.schoolToAge')]

export const P37 = personRule({
  id: 'P37',
  title: both('学龄儿童不在校', 'A child of school age is not at school'),
  class: 'suspected',
  text: both(
    '应在校年龄内登记为非在校生，健康状况为健康或长期慢性病',
    'A child at the age of school is 非在校生, and 健康 or in 长期慢性病',
  ),
  reading: both(
    '按 2017 年规则取非在校生；健康状况同时含残疾或大病的不提示；拟退出和当年脱贫户由 T06 提示',
    'As in 2017: 非在校生 itself; not where 残疾 or 大病 stands beside; of exit candidates T06 speaks',
  ),
  fields: ['AAB009', 'AAB017', 'AAB005'],
  from: ['S3#61', 'S2:1_02_005', 'S2:5_15_016'],
  parameters: parametersOf(...SCHOOL_AGE),
  check: [
    both('现就读学校、年级，到校核实', 'School and grade, verified at the school'),
    both('不在校的原因，是否送教上门、控辍保学', 'Why not at school; whether taught at home'),
  ],
  innocent: [
    both('年满入学年龄但未到秋季入学时间', 'Came of age after the start of the school year'),
    both('在外地就读，系统未更新', 'Goes to school elsewhere; the record is behind'),
  ],
  judge: ({ member, values: { schooling, healthState }, dossier, context }) => {
    if (schooling !== '非在校生' || healthState === undefined || isUnusable(healthState)) return undefined
    const age = aged(member, context, SCHOOL_AGE)
    if (age === undefined || isGravelyImpaired(healthState)) return undefined
    const household = householdOf(dossier)
    if (household && isExitCandidate(household, context)) return undefined
    return typeof age === 'string' ? `${age}，非在校生，健康状况 ${saidHealth(healthState)}` : age
  },
})

const HIGH_SCHOOL = schoolsFrom('高一')
const TOO_YOUNG = [below('quality.person.highSchoolAge')]

export const P38 = personRule({
  id: 'P38',
  title: both('年龄过小的高中及以上学生', 'Too young for senior secondary school'),
  class: 'error',
  text: both(
    '未满高中阶段最低年龄而登记为高中及以上在校生',
    'Below the age of senior secondary school, and in one or higher',
  ),
  fields: ['AAB009', 'AAB005'],
  from: ['S3#81'],
  parameters: parametersOf(...TOO_YOUNG),
  judge: ({ member, values: { schooling }, context }) => {
    if (!oneOf(schooling, HIGH_SCHOOL)) return undefined
    const age = aged(member, context, TOO_YOUNG)
    return typeof age === 'string' ? `${age}，在校生状况 ${said(schooling)}` : age
  },
})

/** 学龄前儿童 is a later value that says the same as 学前教育 of who is no longer small. */
const PRESCHOOL: readonly Schooling[] = ['学龄前儿童', '学前教育']
const PRIMARY: readonly Schooling[] = [...PRESCHOOL, '小学']
const TOO_OLD = [over('quality.person.primaryLatestAge')]
const PRESCHOOL_READING = both('学龄前儿童同学前教育', '学龄前儿童 counts as 学前教育')

export const P39 = personRule({
  id: 'P39',
  title: both('年龄偏大的学前或小学在校生', 'Too old for preschool or primary school'),
  class: 'suspected',
  text: both(
    '超过学前和小学在校年龄上限而在校生状况为学前教育或小学',
    'Above the age of primary school, and in preschool or primary school',
  ),
  reading: PRESCHOOL_READING,
  fields: ['AAB009', 'AAB005'],
  from: ['S3#82'],
  parameters: parametersOf(...TOO_OLD),
  judge: ({ member, values: { schooling }, context }) => {
    if (!oneOf(schooling, PRIMARY)) return undefined
    const age = aged(member, context, TOO_OLD)
    return typeof age === 'string' ? `${age}，在校生状况 ${said(schooling)}` : age
  },
})

/** Kinds of school with the ages beyond which they are remarkable. */
const USUAL_AGES: readonly (readonly [schools: readonly Schooling[], beyond: readonly AgeBound[]])[] = [
  [PRESCHOOL, [over('quality.person.preschoolToAge')]],
  [['小学'], [below('quality.person.primaryFromAge'), over('quality.person.primaryToAge')]],
  [
    ['七年级', '八年级', '九年级'],
    [below('quality.person.juniorFromAge'), over('quality.person.juniorToAge')],
  ],
  [
    ['高一', '高二', '高三', '中职一', '中职二', '中职三'],
    [below('quality.person.seniorFromAge'), over('quality.person.seniorToAge')],
  ],
  [['高职一', '高职二', '高职三', '大专及以上'], [below('quality.person.collegeFromAge')]],
  [['硕士研究生及以上'], [below('quality.person.masterFromAge')]],
]
const BEYOND_USUAL: ReadonlyMap<unknown, readonly AgeBound[]> = new Map(
  USUAL_AGES.flatMap(([schools, beyond]) =>
    schools.map((school): [unknown, readonly AgeBound[]] => [school, beyond]),
  ),
)

export const P40 = personRule({
  id: 'P40',
  title: both('在校生状况与年龄不符', 'School and age do not fit'),
  class: 'suspected',
  text: both(
    '学前、小学、初中、高中（中职）、大专及以上、硕士在校生的年龄超出该阶段的一般年龄',
    'The age is beyond the usual one of preschool, primary, junior or senior secondary (or vocational) school, college or postgraduate study',
  ),
  reading: both(
    `${PRESCHOOL_READING.zh}；高职属大专及以上；只有上限或下限的阶段只比一端`,
    `${PRESCHOOL_READING.en}; 高职 is a college; kinds with one bound are compared with that one`,
  ),
  fields: ['AAB009', 'AAB005'],
  from: ['S2:5_12_013–018', 'S2:5_17_001–006'],
  parameters: parametersOf(...USUAL_AGES.flatMap(([, beyond]) => beyond)),
  innocent: [
    both(
      '入学早、跳级，或入学晚、复读、休学',
      'Began early or skipped a grade; began late, repeated or paused',
    ),
    both('学年已变，系统未更新', 'A new school year; the record is behind'),
  ],
  judge: ({ member, values: { schooling }, context }) => {
    const beyond = BEYOND_USUAL.get(schooling)
    if (beyond === undefined) return undefined
    const age = agedBeyond(member, context, beyond)
    return typeof age === 'string' ? `${age}，在校生状况 ${said(schooling)}` : age
  },
})

const LITTLE_SCHOOLING: readonly Education[] = ['文盲或半文盲', '小学', '学龄前儿童']
const YOUNG = [atLeast('quality.person.lowEducationFromAge'), upTo('quality.person.lowEducationToAge')]

export const P41 = personRule({
  id: 'P41',
  title: both('青年文化程度为小学及以下', 'A young person with primary education or less'),
  class: 'suspected',
  text: both(
    '低文化程度核查年龄内，文化程度为小学、文盲或半文盲、学龄前儿童',
    'A young person whose education is 小学, 文盲或半文盲 or 学龄前儿童',
  ),
  fields: ['AAB008', 'AAB005'],
  from: ['S2:5_17_007'],
  parameters: parametersOf(...YOUNG),
  judge: ({ member, values: { education }, context }) => {
    if (!oneOf(education, LITTLE_SCHOOLING)) return undefined
    const age = aged(member, context, YOUNG)
    return typeof age === 'string' ? `${age}，文化程度 ${said(education)}` : age
  },
})
