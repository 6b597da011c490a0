import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Archive, FileChanged } from '../../../workers/archive/archive.ts'
import { openArchive } from '../../../workers/archive/open.ts'
import { loadConfig } from '../../../workers/config.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { temporaryFolder } from '../postgres/folders.ts'
import { digestOf, noise, written } from './bytes.ts'
import { ACCESS_KEY, ObjectStorageServer } from './object-storage-server.ts'

const MIB = 1024 * 1024
const SECRET = 'not-to-be-shown'

let storage: ObjectStorageServer
let folder: string
let archive: Archive
beforeEach(async () => {
  storage = await ObjectStorageServer.open()
  folder = temporaryFolder()
  archive = onHost('host')
})
afterEach(() => storage[Symbol.asyncDispose]())

/** The archive as a host sees it that has a state folder of its own. */
const onHost = (host: string, environment: Record<string, string> = {}): Archive =>
  openArchive(
    loadConfig({
      BIDUI_HOME: join(folder, host),
      BIDUI_ARCHIVE: 's3://bucket/city',
      BIDUI_S3_ENDPOINT: storage.endpoint,
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: SECRET,
      ...environment,
    }),
  )

const source = (bytes: string | Buffer) => {
  const path = join(folder, 'a.csv')
  return { path, digest: written(path, bytes) }
}
const objectOf = (digest: string): string => `/bucket/city/${digest.slice(0, 2)}/${digest}`
const cached = (host = 'host'): readonly string[] => readdirSync(join(folder, host, 'cache'))
const failureOf = async (work: Promise<unknown>): Promise<OperationalError> => {
  const error: unknown = await work.catch(e => e)
  if (error instanceof OperationalError) return error
  throw new Error('no operational error', { cause: error })
}

describe('The archive in object storage', () => {
  it('gives the bytes on a host that never had the file, and fetches them once', async () => {
    const { path, digest } = source('车牌号\n云A00001\n')
    await archive.keep(path, digest)
    const other = onHost('other')
    expect(readFileSync(await other.locate(digest), 'utf8')).toBe('车牌号\n云A00001\n')
    storage.requests.length = 0
    await other.locate(digest)
    expect(storage.requests).toEqual([])
    expect(cached('other')).toEqual([digest])
  })

  it('keeps equal files once', async () => {
    const { path, digest } = source('a')
    await archive.keep(path, digest)
    await onHost('other').keep(path, digest)
    expect(storage.requests).toEqual(['HEAD', 'PUT', 'HEAD', 'HEAD'])
    expect([...storage.objects.keys()]).toEqual([objectOf(digest)])
  })

  it('says whether it has a file', async () => {
    const { path, digest } = source('a')
    expect(await archive.has(digest)).toBe(false)
    await archive.keep(path, digest)
    expect(await archive.has(digest)).toBe(true)
  })

  it('sends a large file in parts, and an empty one too', async () => {
    const large = source(noise(35 * MIB + 17, 1))
    await archive.keep(large.path, large.digest)
    expect(storage.requests).toEqual(['HEAD', 'POST', 'PUT 1', 'PUT 2', 'PUT 3', 'POST', 'HEAD'])
    expect(digestOf(storage.objects.get(objectOf(large.digest)) ?? '')).toBe(large.digest)
    expect(digestOf(readFileSync(await archive.locate(large.digest)))).toBe(large.digest)
    const empty = source('')
    await archive.keep(empty.path, empty.digest)
    expect(readFileSync(await archive.locate(empty.digest), 'utf8')).toBe('')
  })

  it.each([
    ['small', 20],
    ['large', 20 * MIB],
  ])('keeps nothing of a %s file that no longer has its digest', async (_, size) => {
    const { path, digest } = source(noise(size, 2))
    writeFileSync(path, noise(size, 3))
    await expect(archive.keep(path, digest)).rejects.toBeInstanceOf(FileChanged)
    expect([storage.objects.size, storage.uploads.size]).toEqual([0, 0])
  })

  it('asks again where storage is busy', async () => {
    const { path, digest } = source(noise(20 * MIB, 4))
    storage.busy = 2
    await archive.keep(path, digest)
    storage.busy = 2
    expect(digestOf(readFileSync(await archive.locate(digest)))).toBe(digest)
    expect(storage.requests.filter(request => request === 'HEAD').length).toBe(4)
  })

  it('goes on where a body broke off', async () => {
    const { path, digest } = source(noise(4 * MIB, 5))
    await archive.keep(path, digest)
    storage.requests.length = 0
    storage.breaks = 2
    expect(digestOf(readFileSync(await archive.locate(digest)))).toBe(digest)
    const [first, ...later] = storage.requests
    expect(first).toBe('GET')
    expect(later.length).toBe(2)
    for (const request of later) expect(request).toMatch(/^GET bytes=[1-9]\d+-$/)
  })

  it('never has a body in its cache that kept breaking off, and names the object', async () => {
    const { path, digest } = source('0123456789'.repeat(10))
    await archive.keep(path, digest)
    storage.breaks = 100
    const { text } = await failureOf(archive.locate(digest))
    expect(text.en).toMatch(/^s3:\/\/bucket\/city\/.*\/[0-9a-f]{64} broke off again and again/)
    expect(text.en).toContain(digest)
    expect(cached()).toEqual([])
    storage.breaks = 0
    expect(digestOf(readFileSync(await archive.locate(digest)))).toBe(digest)
  })

  it('never has a body in its cache that ended early as if that were all', async () => {
    const { path, digest } = source('0123456789'.repeat(10))
    await archive.keep(path, digest)
    storage.shortened = 1
    const { text } = await failureOf(archive.locate(digest))
    expect(text.zh).toContain(`s3:/${objectOf(digest)} 的内容与其名称不符`)
    expect(cached()).toEqual([])
  })

  it('names an object that holds something else', async () => {
    const { path, digest } = source('as it was')
    await archive.keep(path, digest)
    storage.objects.set(objectOf(digest), Buffer.from('as it is!'))
    const { text } = await failureOf(archive.locate(digest))
    expect(text.en).toContain(`s3:/${objectOf(digest)} does not hold what its name says`)
    expect(text.en).toContain(digestOf('as it is!'))
    expect(cached()).toEqual([])
  })

  it('names an object that is not there', async () => {
    const digest = digestOf('nothing')
    const { text } = await failureOf(archive.locate(digest))
    expect(text.en).toBe(
      `the archive does not have s3:/${objectOf(digest)}; restore the object from a backup, or put the file into the inbox again`,
    )
  })

  it.each<[string, Partial<Pick<ObjectStorageServer, 'denies' | 'busy'>>, Record<string, string>, string]>([
    ['that denies access', { denies: true }, {}, '访问被拒绝; 请检查 AWS_ACCESS_KEY_ID'],
    ['without the bucket', {}, { BIDUI_ARCHIVE: 's3://other' }, '存储桶不存在; 请先建立'],
    [
      'where nothing answers',
      {},
      { BIDUI_S3_ENDPOINT: 'http://127.0.0.1:1' },
      '连接不上; 请检查 BIDUI_S3_ENDPOINT',
    ],
    ['that is always busy', { busy: 1000 }, {}, '对象存储没有完成请求; 稍后重试'],
  ])('says what is wrong with storage %s, and no secret', async (_, state, environment, words) => {
    const { path, digest } = source('a')
    Object.assign(storage, state)
    const { text } = await failureOf(onHost('host', environment).keep(path, digest))
    expect(text.zh).toContain(words)
    expect(text.zh + text.en).not.toContain(SECRET)
    expect(text.zh + text.en).not.toContain(ACCESS_KEY)
  })

  it('is described with its endpoint', () => {
    expect(archive.describe().zh).toBe(`对象存储 s3://bucket/city (${storage.endpoint})`)
  })
})
