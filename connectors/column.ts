/**
 * Columns: how a department's (or the register's) column is called and how its cells are read.
 *
 * A definition lists its columns by a property name of ours; `header` is the canonical Chinese header of the
 * contract, `aliases` the other accepted ones in order of preference.
 */
import { foldCategory, foldCode, foldPlate, foldValue, saysMissing } from './fold.ts'
import {
  type IsoDate,
  isUnusable,
  type Reading,
  readCounty,
  readDate,
  readNumber,
  readShare,
  readYear,
} from './reading.ts'

export type ColumnKind =
  | 'id'
  | 'name'
  | 'text'
  | 'code'
  | 'number'
  | 'date'
  | 'year'
  | 'county'
  | 'category'
  | 'categories'

export interface Accepts {
  readonly zh: string
  readonly en: string
}

export interface Column<T = unknown> {
  readonly kind: ColumnKind
  readonly header: string
  readonly aliases: readonly string[]
  readonly required: boolean
  /** The unit that the number is in, as printed in templates: 元, 万元, 亩, %, ㎡. */
  readonly unit?: string
  /** The values of a category, as the contract lists them. */
  readonly values?: readonly string[]
  /** What a person may write, where that is not one of `values`: codes and names that are read into classes. */
  readonly accepts?: Accepts
  /** Reads one delivered cell. Pure; equal text gives an equal reading. */
  read(cell: string): Reading<T>
}

export type Columns = Readonly<Record<string, Column>>

interface Naming {
  readonly aliases?: readonly string[]
  readonly required?: boolean
  readonly unit?: string
}

const column = <T>(
  kind: ColumnKind,
  header: string,
  read: (cell: string) => Reading<T>,
  { aliases = [], required = false, unit }: Naming,
): Column<T> => ({ kind, header, aliases, required, read, ...(unit === undefined ? {} : { unit }) })

const readText = (cell: string): Reading<string> => (saysMissing(foldValue(cell)) ? undefined : cell.trim())

const readCode = (cell: string): Reading<string> => {
  const code = foldCode(cell)
  return saysMissing(code) ? undefined : code
}

const readPlate = (cell: string): Reading<string> => {
  const plate = foldPlate(cell)
  return saysMissing(plate) ? undefined : plate
}

/** A column of ID numbers. Judged by the reader (connectors/id-number.ts), never read as a value. */
export const id = (header: string, naming: Naming = {}) =>
  column<never>('id', header, () => undefined, naming)
/** The name of the person whose ID stands in another column: goes with the person, not with the row's values. */
export const name = (header: string, naming: Naming = {}) =>
  column<never>('name', header, () => undefined, naming)
/** Free text, as delivered but for white space at its ends. */
export const text = (header: string, naming: Naming = {}) => column('text', header, readText, naming)
/** A code: folded (contract §3), compared as a whole. */
export const code = (header: string, naming: Naming = {}) => column('code', header, readCode, naming)
export const plate = (header: string, naming: Naming = {}) => column('code', header, readPlate, naming)
export const number = (header: string, naming: Naming = {}) => column('number', header, readNumber, naming)
export const share = (header: string, naming: Naming = {}) =>
  column('number', header, readShare, { unit: '%', ...naming })
export const date = (header: string, naming: Naming = {}) => column<IsoDate>('date', header, readDate, naming)
export const year = (header: string, naming: Naming = {}) => column('year', header, readYear, naming)
/** 区划: read as the 6-digit county code. */
export const county = (header: string, naming: Naming = {}) => column('county', header, readCounty, naming)

/**
 * A category: one of a closed set of values. `synonyms` maps other spellings (codes, later labels) to a value of
 * the set; all are compared after NFKC, without white space, in upper case.
 */
export function category<const V extends string>(
  header: string,
  values: readonly V[],
  naming: Naming & { readonly synonyms?: Readonly<Record<string, V>> } = {},
): Column<V> {
  const known = meanings(values, naming.synonyms)
  return { ...column('category', header, cell => readCategory(cell, known), naming), values }
}

/** A cell that may hold several categories, e.g. 健康状况 「残疾,长期慢性病」. */
export interface Listed<V extends string = string> {
  /** The parts that are in the set, decoded. */
  readonly items: readonly V[]
  /** The cell as delivered: what *contains* also looks into. */
  readonly text: string
}

/** The parts of a cell that may hold several categories, folded; empty ones are left out. */
export const partsOf = (cell: string): readonly string[] =>
  cell
    .split(/[、,，;；/／|｜]/)
    .map(foldCategory)
    .filter(part => part !== '')

/** Several categories in one cell, split at `、 , ， ; / |`. Unusable if no part is in the set. */
export function categories<const V extends string>(
  header: string,
  values: readonly V[],
  naming: Naming & { readonly synonyms?: Readonly<Record<string, V>> } = {},
): Column<Listed<V>> {
  const known = meanings(values, naming.synonyms)
  const read = (cell: string): Reading<Listed<V>> => {
    if (saysMissing(foldCategory(cell))) return undefined
    const items = partsOf(cell)
      .map(part => known.get(part))
      .filter(value => value !== undefined)
    return items.length > 0 ? { items, text: cell.trim() } : { raw: cell.trim() }
  }
  return { ...column('categories', header, read, naming), values }
}

/** Whether a list contains a category or a word, by its decoded items or by its text. */
export const contains = (reading: Reading<Listed>, word: string): boolean =>
  reading !== undefined &&
  (isUnusable(reading)
    ? reading.raw.includes(word)
    : reading.items.some(item => item.includes(word)) || reading.text.includes(word))

/** A category whose meaning needs more than a table of spellings, e.g. 车辆类型 by words. */
export const coded = <V extends string>(
  header: string,
  values: readonly V[],
  read: (cell: string) => Reading<V>,
  naming: Naming & { readonly accepts?: Accepts } = {},
): Column<V> => ({
  ...column('category', header, read, naming),
  values,
  ...(naming.accepts === undefined ? {} : { accepts: naming.accepts }),
})

export const YES_NO = ['是', '否'] as const

function meanings<V extends string>(
  values: readonly V[],
  synonyms: Readonly<Record<string, V>> = {},
): ReadonlyMap<string, V> {
  return new Map<string, V>([
    ...Object.entries(synonyms).map(([spelling, value]): [string, V] => [foldCategory(spelling), value]),
    ...values.map((value): [string, V] => [foldCategory(value), value]),
  ])
}

function readCategory<V extends string>(cell: string, known: ReadonlyMap<string, V>): Reading<V> {
  const folded = foldCategory(cell)
  if (saysMissing(folded)) return undefined
  return known.get(folded) ?? { raw: cell.trim() }
}
