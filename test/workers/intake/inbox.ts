/** What the tests of the intake share: a small inbox on disk, and a watcher whose time they decide. */
import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Pool } from 'pg'
import { fileDigest } from '../../../connectors/digest.ts'
import type { Archive } from '../../../workers/archive/archive.ts'
import { FolderArchive } from '../../../workers/archive/folder.ts'
import type { Arrival } from '../../../workers/intake/arrivals.ts'
import { InboxRounds, type InboxRoundsOptions } from '../../../workers/intake/rounds.ts'
import type { ThreadPool } from '../../../workers/threads/pool.ts'
import { type Delivered, key, vehicles, writeInbox } from '../../e2e/inbox.ts'

export const VEHICLES = 'feeds/public-security.vehicles/a.csv'
export const PERSON = key('19800101', 1)

const HOUSEHOLDS = [{ code: '5301290001' }]
const MEMBERS = [{ household: '5301290001', name: '张三', key: PERSON }]

/** One household, one car. */
export const putInbox = (
  folder: string,
  plate = '云A00001',
  more: readonly Delivered[] = [],
): Promise<void> =>
  writeInbox(folder, {
    households: HOUSEHOLDS,
    members: MEMBERS,
    deliveries: [
      {
        feed: 'public-security.vehicles',
        name: 'a.csv',
        content: vehicles(['张三', PERSON, plate]),
        asOf: '2017-11-18',
      },
      ...more,
    ],
  })

/** Writes below a folder, as a copy over the network does: the name is there before the bytes are. */
export function put(folder: string, path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

/** Puts a file in place at once. */
export function putAtOnce(folder: string, path: string, content: string): void {
  put(folder, `${path}.part`, content)
  renameSync(join(folder, `${path}.part`), join(folder, path))
}

/** Other bytes, the same size and time of change: what only the digest can tell. */
export function replaceUnseen(path: string, change: (text: string) => string, text: string): void {
  const { atime, mtime } = statSync(path)
  writeFileSync(path, change(text))
  utimesSync(path, atime, mtime)
}

export const SETTLE = 10_000

export interface Watching {
  readonly folder: string
  readonly archive: Archive
  readonly arrivals: Arrival[]
  readonly warnings: string[]
  /** A round, so many seconds after the one before. */
  lookAfter(seconds: number): Promise<number>
}

/** A watcher of a folder. Its clock stands still between rounds. */
export function watching(
  folder: string,
  { pool, threads }: { readonly pool: Pool; readonly threads: ThreadPool },
  options: Partial<InboxRoundsOptions> = {},
): Watching {
  const archive = options.archive ?? new FolderArchive(`${folder}-archive`, fileDigest)
  const arrivals: Arrival[] = []
  const warnings: string[] = []
  const rounds = new InboxRounds({
    folder,
    pool,
    threads,
    settleMs: SETTLE,
    today: () => '2017-11-21',
    onArrival: arrival => void arrivals.push(arrival),
    warn: text => warnings.push(text.en),
    signal: new AbortController().signal,
    ...options,
    archive,
  })
  let now = 0
  return {
    folder,
    archive,
    arrivals,
    warnings,
    lookAfter: seconds => {
      now += seconds * 1000
      return rounds.look(now)
    },
  }
}
