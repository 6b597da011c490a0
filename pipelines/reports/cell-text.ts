/** A text as a cell of a workbook takes it. */
import { neutralised } from './csv.ts'

/** The longest text that a cell may hold. */
export const LONGEST_CELL = 32_767
/** What XML 1.0 forbids, and what only confuses: carriage returns, lone surrogates. */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/gu
/** `_x0041_` in a text would be read as an escaped character. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g
/** Texts that a writer takes for a cell error. */
const ERROR_TEXT = /^#(?:[A-Z/0]+[!?]|N\/A|GETTING_DATA)$/

/** A text as a cell takes it: no forbidden characters, no formula, not too long. */
export function cellOf(text: string): string {
  const clean = text.replaceAll('\r\n', '\n').replace(FORBIDDEN, '').replace(LOOKS_ESCAPED, '_x005F_')
  const safe = neutralised(ERROR_TEXT.test(clean) ? `'${clean}` : clean)
  return safe.length > LONGEST_CELL
    ? `${safe.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : safe
}
