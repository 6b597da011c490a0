/** What is new: dated within some months before the day of the comparison. */
import type { IsoDate, Reading } from '../../../connectors/reading.ts'
import type { RuleContext } from '../../types.ts'
import { isDate, monthsBefore } from '../conditions.ts'

export const RECENT_MONTHS = 'monitoring.recentMonths'

/** Whether a date is new; undefined where the policy does not say how far back that goes. */
export function isRecent(date: Reading<IsoDate>, context: RuleContext): boolean | undefined {
  if (!isDate(date) || date > context.asOf) return false
  const months = context.parameter(RECENT_MONTHS)
  return months === undefined ? undefined : date >= monthsBefore(context.asOf, months)
}
