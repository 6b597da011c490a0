import { readDate, usable } from '../../connectors/reading.ts'
import { wrongCall } from './call-error.ts'

/** The day that an option names, YYYY-MM-DD; undefined without one. @throws OperationalError (exit status 2) */
export function readDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const day = usable(readDate(text))
  if (day !== undefined) return day
  throw wrongCall(
    `--${option} 的值「${text}」不是日期；请写成 2017-11-20`,
    `--${option} is "${text}", which is no date; write 2017-11-20`,
  )
}
