/** Predicates of the many rules that say no more than that a field is empty. */

import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import type { RegisterRow, RegisterTableId, SourceFile } from '../types.ts'
import { type Judgement, NO_COLUMN } from './judgement.ts'

interface Row<T extends RegisterTableId> {
  readonly file: SourceFile
  readonly values: RegisterRow<T>
}

type Property<T extends RegisterTableId> = keyof RegisterRow<T> & string

/** The header of a column of the register, as messages call the field. */
export const headerOf = <T extends RegisterTableId>(table: T, property: Property<T>): string =>
  (REGISTER_TABLES[table].columns as Readonly<Record<string, { readonly header: string }>>)[property]
    ?.header ?? property

/**
 * Which of the fields are empty: 「性别、民族为空」. Fields that the file has no column of are not concluded, unless
 * others are empty.
 */
export function emptyAmong<T extends RegisterTableId>(
  table: T,
  { file, values }: Row<T>,
  properties: readonly Property<T>[],
): Judgement {
  // Asked of every row of the city, and mostly in vain.
  if (properties.every(property => values[property] !== undefined)) return undefined
  const missing = properties.filter(property => values[property] === undefined)
  const empty = missing.filter(property => file.columns.has(property))
  if (empty.length === 0) return NO_COLUMN
  return `${empty.map(property => headerOf(table, property)).join('、')}为空`
}
