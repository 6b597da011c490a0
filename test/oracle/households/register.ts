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

/** What counts of a register (contract §3): of a 户编号 the first row; of members and measures those whose household is there. */
export function accepted(register: Register): Register {
  const seen = new Set<string>()
  const first = register.households.rows.filter(row => {
    const code = codeIn(row, '户编号')
    return !seen.has(code) && seen.add(code)
  })
  const tied = (table: Table): Table => ({
    ...table,
    rows: table.rows.filter(row => seen.has(codeIn(row, '户编号'))),
  })
  return {
    ...register,
    households: { ...register.households, rows: first },
    members: tied(register.members),
    measures: register.measures && tied(register.measures),
  }
}
