/** Whom the exit rules look at, and what they have in common. */
import { usable } from '../../../connectors/reading.ts'
import type { RuleContext } from '../../types.ts'
import type { RegisteredHousehold } from '../on-households.ts'
import { both } from '../text.ts'

/** Proposed for exit this year, or out since this year (已脱贫, not 稳定脱贫). */
export function isExitCandidate(
  { household }: { readonly household: Pick<RegisteredHousehold['household'], 'values'> },
  context: Pick<RuleContext, 'year'>,
): boolean {
  const { exitCandidate, exitState, exitYear } = household.values
  return exitCandidate === '是' || (exitState === '已脱贫' && usable(exitYear) === context.year)
}

export const exit = { version: 1, direction: 'exit', class: 'error', severity: 'A' } as const

export const CANDIDATE_ZH = '拟退出的户，或脱贫属性为已脱贫且脱贫年度为本年的户：'
export const CANDIDATE_EN = 'A household proposed for exit, or out (已脱贫) in the year of the comparison: '

export const RECORD_BEHIND = both('已整改到位，系统未更新', 'Put right already; the record is behind')
