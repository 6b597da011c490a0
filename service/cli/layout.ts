/** Laying out text in columns of a terminal. */
import { padEnd, padStart, textWidth, wrap } from '../../pipelines/reports/text-width.ts'

const LONGEST_NAME = 34

/** Names on the left, what they mean on the right, wrapped under itself; a long name gets a line of its own. */
export function entries(pairs: readonly (readonly [string, string])[], width: number, indent = 2): string[] {
  const names = pairs.map(([name]) => textWidth(name)).filter(length => length <= LONGEST_NAME)
  const column = Math.max(0, ...names)
  const margin = ' '.repeat(indent)
  const room = Math.max(24, width - indent - column - 2)
  return pairs.flatMap(([name, what]) => {
    const [first = '', ...rest] = wrap(what, room)
    const under = rest.map(line => `${margin}${' '.repeat(column)}  ${line}`)
    return textWidth(name) <= column
      ? [`${margin}${padEnd(name, column)}  ${first}`.trimEnd(), ...under]
      : [`${margin}${name}`, `${margin}${' '.repeat(column)}  ${first}`.trimEnd(), ...under]
  })
}

/** Wrapped text behind a mark, hanging: `  · …`. */
export const bullets = (texts: readonly string[], width: number, mark = '·'): string[] =>
  texts.flatMap(text =>
    wrap(text, Math.max(24, width - 2 - textWidth(mark) - 1)).map((line, at) =>
      at === 0 ? `  ${mark} ${line}` : `  ${' '.repeat(textWidth(mark))} ${line}`,
    ),
  )

export interface TableColumn {
  readonly head: string
  readonly right?: true
}

/** A table as wide as its cells; the last column is not filled. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  indent = 2,
): string[] {
  const widths = columns.map(({ head }, at) =>
    Math.max(textWidth(head), ...rows.map(row => textWidth(row[at] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    `${' '.repeat(indent)}${columns
      .map(({ right }, at) => (right ? padStart : padEnd)(cells[at] ?? '', widths[at] ?? 0))
      .join('  ')}`.trimEnd()
  return [line(columns.map(({ head }) => head)), ...rows.map(line)]
}

/** 1,234,567. */
export const count = (number: number): string => number.toLocaleString('en-US')
