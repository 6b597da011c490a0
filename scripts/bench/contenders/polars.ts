/** Polars joins cells as they stand. */
import { MatchList } from '../match-list.ts'
import { HEADERS } from '../rows/write-rows.ts'
import { contend, halvesOf } from './task.ts'

const ID_COLUMN = HEADERS[1] ?? ''

await contend(async task => {
  // Imported here: its binary is not to be had for every machine, and the others are to run there.
  const { default: polars } = await import('nodejs-polars')
  const subjects = polars.scanCSV(task.subjectList, {
    hasHeader: false,
    schema: { key: polars.String },
  })
  const found = await polars
    .scanCSV(task.file, {
      hasHeader: true,
      quoteChar: '"',
      inferSchemaLength: 0,
    })
    .select(ID_COLUMN)
    .join(subjects, { leftOn: ID_COLUMN, rightOn: 'key', how: 'inner' })
    .collect()
  const matches = new MatchList()
  for (const key of found.getColumn(ID_COLUMN)) matches.push(0, ...halvesOf(key as string))
  return { answers: matches.keys(), version: polars.version ?? '' }
})
