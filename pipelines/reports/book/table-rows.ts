/**
 * Rows of a worksheet as they stand in its file (SpreadsheetML), where every cell of a column looks the same. Texts are kept
 * once for the whole workbook.
 */
import type { CellValue } from 'hucre/xlsx'

/** What a cell of such rows may hold. */
export type PlainValue = string | number | null

export const isPlain = (value: CellValue): value is PlainValue =>
  value === null || typeof value === 'string' || typeof value === 'number'

/** How the cells of a column begin. */
export interface ColumnMark {
  /** A, B, … */
  readonly letters: string
  /** Number of the cells' format; 0 is none. */
  readonly format: number
}

/** The texts of a workbook, each with its number. */
export class SharedTexts {
  readonly #numbers = new Map<string, number>()
  readonly #first: number

  /** @param first how many there are already */
  constructor(first: number) {
    this.#first = first
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#first + this.#numbers.size
    this.#numbers.set(text, number)
    return number
  }

  /** How many there are, with those that were there already. */
  get count(): number {
    return this.#first + this.#numbers.size
  }

  xml(): string {
    let xml = ''
    for (const text of this.#numbers.keys())
      xml += KEEPS_SPACE.test(text)
        ? `<si><t xml:space="preserve">${escaped(text)}</t></si>`
        : `<si><t>${escaped(text)}</t></si>`
    return xml
  }
}

const KEEPS_SPACE = /^ | $|[\n\t]/
const SPECIAL = /[&<>]/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (text: string): string => text.replace(SPECIAL, character => ENTITIES[character] ?? '')

/**
 * @param first number of the first row, from 1
 * @param heightOf the height of a row in points, by its place; undefined: as the program likes
 */
export function rowsXml(
  rows: readonly (readonly PlainValue[])[],
  first: number,
  columns: readonly ColumnMark[],
  heightOf: (place: number) => number | undefined,
  texts: SharedTexts,
): Buffer {
  const begins = columns.map(({ letters }) => `<c r="${letters}`)
  const formats = columns.map(({ format }) => (format === 0 ? '' : ` s="${format}"`))
  const lines = rows.map((row, place) => {
    const number = first + place
    let cells = ''
    row.forEach((value, column) => {
      const begin = begins[column]
      const format = formats[column]
      if (typeof value === 'string')
        cells += `${begin}${number}" t="s"${format}><v>${texts.numberOf(value)}</v></c>`
      else if (value !== null && Number.isFinite(value))
        cells += `${begin}${number}"${format}><v>${value}</v></c>`
      else if (format !== '') cells += `${begin}${number}"${format}/>`
    })
    const height = heightOf(place)
    const look = height === undefined ? '' : ` ht="${height}" customHeight="1"`
    const line = cells === '' && look === '' ? '' : `<row r="${number}"${look}>${cells}</row>`
    // ASCII. As one string the rows of a table would be moved again and again while it grows.
    return Buffer.from(line, 'latin1')
  })
  return Buffer.concat(lines)
}
