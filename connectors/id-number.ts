/**
 * 公民身份号码: folding, judging and masking ID numbers (contract §3).
 *
 * A key is 18 characters of GB 11643: 6 digits of area, 8 of birth date, 3 of sequence, and the ISO 7064 MOD 11-2
 * check character. Whatever is not a key after folding is a reject with a reason; nothing is ever repaired.
 */
import { foldCode, foldText, saysMissing } from './fold.ts'
import { type IsoDate, isCalendarDate } from './reading.ts'

/** Why a text is no ID number, in the order in which it is tested. */
export type IdRejectReason =
  | 'empty'
  | 'masked'
  | 'scientific'
  | 'precision_lost'
  | 'length'
  | 'characters'
  | 'date'
  | 'check_digit'

/** Why a cell or a row was not taken. `orphan` and `duplicate` are found across rows, by who reads the register. */
export type RejectReason = IdRejectReason | 'columns' | 'required' | 'orphan' | 'duplicate'

/** `suspectPrecision`: 18 digits ending 000 whose check character is right, 1 in 11 of the spoilt ones. */
export type JudgedId =
  | { readonly key: string; readonly suspectPrecision: boolean }
  | { readonly reason: IdRejectReason }

/** One of the IDs of a cell, with its text as delivered. */
export type IdInCell = JudgedId & { readonly text: string }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'

/** The check character of the first 17 characters of `digits`, which must be decimal digits. */
export function checkCharacter(digits: string): string {
  let sum = 0
  for (let place = 0; place < 17; place++) sum += (digits.charCodeAt(place) - 48) * (WEIGHTS[place] ?? 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

const EIGHTEEN = /^\d{17}[\dX]$/
const SCIENTIFIC = /^\d+(?:\.\d+)?E[+-]\d+$/
/** By number of characters: 15 old form, 18, disability certificates of 20 and 22 (reissued: B and a digit). */
const FORMS: Readonly<Record<number, RegExp>> = {
  15: /^\d{15}$/,
  18: EIGHTEEN,
  20: /^\d{17}[\dX]\d{2}$/,
  22: /^\d{17}[\dX]\d{2}B\d$/,
}
/** Days as numbers of eight digits. */
const EARLIEST = 1900_01_01
/** From here on a double has 16 digits, and a spreadsheet keeps 15. */
const SIXTEEN_DIGITS = 1e15

/** A cell as text: numbers without exponent. */
export function cellText(cell: string | number): string {
  if (typeof cell === 'string') return cell
  if (Number.isInteger(cell)) return Math.abs(cell) < 1e21 ? String(cell) : BigInt(cell).toString()
  const text = String(cell)
  return text.includes('e') ? cell.toFixed(20).replace(/\.?0+$/, '') : text
}

/** An ID cell folded for judging: what identifies a person who has no valid key. */
export const foldId = (cell: string | number): string => foldCode(cellText(cell))

/**
 * Judges one ID number; the cell is taken as a whole.
 * @param cutoff the delivery's 数据截止日期: nobody in it is born later
 */
export function judgeId(cell: string | number, cutoff: IsoDate): JudgedId {
  if (typeof cell === 'number' && Math.abs(cell) >= SIXTEEN_DIGITS) return { reason: 'precision_lost' }
  // Folding would not change it.
  if (typeof cell === 'string' && EIGHTEEN.test(cell))
    return judgeEighteen(cell, cutoff, cell.endsWith('000'))
  return judgeFolded(foldId(cell), cutoff)
}

function judgeFolded(text: string, cutoff: IsoDate): JudgedId {
  if (EIGHTEEN.test(text)) return judgeEighteen(text, cutoff, text.endsWith('000'))
  if (text === '') return { reason: 'empty' }
  if (text.includes('*')) return { reason: 'masked' }
  if (SCIENTIFIC.test(text)) return { reason: 'scientific' }
  // Characters outside the BMP count once, as a reader counts them.
  const form = FORMS[[...text].length]
  if (!form) return { reason: 'length' }
  if (!form.test(text)) return { reason: 'characters' }
  if (text.length !== 15) return judgeEighteen(text.slice(0, 18), cutoff, false)
  const digits = `${text.slice(0, 6)}19${text.slice(6)}`
  return hasBirthDate(digits, cutoff)
    ? { key: digits + checkCharacter(digits), suspectPrecision: false }
    : { reason: 'date' }
}

function judgeEighteen(text: string, cutoff: IsoDate, endsInZeros: boolean): JudgedId {
  const checks = checkCharacter(text) === text.charAt(17)
  if (endsInZeros && !checks) return { reason: 'precision_lost' }
  if (!hasBirthDate(text, cutoff)) return { reason: 'date' }
  return checks ? { key: text, suspectPrecision: endsInZeros } : { reason: 'check_digit' }
}

function hasBirthDate(text: string, cutoff: IsoDate): boolean {
  let day = 0
  for (let place = 6; place < 14; place++) day = day * 10 + text.charCodeAt(place) - 48
  return (
    day >= EARLIEST &&
    day <= eightDigits(cutoff) &&
    isCalendarDate(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100)
  )
}

let newest: { readonly date: IsoDate; readonly day: number } = { date: '', day: 0 }

/** A date as a number of eight digits. That of a whole file is asked for with every row of it. */
function eightDigits(date: IsoDate): number {
  if (newest.date !== date) newest = { date, day: Number(date.replaceAll('-', '')) }
  return newest.day
}

/** Separators of several persons in one cell, and the widths that NFKC makes equal to them. */
const SEPARATOR = /[、､,，;；/／]/
const WHITE_SPACE = /[\s\p{Z}\u0085]+/u
/** A wrapping around the whole cell: `="…"`, quotes, a leading apostrophe. Quotes inside belong to single parts. */
const WRAPPED = /^(?:="([^"]*)"|(["'“”‘’])([^"'“”‘’]*)["'“”‘’]|['’‘]([^'’‘]*))$/

const unwrapped = (cell: string): string => {
  const match = WRAPPED.exec(cell.trim())
  return match ? (match[1] ?? match[3] ?? match[4] ?? '') : cell
}

/**
 * Judges every ID of a cell, in their order: joint owners are several persons of one row. A cell in which nothing
 * stands is one ID that is `empty`.
 */
export function judgeIdCell(cell: string | number, cutoff: IsoDate): readonly IdInCell[] {
  const text = cellText(cell)
  const whole: IdInCell = { ...judgeId(cell, cutoff), text }
  if (typeof cell === 'number' || 'key' in whole) return [whole]
  const ids: IdInCell[] = []
  for (const part of unwrapped(text).split(SEPARATOR)) {
    if (foldId(part) !== '') ids.push(...judgePart(part, cutoff))
  }
  return ids.length > 0 ? ids : [{ reason: 'empty', text }]
}

/** A part that is no ID as a whole is split at white space if that uncovers an ID. */
function judgePart(part: string, cutoff: IsoDate): readonly IdInCell[] {
  const text = part.trim()
  const whole: IdInCell = { ...judgeId(text, cutoff), text }
  if ('key' in whole) return [whole]
  const pieces = text.split(WHITE_SPACE).filter(piece => foldId(piece) !== '')
  if (pieces.length < 2) return [whole]
  const judged = pieces.map((piece): IdInCell => ({ ...judgeId(piece, cutoff), text: piece }))
  return judged.some(id => 'key' in id) ? judged : [whole]
}

/** The names of a cell, split where IDs are, but not at white space; empty parts are dropped. */
export function splitNames(cell: string): string[] {
  return cell
    .split(SEPARATOR)
    .map(part => part.trim())
    .filter(part => foldText(part) !== '')
}

/**
 * The name of the n-th of `ids` IDs of a row; undefined where the row names nobody: the cell holds another number
 * of names, or the name says that it is missing.
 */
export function nameAt(cell: string, ids: number, n: number): string | undefined {
  if (!SEPARATOR.test(cell)) return ids === 1 ? nameOf(cell.trim()) : undefined
  const names = splitNames(cell)
  return names.length === ids ? nameOf(names[n] ?? '') : undefined
}

const nameOf = (name: string): string | undefined => (saysMissing(foldText(name)) ? undefined : name)

/** The birth date that characters 7 to 14 of a key give. */
export const birthDate = (key: string): IsoDate =>
  `${key.slice(6, 10)}-${key.slice(10, 12)}-${key.slice(12, 14)}`

/** Full years of age at `asOf`. Who is born on 29 February has the birthday on 1 March in other years. */
export function ageAt(birth: IsoDate, asOf: IsoDate): number {
  const years = Number(asOf.slice(0, 4)) - Number(birth.slice(0, 4))
  return asOf.slice(5) < birth.slice(5) ? years - 1 : years
}

export { maskId, maskText } from './mask.ts'
