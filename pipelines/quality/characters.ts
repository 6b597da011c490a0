/** How many characters a text has as a reader counts them. */

const SURROGATE = /[\ud800-\udfff]/

/** Characters by their places, from 0; the last one is not taken. */
export const placesOf = (text: string, from: number, to: number): string =>
  SURROGATE.test(text) ? [...text].slice(from, to).join('') : text.slice(from, to)

/** By code points: a rare character of a name is one, wherever Unicode puts it. */
export const lengthOf = (text: string): number => (SURROGATE.test(text) ? [...text].length : text.length)
