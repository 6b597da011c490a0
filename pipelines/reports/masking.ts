/**
 * What a report may show of values that hold an ID number, or might. Codes (village, plate, certificate) are data
 * that leads are found again by, so they are masked only where they are a person's key.
 */
import { judgeId, maskId, maskText } from '../../connectors/id-number.ts'

/** Digits with anything but letters, digits and asterisks between them, as far as they may be one number. */
const SCATTERED = /\p{Nd}(?:[^\p{L}\p{Nd}*]{0,3}[\p{Nd}XxＸｘ])*/gu
const DIGIT = /[\p{Nd}XxＸｘ]/gu
/** The shortest ID number. */
const SHORTEST_ID = 15
const SHOWN_AHEAD = 6
const SHOWN_BEHIND = 4

/**
 * A delivered value: no run is left that could be a full ID, whatever stands between its digits. Scattered digits
 * first: masking a part of them would hide that they belong together.
 */
export const maskValue = (value: string): string =>
  maskText(
    value.replace(SCATTERED, run => {
      const digits = run.match(DIGIT)?.length ?? 0
      if (digits < SHORTEST_ID) return run
      let place = 0
      return run.replace(DIGIT, digit => {
        place++
        return place > SHOWN_AHEAD && place <= digits - SHOWN_BEHIND ? '*' : digit
      })
    }),
  )

const EIGHTEEN = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g
/** A day after every birth date: here only the form and the check character tell an ID from a code. */
const ANY_DAY = '2099-12-31'

/** A code: as it is, unless it is (or holds) a valid ID number. Some places use the head's ID as 户号. */
export const maskCode = (code: string): string =>
  code.replace(EIGHTEEN, run => ('key' in judgeId(run, ANY_DAY) ? maskId(run) : run))

/** How the parts of a lead are shown. */
export interface Shown {
  readonly id: (text: string) => string
  readonly code: (text: string) => string
  readonly text: (text: string) => string
  readonly value: (text: string) => string
}

const asIs = (text: string): string => text

/** The maskers of a report: those that mask, or, with `--unmasked`, those that do not. */
export const shownAs = (masked: boolean): Shown =>
  masked
    ? { id: maskId, code: maskCode, text: maskText, value: maskValue }
    : { id: asIs, code: asIs, text: asIs, value: asIs }
