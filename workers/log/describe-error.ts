/** An error as the log tells it: what it is and where, never the message of one that is not ours. */
import { fileURLToPath } from 'node:url'
import { isBilingual } from '../../connectors/bilingual.ts'
import type { Bilingual } from '../../connectors/definition.ts'
import { codeOf } from './fields.ts'

export interface DescribedError {
  readonly name: string
  readonly code?: string
  readonly text: Bilingual
  /** Where in the program, the innermost place first. */
  readonly at?: readonly string[]
  readonly cause?: DescribedError
}

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const PLACE = /^\s+at (?:.*\()?(?:file:\/\/)?(\/[\w./@+-]+:\d+:\d+)\)?$/
const MOST_PLACES = 6
const DEEPEST_CAUSE = 3

/**
 * Messages of other people's errors hold what they failed at: a row, a key, a piece of JSON. Only errors of our own,
 * which carry a sentence in two languages, are quoted.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: 'unknown', text: INSIDE }
  const code = codeOf('code' in error ? error.code : undefined)
  const own = 'text' in error && isBilingual(error.text) ? error.text : undefined
  const at = own === undefined ? placesOf(error) : []
  return {
    name: codeOf(error.name) ?? 'Error',
    ...(code === undefined ? {} : { code }),
    text: own ? { zh: own.zh, en: own.en } : code === undefined ? INSIDE : refused(code),
    ...(at.length > 0 ? { at } : {}),
    ...(error.cause === undefined || depth === DEEPEST_CAUSE
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  }
}

const INSIDE: Bilingual = {
  zh: '程序内部错误; 请把这一行日志交给开发者',
  en: 'an error inside the program; hand this line to its developers',
}
const refused = (code: string): Bilingual => ({
  zh: `操作没有成功, 代码 ${code}`,
  en: `the operation failed with the code ${code}`,
})

/** Behind the message, which has lines of its own. */
function placesOf(error: Error): readonly string[] {
  const stack = String(error.stack ?? '')
  const begin = stack.indexOf(error.message)
  return (begin < 0 ? stack : stack.slice(begin + error.message.length))
    .split('\n')
    .flatMap(line => PLACE.exec(line)?.[1] ?? [])
    .slice(0, MOST_PLACES)
    .map(place => (place.startsWith(PROJECT) ? place.slice(PROJECT.length) : place))
}
