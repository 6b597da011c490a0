import { wrongCall } from './call-error.ts'
import type { Call } from './command.ts'

/** The value of an option that takes a whole number. @throws OperationalError (exit status 2) */
export function wholeNumber(
  call: Call,
  option: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const text = call.value(option)
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw wrongCall(
    `--${option} 的值是「${text}」；应为 ${least} 到 ${most} 的整数`,
    `--${option} is "${text}"; it takes a whole number from ${least} to ${most}`,
  )
}
