/** A page of the terminal: its width, its language, and tables on it. */
import type { Bilingual } from './model.ts'
import type { RunSummary } from './summary.ts'
import { padEnd, padStart, textWidth } from './text-width.ts'

export type Paint = (text: string) => string

/** What the sections of the summary share. */
export interface Page {
  readonly summary: RunSummary
  readonly width: number
  readonly bold: Paint
  readonly dim: Paint
  readonly warn: Paint
  readonly say: (text: Bilingual) => string
  readonly both: (zh: string, en: string) => string
  readonly number: (value: number) => string
}

export interface Column {
  readonly head: string
  readonly width: number
  readonly right?: boolean
}

export const GAP = '  '

/** One row of a table. */
export function line(columns: readonly Column[], cells: readonly string[]): string {
  const padded = columns.map(({ width, right }, place) => {
    const cell = cells[place] ?? ''
    return right ? padStart(cell, width) : padEnd(cell, width)
  })
  return padded.join(GAP).trimEnd()
}

export const headLine = (page: Page, columns: readonly Column[]): string =>
  page.dim(
    line(
      columns,
      columns.map(({ head }) => head),
    ),
  )

/** Width of a column of numbers: of its widest number or its head. */
export const numberWidth = (head: string, values: readonly string[]): number =>
  Math.max(textWidth(head), ...values.map(textWidth))
