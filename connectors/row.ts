/** Rows: one record of a table through the eyes of its definition. Cells are read when they are asked for. */
import type { Column, ColumnKind, Columns } from './column.ts'
import type { CellOf, PersonRole, RowOf, RowReader, TableDefinition } from './definition.ts'
import { detached } from './detach.ts'
import type { FoundColumn } from './header.ts'
import { cellText, foldId } from './id-number.ts'
import type { Reading } from './reading.ts'
import type { Cells } from './records.ts'
import { type Readings, valueProperties, valuesByProperty } from './values.ts'

/** A person of a row, with a valid key. */
export interface ReadPerson {
  readonly key: string
  /** As delivered; absent where the row names nobody. */
  readonly name?: string
  readonly role: PersonRole
  /** Whether rows are kept as evidence about this person. */
  readonly joins: boolean
  /** Of the ID column. */
  readonly property: string
  readonly suspectPrecision: boolean
}

/** A row that stands. */
export interface ReadRow<C extends Columns> extends RowReader<C> {
  /** As a spreadsheet shows it, from 1. */
  readonly row: number
  /** Those with a valid key, in column then cell order. */
  readonly persons: readonly ReadPerson[]
  /** Folded text of the key column's cell; '' if the definition has no persons. */
  readonly idText: string
  /** All values by property; those missing, and IDs and the names that go with them, are absent. */
  values(): RowOf<C>
  /** The same as a list, for who has many rows: see valueProperties. */
  readings(): Readings
}

interface Slot {
  readonly index: number
  read(cell: string): Reading<unknown>
}

/** How the columns of one file are read. */
export interface Layout {
  readonly slots: ReadonlyMap<string, Slot>
  /** Of the values, as valueProperties has them; undefined for columns that the file has not. */
  readonly values: readonly (Slot | undefined)[]
  readonly properties: readonly string[]
  /** Index of the key column; -1 without one. */
  readonly key: number
}

/** Kinds whose cells repeat so often that a reading is worth keeping. */
const REPETITIVE: ReadonlySet<ColumnKind> = new Set(['category', 'categories', 'county', 'year', 'date'])
const KEPT_READINGS = 4096

export function layoutOf(definition: TableDefinition, found: ReadonlyMap<string, FoundColumn>): Layout {
  const slots = new Map<string, Slot>()
  for (const [property, column] of Object.entries(definition.columns)) {
    const place = found.get(property)
    if (!place) continue
    const slot = {
      index: place.index,
      read: REPETITIVE.has(column.kind) ? remembering(column) : reader(column),
    }
    slots.set(property, slot)
  }
  const properties = valueProperties(definition.columns)
  const key = definition.persons.find(person => person.role === 'self')?.id
  return {
    slots,
    properties,
    values: properties.map(property => slots.get(property)),
    key: (key === undefined ? undefined : found.get(key)?.index) ?? -1,
  }
}

const reader =
  (column: Column) =>
  (cell: string): Reading<unknown> =>
    column.read(detached(cell))

/** By column: equal text gives an equal reading in every file. */
const rememberingReaders = new WeakMap<Column, (cell: string) => Reading<unknown>>()

function remembering(column: Column): (cell: string) => Reading<unknown> {
  const before = rememberingReaders.get(column)
  if (before) return before
  const read = rememberingReader(column)
  rememberingReaders.set(column, read)
  return read
}

function rememberingReader(column: Column): (cell: string) => Reading<unknown> {
  const known = new Map<string, Reading<unknown>>()
  return cell => {
    const before = known.get(cell)
    if (before !== undefined || known.has(cell)) return before
    const own = detached(cell)
    const reading = column.read(own)
    if (known.size < KEPT_READINGS) known.set(own, reading)
    return reading
  }
}

export class TableRow<C extends Columns> implements ReadRow<C> {
  readonly row: number
  readonly persons: readonly ReadPerson[]
  readonly #cells: Cells
  readonly #layout: Layout

  constructor(row: number, cells: Cells, persons: readonly ReadPerson[], layout: Layout) {
    this.row = row
    this.persons = persons
    this.#cells = cells
    this.#layout = layout
  }

  get idText(): string {
    return detached(foldId(this.#cells[this.#layout.key] ?? ''))
  }

  read<K extends keyof C & string>(property: K): CellOf<C[K]> {
    const slot = this.#layout.slots.get(property)
    // The definition's column of this property made the reading.
    return slot?.read(cellText(this.#cells[slot.index] ?? '')) as CellOf<C[K]>
  }

  values(): RowOf<C> {
    return valuesByProperty(this.#layout.properties, this.readings()) as RowOf<C>
  }

  readings(): Readings {
    const readings: (Reading<unknown> | undefined)[] = []
    for (const slot of this.#layout.values) readings.push(slot?.read(cellText(this.#cells[slot.index] ?? '')))
    return readings
  }
}
