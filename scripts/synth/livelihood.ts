/** What the register says of a member's schooling, health, labour and work: facts that agree with each other. */
import type { Household, Member } from './household.ts'
import type { Random } from './random.ts'

/** Whoever is younger goes to school, or may; whoever is older need not work. */
const WORKING = { from: 16, to: 59 } as const
/** Between these two the register still asks why somebody does not work. */
const RESTING = 66
/** Young people of that age may still study: they do not keep a household. */
const GROWN = 23

/** Whether the household can live on the member's work, whatever school or university say later. */
export const ableToWork = ({ person: { age }, health }: Member): boolean =>
  age >= GROWN && age <= WORKING.to && !health.includes('残疾')

export const isPupil = ({ enrolled }: Member): boolean => enrolled === '在读' || enrolled === '休学'
export const isStudent = (member: Member): boolean => member.atUniversity || isPupil(member)

/** In the order of age, from 12: three years of 初中, one more for latecomers, three of 高中. */
const YEARS = ['七年级', '八年级', '九年级', '九年级', '高一', '高二', '高三'] as const

/** 在校生状况. */
export function schoolingOf(member: Member): string {
  const { age } = member.person
  if (member.atUniversity) return '大专及以上'
  if (!isPupil(member)) return '非在校生'
  if (age < 6) return '学前教育'
  if (age < 12) return '小学'
  return YEARS[age - 12] ?? '高三'
}

/** Whether the member is at a school beyond the compulsory ones: what 因学 means. */
export const studiesOn = (member: Member): boolean => isStudent(member) && member.person.age >= 16

/** 文化程度: empty where somebody is still at school. */
export function educationOf(member: Member): string {
  const { age } = member.person
  if (isStudent(member)) return ''
  return age < 7 ? '学龄前儿童' : age < 40 ? '初中' : age < 66 ? '小学' : '文盲或半文盲'
}

/** People between 60 and 65 do not work because of their health; where it says nothing, they are often ill. */
export const healthOf = ({ person: { age }, health }: Member): string =>
  health === '健康' && age > WORKING.to && age < RESTING ? '长期慢性病' : health

/** 劳动技能. Of a 五保 household the first is said to be half a labourer: one with none at all would need 低保 (H66). */
export function labourOf(household: Household, member: Member, random: Random): string {
  const { age } = member.person
  if (household.support === 'wubao' && member === household.members[0]) return '弱劳动力或半劳动力'
  if (age < WORKING.from || age >= RESTING || isStudent(member)) return '无劳动力'
  if (age > WORKING.to || member.health.includes('残疾')) return '丧失劳动力'
  return random.chance(0.1) ? '技能劳动力' : '普通劳动力'
}

/** Months of work away from home, 0 for those who stay. */
export function workMonthsOf(member: Member, labour: string, random: Random): number {
  if (member.months !== undefined) return member.months
  const able = labour === '普通劳动力' || labour === '技能劳动力'
  return able && member.person.age >= 18 && member.health === '健康' && random.chance(0.4)
    ? random.between(3, 10)
    : 0
}

export const ofRetirementAge = ({ members }: Household): number =>
  members.filter(({ person: { age } }) => age >= 60).length
