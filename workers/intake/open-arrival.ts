import { REGISTER_TABLES } from '../../connectors/register/index.ts'
import type { RegisterTableId } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import { OperationalError } from '../operational-error.ts'
import type { Inbox } from '../reading/inbox.ts'
import type { Arrival } from './arrivals.ts'

/** An arrival as an inbox: on whichever host, whatever the folder holds by now. */
export function openArrival(arrival: Pick<Arrival, 'plan' | 'files'>, archive: Archive): Inbox {
  const known = new Map(arrival.files.map(file => [file.path, file]))
  return {
    plan: arrival.plan,
    hasManifest: true,
    register: registerOf([...known.keys()]),
    unlisted: [],
    known,
    locate: async path => {
      const file = known.get(path)
      if (file) return await archive.locate(file.digest)
      throw new OperationalError({
        zh: `到件中没有文件 ${path}; 请检查收件箱的 manifest.json, 重新交接`,
        en: `the arrival has no file ${path}; check manifest.json in the inbox and deliver again`,
      })
    },
  }
}

function registerOf(paths: readonly string[]): ReadonlyMap<RegisterTableId, string> {
  const tables = new Map<RegisterTableId, string>()
  for (const table of Object.keys(REGISTER_TABLES) as RegisterTableId[]) {
    const path = paths.find(path => path.startsWith(`register/${table}.`))
    if (path !== undefined) tables.set(table, path)
  }
  return tables
}
