/** The values of rows as lists of readings, in the order of their definition: for who has many rows of one table. */
import type { Columns } from './column.ts'
import type { Reading } from './reading.ts'

/** A row's readings in the order of {@link valueProperties}; undefined where one is missing. */
export type Readings = readonly (Reading<unknown> | undefined)[]

const known = new WeakMap<Columns, readonly string[]>()

/** The properties of a row's values: all columns but IDs and the names that go with them. */
export function valueProperties(columns: Columns): readonly string[] {
  const before = known.get(columns)
  if (before) return before
  const properties = Object.entries(columns)
    .filter(([, { kind }]) => kind !== 'id' && kind !== 'name')
    .map(([property]) => property)
  known.set(columns, properties)
  return properties
}

/** The values by property; those that are missing are absent. */
export function valuesByProperty(properties: readonly string[], readings: Readings): object {
  const values: Record<string, unknown> = {}
  for (const [at, property] of properties.entries())
    if (readings[at] !== undefined) values[property] = readings[at]
  return values
}

/**
 * A row's values by property, each looked for when it is asked for: objects that have none of their own, so that they are
 * not to be spread or cloned; as JSON they are what {@link valuesByProperty} gives.
 */
export type ValuesView<S> = new (source: S, row: number) => object

/** @param look finds the value of a property, by its number, in a row of what holds it */
export function viewOf<S>(
  properties: readonly string[],
  look: (source: S, row: number, property: number) => unknown,
): ValuesView<S> {
  return class Values {
    readonly #source: S
    readonly #row: number

    constructor(source: S, row: number) {
      this.#source = source
      this.#row = row
    }

    toJSON(): object {
      return valuesByProperty(
        properties,
        properties.map((_, number) => look(this.#source, this.#row, number)),
      )
    }

    static {
      for (const [number, property] of properties.entries())
        Object.defineProperty(Values.prototype, property, {
          enumerable: true,
          get(this: Values) {
            return look(this.#source, this.#row, number)
          },
        })
    }
  }
}
