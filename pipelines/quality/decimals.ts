/** Figures with decimals against what was computed of others: 0.8 亩 is not more than 0.7 and 0.1 together. */

/** Less than any difference that a register can state, more than what a computed decimal may be off. */
const ROUNDING = 1e-6

export const isMore = (figure: number, than: number): boolean => figure - than > ROUNDING
