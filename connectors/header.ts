/** Headers: finding the header record of a table, and which of its columns is which of ours. */
import type { Column, Columns } from './column.ts'
import type { Bilingual } from './definition.ts'
import { foldHeader } from './fold.ts'
import { cellText, maskText } from './id-number.ts'
import { InputError, type Notice } from './input-error.ts'
import { type Cells, HEAD_RECORDS, type PlacedRecord } from './records.ts'

/** A column of the file that is one of ours. */
export interface FoundColumn {
  readonly index: number
  /** As delivered. */
  readonly header: string
  readonly row: number
}

export interface Header {
  readonly row: number
  /** The record, folded. */
  readonly cells: readonly string[]
  /** By property of the definition. */
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly notices: readonly Notice[]
}

/** `(元)`, `(%)`, `[亩]` at the end of a header. Folding has made the brackets' width equal. */
const UNIT = /(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕)$/u

const withoutUnit = (folded: string): string => folded.replace(UNIT, '')

interface Name {
  readonly exact: string
  readonly bare: string
}

const namesOf = (column: Column): readonly Name[] =>
  [column.header, ...column.aliases].map(foldHeader).map(exact => ({ exact, bare: withoutUnit(exact) }))

/** Which cell of a record is which column: exact matches first, then the alias listed first, then the leftmost. */
function assign(cells: readonly string[], columns: Columns): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const taken = new Set<number>()
  const bare = cells.map(withoutUnit)
  const take = (labels: readonly string[], form: keyof Name) => {
    for (const [property, column] of Object.entries(columns)) {
      if (found.has(property)) continue
      for (const name of namesOf(column)) {
        const index = labels.findIndex((label, at) => label !== '' && label === name[form] && !taken.has(at))
        if (index < 0) continue
        found.set(property, index)
        taken.add(index)
        break
      }
    }
  }
  take(cells, 'exact')
  take(bare, 'bare')
  return found
}

/** How many columns of the definition a record names. */
export const countNames = (cells: Cells, columns: Columns): number =>
  assign(cells.map(foldCell), columns).size

const foldCell = (cell: string | number): string => foldHeader(cellText(cell))

/** A table as messages name it. */
export interface TableName {
  /** `public-security.vehicles`, `register.members`. */
  readonly id: string
  /** The file, below the inbox. */
  readonly file: string
}

/**
 * Finds the header among the first non-blank records: the one that names most columns, the first of them.
 * @throws InputError `no_header` if none names any, `missing_column` if a required column is not there
 */
export function findHeader(head: readonly PlacedRecord[], columns: Columns, table: TableName): Header {
  let best: { record: PlacedRecord; found: ReadonlyMap<string, number> } | undefined
  for (const record of head.slice(0, HEAD_RECORDS)) {
    const found = assign(record.cells.map(foldCell), columns)
    if (found.size > (best?.found.size ?? 0)) best = { record, found }
  }
  if (!best) throw noHeader(columns, table)
  const { record, found } = best
  const missing = Object.entries(columns).filter(
    ([property, column]) => column.required && !found.has(property),
  )
  if (missing.length > 0) {
    const free = record.cells.filter((_, index) => ![...found.values()].includes(index))
    throw missingColumns(
      missing.map(([, column]) => column),
      record,
      free,
      table,
    )
  }
  return {
    row: record.row,
    cells: record.cells.map(foldCell),
    columns: new Map(
      [...found].map(([property, index]) => [
        property,
        { index, header: cellText(record.cells[index] ?? '').trim(), row: record.row },
      ]),
    ),
    notices: leftOver(record, found, columns, table),
  }
}

/** Columns of the file that are not read: second ones of a name, and unknown ones. */
function leftOver(
  record: PlacedRecord,
  found: ReadonlyMap<string, number>,
  columns: Columns,
  table: TableName,
): Notice[] {
  const used = new Set(found.values())
  const notices: Notice[] = []
  record.cells.forEach((cell, index) => {
    const label = foldCell(cell)
    if (label === '' || used.has(index)) return
    const bare = withoutUnit(label)
    const second = Object.entries(columns).find(([, column]) =>
      namesOf(column).some(name => name.exact === label || name.bare === bare),
    )
    const shown = quoted(cell)
    const place = placeOf(record.row, index)
    notices.push(
      second
        ? {
            code: 'duplicate_column',
            text: {
              zh: `${table.file} ${place.zh}: 列${shown}与已采用的「${second[1].header}」重复 (采用第 ${columnName(found.get(second[0]) ?? 0)} 列), 不读取`,
              en: `${table.file} ${place.en}: column ${shown} is a second 「${second[1].header}」 (column ${columnName(found.get(second[0]) ?? 0)} is taken), not read`,
            },
          }
        : {
            code: 'unknown_column',
            text: {
              zh: `${table.file} ${place.zh}: 未知列${shown}, 不读取`,
              en: `${table.file} ${place.en}: unknown column ${shown}, not read`,
            },
          },
    )
  })
  return notices
}

/** A, B … Z, AA … */
export const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

const placeOf = (row: number, index: number): Bilingual => ({
  zh: `第 ${row} 行 ${columnName(index)} 列`,
  en: `row ${row}, column ${columnName(index)}`,
})

/** A header in a message: a file without header row has persons where headers belong. */
const quoted = (cell: string | number): string => {
  const text = maskText(cellText(cell).trim().replace(/\s+/gu, ' '))
  return `「${text.length > 40 ? `${text.slice(0, 40)}…` : text}」`
}

const SHOWN_HEADERS = 60

const listed = (cells: Cells): string => {
  const shown = cells.filter(cell => foldCell(cell) !== '').map(quoted)
  return shown.slice(0, SHOWN_HEADERS).join('') + (shown.length > SHOWN_HEADERS ? `… (${shown.length})` : '')
}

const wanted = (column: Column): Bilingual => {
  const also = column.aliases.map(alias => `「${alias}」`).join('')
  return {
    zh: `「${column.header}」${also === '' ? '' : `(或${also})`}`,
    en: `「${column.header}」${also === '' ? '' : ` (or ${also})`}`,
  }
}

function missingColumns(
  missing: readonly Column[],
  record: PlacedRecord,
  free: Cells,
  table: TableName,
): InputError {
  const near = nearest(missing, free)
  const candidates = near.map(label => `「${label}」`).join('')
  return new InputError('missing_column', {
    zh:
      `未找到必需列${missing.map(column => wanted(column).zh).join('、')}: ${table.id}, ${table.file} 第 ${record.row} 行; ` +
      `现有列: ${listed(record.cells)}; 最接近: ${candidates === '' ? '无' : candidates}; ` +
      `请改正列名后重新交接 (bidui template ${table.id} 给出标准表头)`,
    en:
      `Required column not found: ${missing.map(column => wanted(column).en).join(', ')}: ${table.id}, ${table.file}, row ${record.row}; ` +
      `columns there: ${listed(record.cells)}; nearest: ${candidates === '' ? 'none' : candidates}; ` +
      `correct the header and deliver again (bidui template ${table.id} gives the right one)`,
  })
}

function noHeader(columns: Columns, table: TableName): InputError {
  const required = Object.values(columns).filter(column => column.required)
  const names = (required.length > 0 ? required : Object.values(columns))
    .map(column => `「${column.header}」`)
    .join('')
  return new InputError('no_header', {
    zh:
      `未找到表头: ${table.id}, ${table.file} 的前 ${HEAD_RECORDS} 个非空行中没有一个已知列名; 应有: ${names}; ` +
      `请确认文件与数据种类相符, 表头上方最多 ${HEAD_RECORDS - 1} 行标题`,
    en:
      `No header found: ${table.id}, none of the first ${HEAD_RECORDS} non-blank rows of ${table.file} holds a known column; expected: ${names}; ` +
      `make sure that the file is of this kind, with at most ${HEAD_RECORDS - 1} title rows above its header`,
  })
}

const CANDIDATES = 3

/** The headers that are spelt most like what was wanted, at most {@link CANDIDATES}. */
function nearest(missing: readonly Column[], free: Cells): readonly string[] {
  const labels = [...new Set(free.map(foldCell).filter(label => label !== ''))]
  return labels
    .map(label => ({
      label,
      unlikeness: Math.min(
        ...missing.flatMap(column =>
          namesOf(column).map(
            ({ exact }) => editDistance(exact, label) / Math.max(exact.length, label.length),
          ),
        ),
      ),
    }))
    .filter(({ unlikeness }) => unlikeness < 0.7)
    .sort((one, other) => one.unlikeness - other.unlikeness)
    .slice(0, CANDIDATES)
    .map(({ label }) => maskText(label))
}

/** Levenshtein distance. */
export function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
