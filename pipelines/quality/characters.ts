/** How many characters a text has as a reader counts them. */

const SURROGATE = /[\ud800-\udfff]/

/** By code points: a rare character of a name is one, wherever Unicode puts it. */
export const lengthOf = (text: string): number => (SURROGATE.test(text) ? [...text].length : text.length)
