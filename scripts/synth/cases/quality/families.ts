/** Who lives in a household that a case of data quality is about: healthy, poor, and without any other peculiarity. */
import type { Household, Member } from '../../household.ts'
import { ableToWork } from '../../livelihood.ts'
import type { Sex } from '../../names.ts'

/** Still poor, and not proposed for exit. */
function staysPoor(household: Household): void {
  household.exitState = '未脱贫'
  household.exitYear = 0
  household.proposed = '否'
  household.returned = '否'
  household.returnCauses = ''
  household.incomePerHead = 2600
  household.support = 'none'
  household.relocated = false
  household.movedIn = ''
}

/** A couple in their forties with a child at school. */
export function poorFamily(household: Household): void {
  staysPoor(household)
  household.startsAnew('男', 45)
  household.add({ relation: '配偶', sex: '女', age: 43 })
  household.add({ relation: '之女', sex: '女', age: 12 })
}

/** The same, and nobody works away from home. */
export function farmers(household: Household): void {
  poorFamily(household)
  for (const member of household.members) member.months = 0
}

/** The same, and the head works away from home. */
export function workers(household: Household): void {
  farmers(household)
  ;(household.members[0] as Member).months = 6
}

/** The same, out of poverty for good since last year: no exit rule looks at them. */
export function familyOut(household: Household): void {
  poorFamily(household)
  leavesForGood(household)
}

function leavesForGood(household: Household): void {
  household.exitState = '稳定脱贫'
  household.exitYear = 2016
  household.incomePerHead = 5200
}

export function dibaoFamily(household: Household): void {
  poorFamily(household)
  household.support = 'dibao'
}

/** Somebody old and alone, on 五保. */
export function alone(household: Household): void {
  staysPoor(household)
  household.livesAlone()
  household.support = 'wubao'
}

/** A household of one, of working age. */
export function oneFarmer(household: Household): void {
  staysPoor(household)
  household.startsAnew('男', 46).months = 0
}

const MOST = 6

/** So many more members do not make the household a large one (H17). */
export function makesRoom({ members }: Household, more = 2): void {
  while (members.length > MOST - more) members.pop()
}

/** Somebody of the household is healthy and works; the same as it was where somebody does already. */
function keepsWorker(household: Household): void {
  if (household.members.some(member => ableToWork(member) && member.health === '健康')) return
  if (household.support === 'wubao') household.support = 'dibao'
  household.add({ relation: '之兄弟姐妹', sex: '男', age: 37 })
}

/** A grown-up relative whom a case can be about, beside somebody else who works. */
export function relative(
  household: Household,
  own: { sex?: Sex; age?: number; relation?: string } = {},
): Member {
  makesRoom(household)
  keepsWorker(household)
  const { sex = '男', age = 35, relation = '之兄弟姐妹' } = own
  const member = household.add({ relation, sex, age })
  member.months = 0
  member.enrolled = 'none'
  return member
}

/** A child of relatives. */
export function childOfRelatives(household: Household, age: number, own: { name?: string } = {}): Member {
  makesRoom(household)
  keepsWorker(household)
  return household.add({ relation: '之侄儿', sex: '男', age, ...own })
}
