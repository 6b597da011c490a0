import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fileDigest } from '../../../connectors/digest.ts'
import { FolderArchive } from '../../../workers/archive/folder.ts'
import { type Arrival, newestArrival } from '../../../workers/intake/arrivals.ts'
import { type InboxWatch, watchInbox } from '../../../workers/intake/watch.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { putInbox } from './inbox.ts'

const A_DAY = 86_400_000

let database: Database
let threads: ThreadPool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  threads = new ThreadPool(2)
})
afterAll(async () => {
  await threads[Symbol.asyncDispose]()
  await database.stop()
})
beforeEach(() => database.pool.query('delete from arrival'))

function watching(folder: string, options: Partial<InboxWatch>) {
  const ending = new AbortController()
  const arrivals: Arrival[] = []
  const arrived = Promise.withResolvers<void>()
  const ended = watchInbox({
    folder,
    archive: new FolderArchive(`${folder}-archive`, fileDigest),
    pool: database.pool,
    threads,
    settleMs: 50,
    pollMs: 20,
    today: () => '2017-11-21',
    onArrival: arrival => {
      arrivals.push(arrival)
      arrived.resolve()
    },
    warn: () => undefined,
    signal: ending.signal,
    ...options,
  })
  return { arrivals, arrived: arrived.promise, ended, end: () => ending.abort() }
}

it('a watched inbox is taken without a call, also where its folder is made later', async () => {
  const folder = join(temporaryFolder(), 'inbox')
  const { arrived, arrivals, ended, end } = watching(folder, {})
  await putInbox(folder)
  await arrived
  end()
  await ended
  expect((await newestArrival(database.pool))?.id).toBe(arrivals.at(-1)?.id)
})

it('it is looked into when the operating system tells of a change, long before the next look is due', async () => {
  const folder = join(temporaryFolder(), 'inbox')
  mkdirSync(folder)
  const { arrived, ended, end } = watching(folder, { pollMs: A_DAY })
  await putInbox(folder)
  await arrived
  end()
  await ended
})

it('the watch ends when it is told to, whatever it waits for', async () => {
  const folder = join(temporaryFolder(), 'inbox')
  const keeping = Promise.withResolvers<void>()
  const archive = new FolderArchive(`${folder}-archive`, fileDigest)
  archive.keep = () => {
    keeping.resolve()
    return new Promise(() => undefined)
  }
  const busy = watching(folder, { archive })
  const idle = watching(join(temporaryFolder(), 'nothing'), { pollMs: A_DAY })
  await putInbox(folder)
  await keeping.promise
  busy.end()
  idle.end()
  await Promise.all([busy.ended, idle.ended])
  expect(await newestArrival(database.pool)).toBeUndefined()
})
