/** The sieve's plan for a file of a feed: which columns hold IDs, and which spellings decide without being read. */
import type { Columns } from '../../connectors/column.ts'
import type { IsoDate } from '../../connectors/reading.ts'
import type { ReadableDefinition } from '../../connectors/table-reader.ts'
import type { IdColumn, SievePlan } from './plan.ts'
import { dayNumber } from './plan.ts'
import type { ScannedFile } from './scanned-file.ts'

/** The plan of a file, but for what a scan asks beyond IDs. */
export function tablePlan<C extends Columns>(
  file: ScannedFile,
  definition: ReadableDefinition<C>,
  cutoff: IsoDate,
): Omit<SievePlan, 'mode'> {
  const places = new Map(file.columns)
  const key = definition.persons.find(person => person.role === 'self')
  const ids = definition.persons.flatMap((person): IdColumn[] => {
    const place = places.get(person.id)
    return place ? [{ column: place.index, isKey: person === key, joins: person.joins }] : []
  })
  return {
    delimiter: file.delimiter.charCodeAt(0),
    width: file.headerCells.length,
    cutoff: dayNumber(cutoff),
    bornBy: 0,
    ids,
    classes: [],
  }
}
