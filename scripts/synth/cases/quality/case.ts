/**
 * A case of data quality: the register says something wrong, or implausible, about one household or one member.
 *
 * `shape` decides who lives there before any department hears of it; `write` changes the rows that the register
 * writes, and plants the leads that follow from them. What `shape` does stays from day to day; what `write` does can
 * be corrected, and come back with another value.
 */
import type { Household } from '../../household.ts'
import type { Sheet } from '../../register/sheet.ts'
import type { PlantedLead } from '../../truth.ts'

export interface QualityCase {
  /** The rules whose leads it plants; the first is what it is about. None: it just fails to be one. */
  readonly rules: readonly string[]
  /** `beside`: also where the household has a case about departments that leaves the register alone. */
  readonly where: 'ordinary' | 'beside'
  /** Only where many registered households live. */
  readonly populous?: true
  /** The class of its first lead, where it is not that of the rule. */
  readonly class?: PlantedLead['class']
  readonly shape?: (household: Household) => void
  /** `turn` counts the values that it has had, from 0; `previous` is the household written before. */
  readonly write: (sheet: Sheet, turn: number, previous: Sheet | undefined) => void
}

/** Cases by what they plant. */
export const planting =
  (where: QualityCase['where']) =>
  (
    rules: string,
    write: QualityCase['write'],
    shape?: QualityCase['shape'],
    own: Pick<QualityCase, 'populous' | 'class'> = {},
  ): QualityCase => ({
    rules: rules === '' ? [] : rules.split(' '),
    where,
    write,
    ...own,
    ...(shape ? { shape } : {}),
  })

/** One of the values, another one at each turn. */
export const turning = <T>(values: readonly T[], turn: number): T => values[turn % values.length] as T
