/** The second fence of the log: whatever reaches a line, nothing in it looks like an ID number. */
import { foldCode } from '../../connectors/fold.ts'
import { maskId, maskText } from '../../connectors/mask.ts'

/**
 * Ids of our own, which would be mistaken for somebody's: a run (no ID number begins with 20), a SHA-256, the first
 * twelve of one. Digits alone are never taken for a digest.
 */
const OWN_IDS =
  /(?<![\p{L}\p{N}])(?:20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d-[0-9a-f]{8}|(?=\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{12}))(?![\p{L}\p{N}])/gu

/** Fifteen digits and more, however they are set apart. A log loses nothing by taking a row of numbers for one. */
const MANY_DIGITS = /\p{Nd}(?:[\s\p{Z}\p{Cf}-]{0,3}\p{Nd}){13,}[\s\p{Z}\p{Cf}-]{0,3}[\p{Nd}XxＸｘ]/gu

const LONGEST_TEXT = 4000
const DEEPEST = 6
/** A number of 15 digits and more is an ID number that was read as one. */
const LARGEST_NUMBER = 1e14
const NOT_SHOWN = '?'

export function redactText(text: string): string {
  // What is cut off may have been the end of a number.
  const cut =
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/[\p{L}\p{N}\p{Cf}]+$/u, '')}…` : text
  let masked = ''
  let from = 0
  for (const own of cut.matchAll(OWN_IDS)) {
    masked += maskDigits(cut.slice(from, own.index)) + own[0]
    from = own.index + own[0].length
  }
  return masked + maskDigits(cut.slice(from))
}

const maskDigits = (text: string): string =>
  maskText(text.replace(MANY_DIGITS, digits => maskId(foldCode(digits).replaceAll('-', ''))))

/** The value as it may be written: texts masked, however deep they lie; what is no plain value is not shown. */
export const redact = (value: unknown): unknown => redacted(value, 0)

function redacted(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value)
    case 'number':
      return Math.abs(value) < LARGEST_NUMBER ? redactedNumber(value) : NOT_SHOWN
    case 'boolean':
    case 'undefined':
      return value
    case 'object':
      return value === null ? null : redactedObject(value, depth + 1)
    default:
      return NOT_SHOWN
  }
}

/** A fraction may be digits that somebody divided. */
const redactedNumber = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(10))

function redactedObject(value: object, depth: number): unknown {
  if (depth > DEEPEST) return NOT_SHOWN
  if (Array.isArray(value)) return value.map(item => redacted(item, depth))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return NOT_SHOWN
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redactText(name), redacted(item, depth)]),
  )
}
