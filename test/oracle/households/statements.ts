/** Statements about a field: what a missing, an unreadable and an absent one mean (catalogue, Conventions). */
import { type CodeSet, type Exact, exact, type Field, isMissing, label, number, several } from './cells.ts'
import type { Parameters } from './register.ts'
import { any, not, open, type Truth } from './truth.ts'

/** *no*, *without*, null: from a column that is not there nothing follows. */
export const isEmpty = (field: Field): Truth =>
  field.cell === null ? open('no column', field.table) : isMissing(field)
export const oneIsEmpty = (...fields: readonly Field[]): Truth => any(...fields.map(isEmpty))

/** = and ∈: false of what is missing, unreadable or not there. */
export const is = (field: Field, set: CodeSet, ...among: readonly string[]): boolean =>
  among.includes(label(field, set) ?? 'none')
/** = and ∈ inside a *no*: open of what is not there. */
export const says = (field: Field, set: CodeSet, ...among: readonly string[]): Truth =>
  field.cell === null ? open('no column', field.table) : is(field, set, ...among)
/** ≠ and ∉: an exemption must be stated. */
export const isNot = (field: Field, set: CodeSet, ...among: readonly string[]): Truth =>
  not(says(field, set, ...among))

/** Whether one of the decoded items of a cell is among these. */
export const has = (field: Field, set: CodeSet, ...among: readonly string[]): boolean =>
  several(field, set)?.items.some(item => among.includes(item)) ?? false
/** *contains*: the decoded items as well as the text. */
export function contains(field: Field, set: CodeSet, code: string, word: string): boolean {
  const found = several(field, set)
  return found !== undefined && (found.items.includes(code) || found.text.includes(word))
}
export const orOpen = (field: Field, statement: boolean): Truth =>
  field.cell === null ? open('no column', field.table) : statement

export type Compare = '<' | '≤' | '>' | '≥' | '='
export function compare(left: Exact, operator: Compare, right: Exact): boolean {
  switch (operator) {
    case '<':
      return left < right
    case '≤':
      return left <= right
    case '>':
      return left > right
    case '≥':
      return left >= right
    case '=':
      return left === right
  }
}

/** A figure against a stated number. */
export const figure = (field: Field, operator: Compare, bound: number): boolean => {
  const value = number(field)
  return value !== undefined && compare(value, operator, exact(bound))
}

/** Figures and years against numbers of the policy. */
export interface Limits {
  readonly figure: (field: Field, operator: Compare, parameter: string) => Truth
  /** Where a rule is about an age of the policy, nothing follows without it. */
  readonly given: (parameters: readonly string[], judge: () => Truth) => Truth
  readonly value: (parameter: string, judge: (limit: number) => boolean) => Truth
}
export const limitsOf = (parameters: Parameters, table: string): Limits => {
  const value = (parameter: string, judge: (limit: number) => boolean): Truth => {
    const limit = parameters(parameter)
    return limit === undefined ? open('no parameter', table) : judge(limit)
  }
  return {
    value,
    given: (names, judge) =>
      names.some(name => parameters(name) === undefined) ? open('no parameter', table) : judge(),
    figure: (field, operator, parameter) => {
      const found = number(field)
      return found === undefined ? false : value(parameter, limit => compare(found, operator, exact(limit)))
    },
  }
}
