/** From this length on V8 makes a part of a string a view of the whole, which then stays in memory. */
const SHORTEST_VIEW = 13

/**
 * The same text in memory of its own. A cell is a view of the piece of the file that it was cut from: one kept
 * name would keep half a megabyte.
 */
export const detached = (text: string): string => (text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1))
