/**
 * What the register says of one household: the cells of its row and of its members' rows, as they will be written.
 * Cases of data quality change single cells, and plant the leads that follow.
 */
import type { Household, LeadAbout, Member, MemberLeadAbout } from '../household.ts'
import { healthOf, studiesOn } from '../livelihood.ts'
import { Random } from '../random.ts'
import type { PlantedLead } from '../truth.ts'
import { type HouseholdCells, type HouseholdColumn, householdCells } from './household-cells.ts'
import { type MemberCells, type MemberColumn, memberCells } from './member-cells.ts'

export interface MemberRow {
  readonly member: Member
  readonly cells: MemberCells
}

const TRANSFERS: ReadonlySet<string> = new Set([
  '计划生育金',
  '低保金',
  '五保金',
  '养老保险金',
  '生态补偿金',
  '其他转移性收入',
])
export type IncomeColumn =
  | '工资性收入'
  | '财产性收入'
  | '计划生育金'
  | '低保金'
  | '五保金'
  | '养老保险金'
  | '生态补偿金'
  | '其他转移性收入'

export class Sheet {
  readonly household: Household
  readonly cells: HouseholdCells
  readonly members: readonly MemberRow[]
  readonly leads: PlantedLead[] = []

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

  get first(): MemberRow {
    return this.members[0] as MemberRow
  }

  /** The member who joined last: whom a case is about. */
  get last(): MemberRow {
    return this.members.at(-1) as MemberRow
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

  /**
   * Writes another amount into a column of income, and lets the farm make up for it, so that all sums stay right:
   * what is missing it earns, what is too much it spends.
   */
  pay(column: IncomeColumn, amount: number): void {
    const more = amount - this.number(column)
    this.put({ [column]: String(amount) })
    if (TRANSFERS.has(column)) this.add('转移性收入', more)
    this.add('生产经营性收入', Math.abs(more))
    if (more > 0) this.add('生产经营性支出', 2 * more)
    this.add('年收入', more + Math.abs(more))
  }

  /** The farm earns and spends these amounts; what it earned before comes as another transfer. */
  farm(earned: number, spent: number): void {
    const before = this.number('生产经营性收入') - this.number('生产经营性支出')
    const transferred = before - (earned - spent)
    this.add('年收入', earned - this.number('生产经营性收入') + transferred)
    this.put({ 生产经营性收入: String(earned), 生产经营性支出: String(spent) })
    this.add('其他转移性收入', transferred)
    this.add('转移性收入', transferred)
  }

  add(column: HouseholdColumn, amount: number): void {
    this.put({ [column]: String(Math.round((this.number(column) + amount) * 100) / 100) })
  }

  lead(rule: string, about: LeadAbout = {}): void {
    this.leads.push(this.household.leadAbout(rule, about))
  }

  /** A lead on one row of the members. */
  leadOf(rule: string, { member }: MemberRow, about: MemberLeadAbout = {}): void {
    this.leads.push(this.household.memberLead(rule, member, about))
  }

  /** All that it says, to compare one day's with another's. */
  get text(): string {
    return JSON.stringify([this.cells, this.members.map(({ cells }) => cells)])
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
