/** A register as the oracle sees it: delivered tables, joined by nothing but folded codes. */
import { type Field, fieldOf, foldCode, type Row, type Table } from './cells.ts'

export interface Register {
  readonly asOf: string
  readonly households: Table
  readonly members: Table
  readonly measures: Table | null
  readonly villages: Table | null
  readonly hamlets: Table | null
}

/** Parameters of the policy; undefined where it says nothing for the day. */
export type Parameters = (name: string) => number | undefined

export const codeIn = (row: Row, header: string): string => foldCode(row[header] ?? '')

export const rowsOf = (table: Table | null, header: string, code: string): readonly Row[] =>
  (table?.rows ?? []).filter(row => codeIn(row, header) === code)

export const reader =
  (table: Table, row: Row) =>
  (header: string): Field =>
    fieldOf(table, row, header)
