/** A label has few values, and none that is somebody's: words of the program, without digits. */
const WORD = /^[a-z][a-z._-]{0,59}$/i
const OTHER = 'other'

export const labelOf = (text: string): string => (WORD.test(text) ? text : OTHER)
