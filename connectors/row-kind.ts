/** Row kinds: which records of a table are no data (contract §3), tested in the contract's order. */
import { foldHeader, foldValue } from './fold.ts'
import { cellText } from './id-number.ts'
import type { Cell, Cells } from './records.ts'

/** Not data: a row above the header, a blank one, a repeated header, a subtotal, a note. */
export type SkipKind = 'title' | 'blank' | 'header' | 'subtotal' | 'note'
export type RowKind = Exclude<SkipKind, 'title'> | 'data'

const SUBTOTAL = /^(?:合计|小计|总计)|(?:合计|小计|总计)$/
const NOTE = /^(?:注|备注|说明|填表|制表|审核|数据来源|数据截止)/
const HAN = /\p{Script=Han}/u
const DIGIT = /\d/
const ID_LENGTH = /\d{15}/

const fold = (cell: Cell | undefined): string =>
  cell === undefined || cell === '' ? '' : foldValue(cellText(cell))

/** Whether a record holds nothing at all after folding. */
export const isBlank = (cells: Cells): boolean => cells.every(cell => fold(cell) === '')

/**
 * What a record is.
 * @param header the folded cells of the header record
 * @param ids indexes of the ID columns
 */
export function rowKind(cells: Cells, header: readonly string[], ids: readonly number[]): RowKind {
  let at = 0
  let first = ''
  for (; at < cells.length && first === ''; at++) first = fold(cells[at])
  if (first === '') return 'blank'
  if (first === header[at - 1] && repeats(cells, header)) return 'header'
  if (SUBTOTAL.test(first) && !ids.some(id => DIGIT.test(fold(cells[id])))) return 'subtotal'
  if (
    (NOTE.test(first) || (HAN.test(first) && standsAlone(cells, at))) &&
    !ids.some(id => ID_LENGTH.test(fold(cells[id])))
  ) {
    return 'note'
  }
  return 'data'
}

function standsAlone(cells: Cells, from: number): boolean {
  for (let at = from; at < cells.length; at++) if (fold(cells[at]) !== '') return false
  return true
}

function repeats(cells: Cells, header: readonly string[]): boolean {
  for (let at = 0; at < Math.max(cells.length, header.length); at++) {
    if (foldHeader(cellText(cells[at] ?? '')) !== (header[at] ?? '')) return false
  }
  return true
}
