/** Tables in plain text: the first column to the left, figures to the right. */
const GAP = '  '

/** The rows are as long as the headers. */
export function textTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headers.map((header, n) => Math.max(header.length, ...rows.map(row => row[n]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join(GAP)
      .trimEnd()
  return [line(headers), widths.map(width => '-'.repeat(width)).join(GAP), ...rows.map(line)]
    .map(text => `${text}\n`)
    .join('')
}
