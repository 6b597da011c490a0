/** Judging rows: who is in a row, what of it is a reject, and whether it stands (contract §3). */
import type { AnyDefinition, PersonColumn } from './definition.ts'
import { detached } from './detach.ts'
import { foldValue, saysMissing } from './fold.ts'
import type { FoundColumn } from './header.ts'
import { cellText, judgeId, judgeIdCell, nameAt, type RejectReason } from './id-number.ts'
import type { IsoDate } from './reading.ts'
import type { Cell, Cells } from './records.ts'
import type { ReadPerson } from './row.ts'

/** Something in a row that was not taken. */
export interface Reject {
  readonly row: number
  /** Canonical header; '' for a whole row. */
  readonly column: string
  readonly reason: RejectReason
  /** As delivered: mask it before it is shown. Of `columns` the two counts, `8/9`. */
  readonly value: string
}

export interface Judgement {
  /** Whether the row is one of the table. A row that does not stand has no persons. */
  readonly stands: boolean
  readonly persons: readonly ReadPerson[]
}

/** Judges one row; rejects are handed to `reject` as they are found. */
export type RowJudge = (row: number, cells: Cells, reject: (reject: Reject) => void) => Judgement

interface IdColumn extends PersonColumn {
  readonly header: string
  readonly index: number
  readonly nameIndex: number
  readonly isKey: boolean
}

const NOBODY: readonly ReadPerson[] = []
const FALLS: Judgement = { stands: false, persons: NOBODY }

/**
 * The judge of a table's rows.
 * @param found the columns that the file has
 * @param cutoff nobody in the file is born later
 */
export function rowJudge(
  definition: AnyDefinition,
  found: ReadonlyMap<string, FoundColumn>,
  cutoff: IsoDate,
): RowJudge {
  const key = definition.persons.find(person => person.role === 'self')
  const ids = definition.persons.flatMap((person): IdColumn[] => {
    const place = found.get(person.id)
    if (!place) return []
    const nameIndex = person.name === undefined ? undefined : found.get(person.name)?.index
    return [
      {
        ...person,
        header: definition.columns[person.id]?.header ?? person.id,
        index: place.index,
        nameIndex: nameIndex ?? -1,
        isKey: person === key,
      },
    ]
  })
  if (definition.kind === 'feed') return (row, cells, reject) => judgeFeedRow(ids, cutoff, row, cells, reject)
  const required = definition.key.flatMap(property => {
    const place = found.get(property)
    return place ? [{ index: place.index, header: definition.columns[property]?.header ?? property }] : []
  })
  const badIdStands = definition.badIdStands === true
  return (row, cells, reject) => {
    for (const { index, header } of required) {
      if (!saysMissing(foldValue(cellText(cells[index] ?? '')))) continue
      reject({ row, column: header, reason: 'required', value: '' })
      return FALLS
    }
    return judgeRegisterRow(ids, badIdStands, cutoff, row, cells, reject)
  }
}

function judgeFeedRow(
  ids: readonly IdColumn[],
  cutoff: IsoDate,
  row: number,
  cells: Cells,
  reject: (reject: Reject) => void,
): Judgement {
  const persons: ReadPerson[] = []
  let stands = true
  for (const column of ids) {
    const cell = cells[column.index] ?? ''
    if (cell === '' && !column.isKey) continue
    const nameCell = cellText(cells[column.nameIndex] ?? '')
    // Nearly every cell is one ID.
    const whole = judgeId(cell, cutoff)
    if ('key' in whole) {
      persons.push(personOf(column, whole, nameAt(nameCell, 1, 0)))
      continue
    }
    const judged = judgeIdCell(cell, cutoff)
    let valid = 0
    judged.forEach((id, n) => {
      if ('key' in id) {
        valid++
        persons.push(personOf(column, id, nameAt(nameCell, judged.length, n)))
      } else if (id.reason !== 'empty' || column.isKey) {
        reject({ row, column: column.header, reason: id.reason, value: detached(id.text) })
      }
    })
    if (column.isKey && valid === 0) stands = false
  }
  return stands ? { stands, persons } : FALLS
}

/** In the register a cell is one ID, whole: it is the person's own, and nobody shares it. */
function judgeRegisterRow(
  ids: readonly IdColumn[],
  badIdStands: boolean,
  cutoff: IsoDate,
  row: number,
  cells: Cells,
  reject: (reject: Reject) => void,
): Judgement {
  const persons: ReadPerson[] = []
  for (const column of ids) {
    const cell: Cell = cells[column.index] ?? ''
    const id = judgeId(cell, cutoff)
    if ('key' in id) {
      const name = cellText(cells[column.nameIndex] ?? '').trim()
      persons.push(personOf(column, id, saysMissing(foldValue(name)) ? undefined : name))
      continue
    }
    if (id.reason === 'empty' && !column.isKey) continue
    reject({ row, column: column.header, reason: id.reason, value: detached(cellText(cell)) })
    if (column.isKey && !badIdStands) return FALLS
  }
  return { stands: true, persons }
}

/** Written out twice: spreading what there may be into an object takes longer than judging the ID. */
const personOf = (
  { role, joins, id: property }: IdColumn,
  { key, suspectPrecision }: { readonly key: string; readonly suspectPrecision: boolean },
  name: string | undefined,
): ReadPerson =>
  name === undefined
    ? { key: detached(key), role, joins, property, suspectPrecision }
    : { key: detached(key), name: detached(name), role, joins, property, suspectPrecision }
