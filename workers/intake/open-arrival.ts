import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import type { Inbox } from '../reading/inbox.ts'
import { openPinned } from '../reading/pinned-inbox.ts'
import type { Arrival } from './arrivals.ts'

/** An arrival as an inbox: on whichever host, whatever the folder holds by now. */
export const openArrival = ({ plan, files }: Pick<Arrival, 'plan' | 'files'>, archive: Archive): Inbox =>
  openPinned(
    {
      plan,
      hasManifest: true,
      register: registerOf(files.map(({ path }) => path)),
      unlisted: [],
      known: files,
    },
    archive,
  )

function registerOf(paths: readonly string[]): readonly (readonly [RegisterTableId, string])[] {
  return (Object.keys(REGISTER_TABLES) as RegisterTableId[]).flatMap(table => {
    const path = paths.find(path => path.startsWith(`register/${table}.`))
    return path === undefined ? [] : [[table, path] as const]
  })
}
