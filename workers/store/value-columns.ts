/**
 * Values of the rows of one table in columns, as blocks hold them: the names of properties stand there once, and what is the
 * same in every row, too. Pure.
 */
import { type Readings, type ValuesView, viewOf } from '../../connectors/values.ts'

/**
 * By property, in the order of the definition: a value for each row, null where it is missing; a single one if all rows have
 * the same; none if no row has any.
 */
export type StoredColumns = Readonly<Record<string, readonly unknown[]>>

export function storedColumns(properties: readonly string[], rows: readonly Readings[]): StoredColumns {
  const columns: Record<string, readonly unknown[]> = {}
  for (const [number, property] of properties.entries()) {
    const first = rows[0]?.[number]
    if (rows.every(readings => readings[number] === first))
      columns[property] = first === undefined ? [] : [first]
    else columns[property] = rows.map(readings => readings[number] ?? null)
  }
  return columns
}

type Columns = readonly (readonly unknown[])[]

const valueAt = (columns: Columns, row: number, property: number): unknown => {
  const column = columns[property]
  return (column?.length === 1 ? column[0] : column?.[row]) ?? undefined
}

/** One class for all blocks of a table: rules see objects of one shape. */
const views = new Map<string, ValuesView<Columns>>()

/** Values out of columns. */
export class ValueColumns {
  readonly properties: readonly string[]
  readonly #columns: Columns
  readonly #View: ValuesView<Columns>

  constructor(stored: StoredColumns) {
    this.properties = Object.keys(stored)
    this.#columns = Object.values(stored)
    const name = this.properties.join('\n')
    this.#View = views.get(name) ?? viewOf(this.properties, valueAt)
    views.set(name, this.#View)
  }

  /** The values of a row, from 0, by property. */
  of(row: number): object {
    return new this.#View(this.#columns, row)
  }

  /** The same as a list. */
  readings(row: number): Readings {
    return this.properties.map((_, property) => valueAt(this.#columns, row, property))
  }
}
