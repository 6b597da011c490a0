import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileDigest } from '../../../connectors/digest.ts'
import type { Archive } from '../../../workers/archive/archive.ts'
import { FolderArchive } from '../../../workers/archive/folder.ts'
import { newestArrival } from '../../../workers/intake/arrivals.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { ThreadPool } from '../../../workers/threads/pool.ts'
import { digestOf } from '../archive/bytes.ts'
import { sharedHome, temporaryFolder } from '../postgres/folders.ts'
import { put, putAtOnce, putInbox, replaceUnseen, VEHICLES, type Watching, watching } from './inbox.ts'

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

const watch = (folder = join(temporaryFolder(), 'inbox'), options = {}): Watching =>
  watching(folder, { pool: database.pool, threads }, options)
const arrived = async (): Promise<number> =>
  Number((await database.pool.query('select count(*) from arrival')).rows[0]?.count)
const textOf = (folder: string, path = VEHICLES): string => readFileSync(join(folder, path), 'utf8')

/** An archive to which something happens while a file is being kept. */
const disturbed = (folder: string, disturb: (path: string) => void): Archive => {
  const archive = new FolderArchive(folder, fileDigest)
  return {
    keep: async (path, digest) => {
      disturb(path)
      await archive.keep(path, digest)
    },
    has: digest => archive.has(digest),
    locate: digest => archive.locate(digest),
    describe: () => archive.describe(),
  }
}

describe('An inbox', () => {
  it('is taken when nothing in it has changed for long enough', async () => {
    const { folder, lookAfter, arrivals } = watch()
    await putInbox(folder)
    expect(await lookAfter(0)).toBe(10_000)
    expect(await lookAfter(9.9)).toBe(100)
    expect(arrivals).toEqual([])
    expect(await lookAfter(0.1)).toBe(Number.POSITIVE_INFINITY)
    expect(arrivals.length).toBe(1)
  })

  it('becomes an arrival: its plan, and its files, which the archive has', async () => {
    const { folder, lookAfter, arrivals, archive, warnings } = watch()
    await putInbox(folder)
    await lookAfter(0)
    await lookAfter(10)
    const [arrival] = arrivals
    expect(arrival?.plan.asOf).toBe('2017-11-20')
    expect(arrival?.plan.deliveries.map(({ feed, asOf, files }) => [feed, asOf, files])).toEqual([
      ['public-security.vehicles', '2017-11-18', [VEHICLES]],
    ])
    expect(arrival?.files.map(({ path, digest, bytes }) => [path, digest, bytes])).toEqual(
      ['register/households.csv', 'register/members.csv', VEHICLES].map(path => [
        path,
        digestOf(textOf(folder, path)),
        Buffer.byteLength(textOf(folder, path)),
      ]),
    )
    for (const { digest } of arrival?.files ?? []) expect(await archive.has(digest)).toBe(true)
    expect(await newestArrival(database.pool)).toEqual(arrival)
    expect(warnings).toEqual([])
  })

  it('that is written slowly, in pieces, is taken whole', async () => {
    const { folder, lookAfter, arrivals } = watch()
    await putInbox(folder)
    const text = textOf(folder)
    writeFileSync(join(folder, VEHICLES), '')
    for (let at = 0; at < text.length; at += 20) {
      appendFileSync(join(folder, VEHICLES), text.slice(at, at + 20))
      await lookAfter(9)
    }
    expect(arrivals).toEqual([])
    await lookAfter(10)
    expect(arrivals[0]?.files.at(-1)?.digest).toBe(digestOf(text))
  })

  it('whose manifest is put in place last is taken by it', async () => {
    const { folder, lookAfter, arrivals } = watch()
    await putInbox(folder)
    renameSync(join(folder, 'manifest.json'), join(folder, 'manifest.json.part'))
    await lookAfter(0)
    await lookAfter(60)
    expect(arrivals).toEqual([])
    renameSync(join(folder, 'manifest.json.part'), join(folder, 'manifest.json'))
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
  })

  it('whose manifest names a file that comes later waits for it, and says so once', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    await putInbox(folder)
    const text = textOf(folder)
    rmSync(join(folder, VEHICLES))
    for (let round = 0; round < 5; round++) await lookAfter(10)
    expect(warnings).toEqual([
      `files that manifest.json names are not in the inbox ${folder}: ${VEHICLES}; add them, or take them out of manifest.json; the inbox is taken by itself then`,
    ])
    putAtOnce(folder, VEHICLES, text)
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
    expect(warnings.length).toBe(1)
  })

  it.each([
    ['members.csv', 'register/members.csv.part'],
    ['a table that the register need not have', 'register/measures.csv.tmp'],
    ['a delivery', `${VEHICLES}.filepart`],
    ['a delivery, by rsync', 'feeds/public-security.vehicles/.a.csv.x7Kp2Q'],
    ['the manifest', 'manifest.json.tmp'],
  ])('waits while a new version of %s is on its way', async (_, partial) => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    await putInbox(folder)
    put(folder, partial, 'half of')
    await lookAfter(0)
    await lookAfter(10)
    await lookAfter(10)
    expect(arrivals).toEqual([])
    expect(warnings).toEqual([expect.stringContaining(`still being written: ${partial}; `)])
    rmSync(join(folder, partial))
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
  })

  it('is taken beside what an office program or a stranger leaves there', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    await putInbox(folder)
    put(folder, 'register/~$members.xlsx', 'who has it open')
    put(folder, 'feeds/public-security.vehicles/~$a.xlsx', 'who has it open')
    put(folder, 'feeds/public-security.vehicles/b.csv', 'not named')
    put(folder, 'feeds/public-security.vehicles/b.csv.part', 'not named either')
    await lookAfter(0)
    await lookAfter(10)
    expect(arrivals[0]?.files.length).toBe(3)
    expect(warnings).toEqual(['not in manifest.json, not taken: feeds/public-security.vehicles/b.csv'])
  })

  it('never is taken with a temporary file that its manifest names', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    const name = 'b.csv.part'
    await putInbox(folder, '云A00001', [{ feed: 'health.insurance', name, content: [['姓名']] }])
    await lookAfter(0)
    await lookAfter(10)
    expect(arrivals).toEqual([])
    expect(warnings).toEqual([
      expect.stringContaining(`names temporary files: feeds/health.insurance/${name}`),
    ])
  })

  it('with a wrong manifest is told of once for each change, and taken when it is right', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    await putInbox(folder)
    const right = textOf(folder, 'manifest.json')
    for (const wrong of ['{', '{"deliveries": 1}']) {
      writeFileSync(join(folder, 'manifest.json'), wrong)
      for (let round = 0; round < 4; round++) await lookAfter(10)
    }
    expect(warnings.map(text => text.slice(0, 30))).toEqual([
      'manifest.json is not valid JSO',
      'manifest.json is wrong: delive',
    ])
    writeFileSync(join(folder, 'manifest.json'), right)
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
  })

  it('whose folder is not there is told of once, and taken when it is', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    for (let round = 0; round < 3; round++) await lookAfter(10)
    expect(warnings).toEqual([expect.stringContaining(`there is no inbox folder ${folder}`)])
    mkdirSync(folder)
    await lookAfter(10)
    await putInbox(folder)
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
    expect(warnings.length).toBe(1)
  })

  it('without a manifest is left alone', async () => {
    const { folder, lookAfter, arrivals, warnings } = watch()
    await putInbox(folder)
    rmSync(join(folder, 'manifest.json'))
    await lookAfter(0)
    await lookAfter(60)
    expect([arrivals, warnings]).toEqual([[], []])
  })
})

describe('A file that is replaced while it is being read', () => {
  it('is taken in a later round, as it is then', async () => {
    const folder = join(temporaryFolder(), 'inbox')
    let times = 1
    const archive = disturbed(`${folder}-archive`, path => {
      if (path.endsWith(VEHICLES) && times-- > 0) appendFileSync(path, '\r\n')
    })
    const { lookAfter, arrivals, warnings } = watch(folder, { archive })
    await putInbox(folder)
    await lookAfter(0)
    await lookAfter(10)
    expect([arrivals.length, await arrived()]).toEqual([0, 0])
    await lookAfter(5)
    expect(arrivals.length).toBe(0)
    await lookAfter(10)
    expect(arrivals[0]?.files.at(-1)?.digest).toBe(digestOf(textOf(folder)))
    expect(warnings).toEqual([])
  })

  it('after it was kept makes no arrival of two states', async () => {
    const folder = join(temporaryFolder(), 'inbox')
    let times = 1
    const archive = disturbed(`${folder}-archive`, path => {
      if (path.endsWith(VEHICLES) && times-- > 0) appendFileSync(join(folder, 'register/members.csv'), '\r\n')
    })
    const { lookAfter, arrivals } = watch(folder, { archive })
    await putInbox(folder)
    await lookAfter(0)
    await lookAfter(10)
    expect([arrivals.length, await arrived()]).toEqual([0, 0])
    await lookAfter(1)
    await lookAfter(10)
    expect(arrivals[0]?.files[1]?.digest).toBe(digestOf(textOf(folder, 'register/members.csv')))
  })

  it('is noticed by its digest where size and time stay, and told when it does not end', async () => {
    const folder = join(temporaryFolder(), 'inbox')
    const plates = ['云A00002', '云A00003', '云A00004']
    const archive = disturbed(`${folder}-archive`, path => {
      const plate = path.endsWith(VEHICLES) ? plates.shift() : undefined
      if (plate) replaceUnseen(path, text => text.replace(/云A\d+/, plate), textOf(folder))
    })
    const { lookAfter, arrivals, warnings } = watch(folder, { archive })
    await putInbox(folder)
    utimesSync(join(folder, VEHICLES), 1_511_000_000, 1_511_000_000)
    await lookAfter(0)
    await lookAfter(10)
    expect([arrivals.length, warnings.length]).toEqual([0, 0])
    await lookAfter(5)
    await lookAfter(5)
    expect(warnings).toEqual([expect.stringContaining('files change while they are being read')])
    await lookAfter(30)
    await lookAfter(30)
    expect(arrivals[0]?.files.at(-1)?.digest).toBe(digestOf(textOf(folder)))
    expect(textOf(folder)).toContain('云A00004')
  })
})

describe('The same inbox', () => {
  it('is one arrival: untouched, touched, seen by a watcher that was started anew, on another day', async () => {
    const { folder, lookAfter, arrivals } = watch()
    await putInbox(folder)
    writeFileSync(
      join(folder, 'manifest.json'),
      textOf(folder, 'manifest.json')
        .replaceAll(/"asOf":"[^"]*",?/g, '')
        .replaceAll(',}', '}'),
    )
    await lookAfter(0)
    await lookAfter(10)
    await lookAfter(60)
    expect(arrivals[0]?.plan.deliveries[0]?.asOf).toBe('2017-11-21')
    put(folder, VEHICLES, textOf(folder))
    put(folder, 'manifest.json', `${textOf(folder, 'manifest.json')}\n`)
    await lookAfter(60)
    await lookAfter(60)
    expect(arrivals.length).toBe(1)
    const anew = watch(folder, { today: () => '2017-11-22' })
    await anew.lookAfter(0)
    await anew.lookAfter(10)
    expect(anew.arrivals).toEqual([])
    expect(await arrived()).toBe(1)
  })

  it('is one arrival of one watcher where two see it at once', async () => {
    const one = watch()
    const other = watch(one.folder, { archive: one.archive })
    await putInbox(one.folder)
    await Promise.all([one.lookAfter(0), other.lookAfter(0)])
    await Promise.all([one.lookAfter(10), other.lookAfter(10)])
    expect(one.arrivals.length + other.arrivals.length).toBe(1)
    expect(await arrived()).toBe(1)
    expect([...one.warnings, ...other.warnings]).toEqual([])
  })

  it('is the newest again when it is put back', async () => {
    const { folder, lookAfter, arrivals } = watch()
    for (const plate of ['云A00001', '云A00002', '云A00001']) {
      await putInbox(folder, plate)
      await lookAfter(1)
      await lookAfter(10)
    }
    const [first, second, third] = arrivals
    expect(third?.id).toBe(first?.id)
    expect(second?.id).not.toBe(first?.id)
    expect((await newestArrival(database.pool))?.id).toBe(first?.id)
    expect(await arrived()).toBe(2)
  })
})

describe('What goes wrong beside the inbox', () => {
  it('an archive that cannot be reached: told once, tried again less and less often, taken in the end', async () => {
    const folder = join(temporaryFolder(), 'inbox')
    let tries = 0
    const archive = disturbed(`${folder}-archive`, () => {
      if (++tries <= 2) throw new Error('no room')
    })
    const { lookAfter, arrivals, warnings } = watch(folder, { archive })
    await putInbox(folder)
    await lookAfter(0)
    await lookAfter(10)
    expect(await lookAfter(5)).toBe(5000)
    expect(tries).toBe(1)
    await lookAfter(5)
    expect(tries).toBe(2)
    expect(await lookAfter(10)).toBe(10_000)
    expect(warnings).toEqual([`the inbox ${folder} was not taken and will be tried again: no room`])
    await lookAfter(10)
    expect(arrivals.length).toBe(1)
  })

  it('who should be told of an arrival cannot be: the arrival stands', async () => {
    const { folder, lookAfter, warnings } = watch(undefined, {
      onArrival: () => Promise.reject(new Error('no queue')),
    })
    await putInbox(folder)
    await lookAfter(0)
    await lookAfter(10)
    await lookAfter(10)
    expect(await arrived()).toBe(1)
    expect(warnings).toEqual([expect.stringContaining('what should follow was not told: no queue')])
  })

  it('an ended watch takes nothing more', async () => {
    const ended = new AbortController()
    const folder = join(temporaryFolder(), 'inbox')
    const archive = disturbed(`${folder}-archive`, () => ended.abort())
    const { lookAfter } = watch(folder, { archive, signal: ended.signal })
    await putInbox(folder)
    await lookAfter(0)
    await expect(lookAfter(10)).rejects.toThrow('This operation was aborted')
    expect(await arrived()).toBe(0)
  })
})
