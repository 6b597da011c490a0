/** When the nightly comparison is due, as cron says it: five fields, at most one time a day. */
import { type CronExpression, CronExpressionParser } from 'cron-parser'

export const DEFAULT_CRON = '0 2 * * *'

/** Seconds before the five fields are accepted, `@daily` and its like too. */
const FIELDS = /^(?:@[a-z]+|\S+(?:\s+\S+){4,5})$/

/** On the clocks of UTC, which never change: zones are {@link zoneClock}'s. @throws where it is no cron expression */
export const parseCron = (text: string): CronExpression => CronExpressionParser.parse(text, { tz: 'UTC' })

/** Whether it says when the nightly comparison is due: it can be read, comes at all, and not twice a day. */
export function isNightly(text: string): boolean {
  // H is a time that the parser draws anew whenever it reads it.
  if (!FIELDS.test(text.trim()) || /H/.test(text)) return false
  try {
    const expression = parseCron(text)
    const { second, minute, hour } = expression.fields
    return [second, minute, hour].every(({ values }) => values.length === 1) && expression.hasNext()
  } catch {
    return false
  }
}
