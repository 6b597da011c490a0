/** How values are put into the detail of a lead: short Chinese, with the department that said it, without IDs. */
import { feedById } from '../../connectors/feeds/index.ts'
import { maskText } from '../../connectors/mask.ts'
import { isUnusable, type Reading } from '../../connectors/reading.ts'
import type { Evidence } from '../types.ts'

/** 「公安·车管」: where a row comes from. */
export const sourceOf = (row: Evidence): string => feedById(row.feed).title.zh

/** A reading in words: the value with its unit, what was delivered if it cannot be used, or 未填. */
export function said(reading: Reading<string | number>, unit = ''): string {
  if (reading === undefined) return '未填'
  if (isUnusable(reading)) return `「${maskText(reading.raw)}」（无法识别）`
  // A number, too, may be an ID that stands in the wrong column.
  return maskText(String(reading)) + (typeof reading === 'number' && unit !== '' ? ` ${unit}` : unit)
}

/** `，标签 值`, or nothing where there is no value: for columns that departments leave out. */
export const maybe = (label: string, reading: Reading<string | number>, unit = ''): string =>
  reading === undefined ? '' : `，${label} ${said(reading, unit)}`

export const yuan = (amount: number): string => said(amount, '元')
