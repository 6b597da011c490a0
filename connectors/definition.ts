/**
 * Definitions: one department's feed, or one table of the register.
 *
 *  - feed 部门数据: one department's data set with a fixed meaning;
 *  - register table 建档立卡表: one of the office's own six tables;
 *  - person column: a column of ID numbers together with the column that names its persons.
 */
import type { Column, Columns } from './column.ts'
import type { Reading } from './reading.ts'

/** A message in both languages of the product. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/**
 * How a person stands in a row: whom the row is about (`self`), a further member of the household it is about
 * (`member`, 成员n), or a parent of the person (`parent`, 家长).
 */
export type PersonRole = 'self' | 'member' | 'parent'

export interface PersonColumn {
  /** Property of the ID column. */
  readonly id: string
  /** Property of the column that names the same persons, if there is one. */
  readonly name?: string
  readonly role: PersonRole
  /** Whether rows are kept as evidence about this person; otherwise the ID is only judged. */
  readonly joins: boolean
}

export interface TableDefinition<C extends Columns = Columns> {
  readonly title: Bilingual
  readonly columns: C
  /** The first one of role `self` is the key of a row: a row without a valid key is rejected. */
  readonly persons: readonly PersonColumn[]
}

export interface FeedDefinition<I extends string = string, C extends Columns = Columns>
  extends TableDefinition<C> {
  readonly kind: 'feed'
  readonly id: I
  readonly department: string
  /** 健康、未成年人 …: marked wherever the data is shown. */
  readonly sensitive?: 'health' | 'children'
  /**
   * Rows kept for the sake of the row itself, whoever it is about: those that may concern a person whom the
   * register left out (rules I). Reads as few columns as it can; it is asked about every row of the feed.
   */
  readonly candidate?: (row: RowReader<C>) => boolean
  /**
   * Usual spellings, by property, any one of which makes {@link candidate} false: a scan can tell them by their bytes,
   * and need not read the row.
   */
  readonly ruledOut?: { readonly [K in keyof C & string]?: readonly string[] }
}

export interface RegisterDefinition<I extends string = string, C extends Columns = Columns>
  extends TableDefinition<C> {
  readonly kind: 'register'
  readonly id: I
  /** Properties that a row must have; a row without one is a reject (`required`). */
  readonly key: readonly string[]
  /** A row with a bad ID number stands, without its person: the ID alone is the reject (members 人). */
  readonly badIdStands?: boolean
}

export type AnyDefinition = FeedDefinition | RegisterDefinition

/** Reads single cells of a row on demand. */
export interface RowReader<C extends Columns = Columns> {
  read<K extends keyof C & string>(property: K): CellOf<C[K]>
}

export type CellOf<C> = C extends Column<infer T> ? Reading<T> : never

type ValueKeys<C extends Columns> = {
  [K in keyof C]: C[K] extends Column<infer T> ? ([T] extends [never] ? never : K) : never
}[keyof C]

/** The values of a row by property: every column but IDs and the names that go with them. Missing ones are absent. */
export type RowOf<C extends Columns> = { readonly [K in ValueKeys<C>]?: CellOf<C[K]> }

export function feed<const I extends string, C extends Columns>(
  definition: Omit<FeedDefinition<I, C>, 'kind'>,
): FeedDefinition<I, C> {
  return { kind: 'feed', ...definition }
}

export function registerTable<const I extends string, C extends Columns>(
  definition: Omit<RegisterDefinition<I, C>, 'kind' | 'key'> & {
    readonly key: readonly (keyof C & string)[]
  },
): RegisterDefinition<I, C> {
  return { kind: 'register', ...definition }
}
