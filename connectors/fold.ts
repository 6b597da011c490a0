/**
 * Folding: how delivered text is made comparable before anything is judged by it.
 *
 * Nothing here repairs a value. Folding only removes what carries no meaning: width, white space, invisible
 * characters, and the wrappings that spreadsheets put around numbers to keep them text.
 */

/** White space of any script, and characters that have no width (zero-width, bidi marks, soft hyphen, BOM). */
const INVISIBLE = /[\s\p{Z}\p{Cf}\u0085]+/gu
/** Text that folding cannot change: printable ASCII without quotes or `=`, and common Han. The fast way out. */
const PLAIN = /^[!#-&(-<>-_a-~\u4e00-\u9fff]*$/

const withoutInvisible = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '')

/** `="…"`, a pair of quotes of one kind around the whole, or a leading apostrophe, however they are nested. */
const WRAPPINGS: readonly RegExp[] = [
  /^="(.*)"$/s,
  /^"(.*)"$/s,
  /^'(.*)'$/s,
  /^[“”](.*)[“”]$/s,
  /^[‘’](.*)[‘’]$/s,
  /^['’‘](.*)$/s,
]

/** Wrappings that anybody nests. A cell of nothing but quotes is not worth more of our time. */
const DEEPEST = 8

/** Takes off what spreadsheets and exports wrap around a value: `="…"`, quotes, a leading apostrophe. */
function unwrap(text: string): string {
  let inner = text
  for (let depth = 0; depth < DEEPEST; depth++) {
    const match = WRAPPINGS.map(wrapping => wrapping.exec(inner)).find(found => found !== null)
    if (!match) return inner
    inner = match.at(-1) ?? ''
  }
  return inner
}

/** NFKC, no white space or invisible characters. For values compared as text: 姓名 apart, see {@link foldName}. */
export const foldText = (text: string): string => (PLAIN.test(text) ? text : withoutInvisible(text))

/** What a number, a date or a category is read from: folded text without wrappings. */
export const foldValue = (text: string): string => (PLAIN.test(text) ? text : unwrap(withoutInvisible(text)))

/** Codes (户编号, 户号, certificate numbers …): folded text without wrappings, upper case. */
export const foldCode = (text: string): string => foldValue(text).toUpperCase()

/** A number plate: a code also without the `·` between region and number, in any of its variants. */
export const foldPlate = (text: string): string => foldCode(text).replace(NAME_DOTS, '')

const NAME_DOTS = /[·•‧・．.]/gu

/** A person's name for comparison: no white space or invisible characters, none of `· • ‧ ・ ． .`. */
export const foldName = (text: string): string => foldText(text).replace(NAME_DOTS, '')

/** A column header for comparison: NFKC makes the brackets' width equal, white space goes. */
export const foldHeader = (text: string): string => foldText(text)

/** A categorical value for comparison: NFKC, white space removed, upper case. */
export const foldCategory = (text: string): string => foldValue(text).toUpperCase()

const MISSING: ReadonlySet<string> = new Set([
  '',
  '/',
  '\\',
  '—',
  '–',
  '-',
  '－',
  '无',
  '空',
  '不详',
  '未知',
  'NULL',
])

const LONGEST_MISSING = Math.max(...[...MISSING].map(text => text.length))

/** Whether folded text says that there is no value (contract §3, *Missing*). */
export const saysMissing = (folded: string): boolean =>
  folded.length <= LONGEST_MISSING && (MISSING.has(folded) || MISSING.has(folded.toUpperCase()))
