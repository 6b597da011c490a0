/**
 * What the register says of one household: the cells of its row and of its members' rows, as they will be written.
 * Cases of data quality change single cells, and plant the leads that follow.
 */
import type { Household, LeadAbout, Member } from '../household.ts'
import { healthOf, studiesOn } from '../livelihood.ts'
import { Random } from '../random.ts'
import { type HouseholdCells, type HouseholdColumn, householdCells } from './household-cells.ts'
import { type MemberCells, type MemberColumn, memberCells } from './member-cells.ts'

export interface MemberRow {
  readonly member: Member
  readonly cells: MemberCells
}

export class Sheet {
  readonly household: Household
  readonly cells: HouseholdCells
  readonly members: readonly MemberRow[]

  constructor(seed: number, household: Household) {
    const random = Random.at(seed, household.index, 2)
    this.household = household
    settleHealth(household)
    this.members = household.members.map(member => ({
      member,
      cells: memberCells(household, member, random),
    }))
    this.cells = householdCells(
      household,
      this.members.map(({ cells }) => cells),
      random,
    )
  }

  /** Writes over cells of the household's row. */
  put(cells: Partial<Record<HouseholdColumn, string>>): void {
    Object.assign(this.cells, cells)
  }

  /** The number in a cell. */
  number(column: HouseholdColumn): number {
    return Number(this.cells[column].replaceAll(',', ''))
  }

  /** Writes over cells of a member's row. */
  putOf(row: MemberRow, cells: Partial<Record<MemberColumn, string>>): void {
    Object.assign(row.cells, cells)
  }

  lead(rule: string, about: LeadAbout = {}): void {
    this.household.lead(rule, about)
  }

  /** A lead on one row of the members. */
  leadOf(rule: string, { member }: MemberRow, about: Pick<LeadAbout, 'class' | 'severity'> = {}): void {
    this.household.memberLead(rule, member, about)
  }
}

/** The line of income above which a 一般贫困户 has to say why it is still poor; see H10. */
const NOT_POOR = 3100

/** Health that follows from age, and the illness that explains why a household is poor although it earns enough. */
function settleHealth(household: Household): void {
  const { members, support, out, incomePerHead } = household
  for (const member of members) member.health = healthOf(member)
  const earnsEnough =
    !out && support === 'none' && typeof incomePerHead === 'number' && incomePerHead > NOT_POOR
  if (!earnsEnough || members.some(member => member.health !== '健康' || studiesOn(member))) return
  const [head] = members
  if (head) head.health = '长期慢性病'
}
