/**
 * The data quality leads that follow from what a case about departments makes the register say: a household that is
 * dilapidated without a grade for T02 is one for H53 as well. Each is thought through here from the facts; ordinary
 * households have none of them, and are not asked.
 */
import { YEAR } from './calendar.ts'
import type { Household } from './household.ts'
import { isStudent } from './livelihood.ts'

type Fact = (household: Household) => boolean

/** The line of income of 2017 as data quality takes it (S3). */
const INCOME_LINE = 3100
const LEAST_INCOME = 500
const LARGE = 7

const earnsAtMost =
  (limit: number): Fact =>
  ({ incomePerHead }) =>
    typeof incomePerHead === 'number' && incomePerHead <= limit

const HOUSEHOLD_FACTS: Readonly<Record<string, Fact>> = {
  H17: ({ members }) => members.length >= LARGE,
  H24: ({ support }) => support === 'both',
  H25: ({ members, onWubao }) => onWubao && members.some(({ person: { age } }) => age < 60),
  H37: earnsAtMost(LEAST_INCOME),
  H39: household => household.out && earnsAtMost(INCOME_LINE - 0.01)(household),
  H50: ({ waterSafe }) => waterSafe === '',
  H53: ({ registerDilapidated, registerLevel }) => registerDilapidated === '是' && registerLevel === '',
  H54: ({ registerDilapidated, registerLevel }) =>
    registerDilapidated === '否' && (registerLevel === 'C' || registerLevel === 'D'),
  H55: ({ out, leaving, registerDilapidated }) => out && !leaving && registerDilapidated === '是',
  H56: ({ out, leaving, waterDifficult, waterSafe }) =>
    out && !leaving && (waterDifficult === '是' || waterSafe === '否'),
  H58: ({ waterDifficult, waterSafe }) => waterDifficult === '是' && waterSafe === '是',
  H62: ({ relocated, movedIn }) => relocated && movedIn === '',
  H65: ({ returned, returnCauses }) => returned === '是' && !/因病|因灾|01/.test(returnCauses),
  H68: ({ measures }) => !measures.some(({ year }) => String(year).startsWith(String(YEAR))),
}

/** Plants what the facts of a household lead to, whatever its case is about. */
export function plantInevitable(household: Household): void {
  for (const [rule, holds] of Object.entries(HOUSEHOLD_FACTS)) if (holds(household)) household.lead(rule)
  if (household.leaving) return
  for (const member of household.members) {
    const { age } = member.person
    const able = member.health === '健康' || member.health === '长期慢性病'
    if (age >= 6 && age <= 14 && !isStudent(member) && able)
      household.leads.push(household.memberLead('P37', member))
  }
}
