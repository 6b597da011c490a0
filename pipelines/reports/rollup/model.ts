/**
 * Roll-ups 汇总 of a whole run for the people who prepare the exit file: what villages and counties look like, made
 * from the register and the leads of one comparison.
 *
 *  - candidate 退出对象: a household that the exit rules look at;
 *  - criterion 条件: one of the six that a household has to meet, with the rules that look at it;
 *  - not concluded 未下结论: a rule that had no data for a county. Nothing found there means nothing.
 */
import type { CountyCode, CountyName, Lead, NotConcluded, RunStamp } from '../model.ts'

export interface RollupHousehold {
  readonly code: string
  readonly county: CountyCode
  readonly township: string
  /** 12 digits, or ''. */
  readonly village: string
  readonly villageName: string
  readonly headName: string
  /** Rows of members. */
  readonly persons: number
  readonly candidate: boolean
  /** Not yet out of poverty: 未脱贫 or 返贫. Undefined: the register does not say. */
  readonly poor?: boolean
  /** Kinds of the measures that the register has for it. */
  readonly measures: readonly string[]
}

/** A row of the register's table of villages. */
export interface RollupVillage {
  readonly code: string
  readonly name: string
  readonly township: string
  /** 总人口数; absent where the table does not say. */
  readonly people?: number
}

export interface RollupSnapshot {
  readonly run: RunStamp
  readonly households: readonly RollupHousehold[]
  /** Absent where the register was given without the table. */
  readonly villages?: readonly RollupVillage[]
  /** Of the directions that a roll-up is about, of all counties of the run. */
  readonly leads: readonly Lead[]
  readonly notConcluded: readonly NotConcluded[]
  readonly counties: readonly CountyName[]
  /** Empty: all. */
  readonly only: readonly CountyCode[]
}
