/** Masking: what may be shown of a text that is, or may hold, an ID number. */
import { foldCode } from './fold.ts'

const KEPT_AHEAD = 6
const KEPT_BEHIND = 4

/**
 * A delivered ID as it may be shown: `530129********1234`. Of a folded text longer than 10 characters the first 6
 * and the last 4 are kept; a shorter one cannot be an ID and stays.
 */
export function maskId(text: string): string {
  const characters = [...foldCode(text)]
  const hidden = characters.length - KEPT_AHEAD - KEPT_BEHIND
  if (hidden <= 0) return characters.join('')
  return (
    characters.slice(0, KEPT_AHEAD).join('') + '*'.repeat(hidden) + characters.slice(-KEPT_BEHIND).join('')
  )
}

/** Letters and digits of any width, with invisible characters among them. */
const RUN = /[\p{Nd}A-Za-zＡ-Ｚａ-ｚ](?:\p{Cf}*[\p{Nd}A-Za-zＡ-Ｚａ-ｚ]){10,}/gu
const DIGITS = /\p{Nd}(?:\p{Cf}*\p{Nd}){9,}\p{Cf}*[\p{Nd}XxＸｘ]/gu
/** Groups of digits with white space or hyphens between them: 530129 19900307 1234. */
const GROUPED = /(?<!\p{Nd})\p{Nd}+(?:[\s\p{Z}\p{Cf}-]{1,3}[\p{Nd}XxＸｘ]+)+(?![\p{Nd}A-Za-z])/gu
const UNGROUPED =
  /^\d{6}(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dX]|\d{2}(?:0[1-9]|1[0-2])\d{5})(?:\d{2}(?:B\d)?)?$/
const LETTERS_OF_AN_ID = 3

/**
 * Masks every run in free text that could be an ID number: 11 and more letters and digits, all digits but for a few
 * (the X, a certificate's B, a mistyped O), and groups of digits that join to an ID.
 */
export function maskText(text: string): string {
  return text
    .replace(GROUPED, groups => {
      const joined = foldCode(groups).replaceAll('-', '')
      return UNGROUPED.test(joined) ? maskId(joined) : groups
    })
    .replace(RUN, run => {
      const letters = foldCode(run).replace(/\d/g, '').length
      return letters <= LETTERS_OF_AN_ID ? maskId(run) : run.replace(DIGITS, maskId)
    })
}
