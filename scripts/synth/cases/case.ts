/**
 * A case: something particular about one household. Some are leads, some just fail to be one. A household has one
 * case at most, so that no case can hide or cause another.
 */
import { YEAR } from '../calendar.ts'
import type { Household } from '../household.ts'
import { nameVariant, otherName } from '../names.ts'
import type { Person } from '../people.ts'

export interface Case {
  /** What the register says, before any department hears of the household. */
  readonly shape?: (household: Household) => void
  /** What departments know, and the leads that follow. */
  readonly plant?: (household: Household) => void
}

/** Makes exit rules look at the household, one way or the other. */
export function leaves(household: Household): void {
  const { random } = household
  if (random.chance(0.5)) {
    household.exitState = '未脱贫'
    household.exitYear = 0
    household.proposed = '是'
  } else {
    household.exitState = '已脱贫'
    household.exitYear = YEAR
    household.proposed = random.pick(['否', ''] as const)
  }
  household.returned = '否'
  household.returnCauses = ''
  household.incomePerHead = random.between(3300, 8500)
}

/** Makes sure that no exit rule looks at the household. */
export function stays(household: Household): void {
  household.exitState = household.random.chance(0.5) ? '未脱贫' : '稳定脱贫'
  household.exitYear = household.exitState === '未脱贫' ? 0 : YEAR
  household.proposed = '否'
  household.returned = '否'
  household.returnCauses = ''
}

/** The person's name as somebody else's. */
export const stranger = (household: Household, person: Person): string =>
  otherName(household.random, person.name, person.sex)

export const variant = (household: Household, person: Person): string =>
  nameVariant(household.random, person.name)

/** The member who was added last. */
export const latest = (household: Household): Person =>
  (household.members.at(-1) as { person: Person }).person
