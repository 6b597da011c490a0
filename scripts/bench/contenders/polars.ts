/** Polars joins cells as they stand. */
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { MatchList } from '../match-list.ts'
import { HEADERS, ID_PLACE } from '../rows/headers.ts'
import { contenderCall, report, reportUnavailable, since } from './call.ts'

const ID_COLUMN = HEADERS[ID_PLACE] ?? ''

const { file, subjectList } = contenderCall()
/** Loaded late: its binary is not to be had for every machine. */
const loaded = await import('nodejs-polars').catch(() => undefined)
if (loaded) await work(loaded.default)
else reportUnavailable('nodejs-polars is not installed, or has no binary for this machine')

async function work(polars: NonNullable<typeof loaded>['default']): Promise<void> {
  const matches = new MatchList()
  const started = performance.now()
  const subjects = polars.scanCSV(subjectList, { hasHeader: false, schema: { key: polars.String } })
  const found = await polars
    .scanCSV(file, { hasHeader: true, quoteChar: '"', inferSchemaLength: 0 })
    .select(ID_COLUMN)
    .join(subjects, { leftOn: ID_COLUMN, rightOn: 'key', how: 'inner' })
    .collect()
  for (const key of found.getColumn(ID_COLUMN)) matches.push(0, keyHigh(String(key)), keyLow(String(key)))
  const seconds = since(started)
  report({ seconds, answers: matches.keys(), remark: 'uses as many threads as there are cores' })
}
