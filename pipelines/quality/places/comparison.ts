/** How a number of a place is compared with another one, and how the sentence says it. */
import { REGISTER_TABLES } from '../../../connectors/register/index.ts'
import { said } from '../../rules/wording.ts'
import type { RegisterRow } from '../../types.ts'
import { headerOf } from '../emptiness.ts'
import type { Judgement } from '../judgement.ts'

export type PlaceTable = 'villages' | 'hamlets'
export type PlaceColumn<T extends PlaceTable> = keyof RegisterRow<T> & string

/** Sums of areas are made of hundredths; what is beyond them comes from adding. */
export const rounded = (sum: number): number => Number(sum.toFixed(2))

/** 「总户数 12 户」. */
export function stated<T extends PlaceTable>(
  table: T,
  values: RegisterRow<T>,
  property: PlaceColumn<T>,
): string {
  const columns = REGISTER_TABLES[table].columns as Readonly<Record<string, { readonly unit?: string }>>
  const value = values[property] as string | number | undefined
  return `${headerOf(table, property)} ${said(value, typeof value === 'number' ? columns[property]?.unit : '')}`
}

/** 「贫困户数 12 户 > 总户数 10 户」, where both can be read and the part is more than the whole. */
export function exceeds<T extends PlaceTable>(
  table: T,
  values: RegisterRow<T>,
  part: PlaceColumn<T>,
  whole: PlaceColumn<T>,
): string | undefined {
  const [less, more] = [values[part], values[whole]]
  if (typeof less !== 'number' || typeof more !== 'number' || less <= more) return undefined
  return `${stated(table, values, part)} > ${stated(table, values, whole)}`
}

/** One sentence of all that holds; nothing where nothing does. */
export function sentence(...parts: readonly (string | undefined)[]): Judgement {
  const said = parts.filter(part => part !== undefined)
  return said.length > 0 ? said.join('，') : undefined
}
