/** Telephone numbers and bank cards: unique by construction, so that only planted ones stand in two places. */

const PREFIXES = ['138', '159', '187', '136'] as const
const EIGHT_DIGITS = 1e8
/** More than any household has, so that no two households share a number. */
export const MOST_NUMBERS = 16
/** Has no factor with 10: neighbours get numbers that look unrelated, and no two the same. */
const SCATTER = 57_885_161

/** The `nth` number of a household; 0 is that of the household itself. */
export function phoneOf(household: number, nth: number): string {
  const ordinal = household * MOST_NUMBERS + nth
  // eight digits at a time: the product stays far below the precision of numbers
  const scattered = Number((BigInt(ordinal) * BigInt(SCATTER)) % BigInt(EIGHT_DIGITS))
  return `${PREFIXES[nth % PREFIXES.length]}${String(scattered).padStart(8, '0')}`
}

/** The card of a household: 19 digits, the last one right by Luhn. */
export function cardOf(household: number): string {
  const digits = `621226${String(household).padStart(12, '0')}`
  return digits + luhnOf(digits)
}

/** The check digit that makes `digits` and itself right by Luhn (ISO/IEC 7812-1). */
function luhnOf(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

export const BANKS = ['云南省农村信用社', '中国农业银行', '中国邮政储蓄银行', '富滇银行'] as const
