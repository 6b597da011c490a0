/** The archive in S3-compatible object storage: workers on all hosts read the same deliveries. */
import { stat } from 'node:fs/promises'
import type { S3 } from '@aws-sdk/client-s3'
import type { Bilingual } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'
import { type ObjectName, type ObjectStorageAccess, showObject } from './address.ts'
import { type Archive, placeOf } from './archive.ts'
import { download } from './download.ts'
import type { FileCache } from './file-cache.ts'
import { explainStorage, isNoSuchObject } from './storage-failure.ts'
import { upload } from './upload.ts'

/** How often a request is sent before it counts as failed; the pauses between grow. */
const TRIES = 6
/** Milliseconds. */
const CONNECT_PATIENCE = 10_000
const SILENCE_PATIENCE = 60_000

export interface ObjectStorageSettings {
  readonly bucket: string
  readonly prefix: string
  readonly access: ObjectStorageAccess
  readonly cache: FileCache
}

export class ObjectStorageArchive implements Archive {
  readonly #settings: ObjectStorageSettings
  #client: Promise<S3> | undefined

  constructor(settings: ObjectStorageSettings) {
    this.#settings = settings
  }

  async keep(path: string, digest: string): Promise<void> {
    const { size } = await stat(path)
    const object = this.#object(digest)
    await this.#ask(object, async s3 => {
      if ((await sizeOf(s3, object)) === size) return
      await upload(s3, object, path, digest)
      const kept = await sizeOf(s3, object)
      if (kept !== size) throw notKept(object, size, kept)
    })
  }

  async has(digest: string): Promise<boolean> {
    const object = this.#object(digest)
    return await this.#ask(object, async s3 => (await sizeOf(s3, object)) !== undefined)
  }

  async locate(digest: string): Promise<string> {
    const object = this.#object(digest)
    return await this.#settings.cache.locate(digest, partial =>
      this.#ask(object, s3 => download(s3, object, digest, partial)),
    )
  }

  describe(): Bilingual {
    const { bucket, prefix, access } = this.#settings
    const where = `${showObject({ bucket, key: prefix })}${access.endpoint === undefined ? '' : ` (${access.endpoint})`}`
    return { zh: `对象存储 ${where}`, en: `object storage ${where}` }
  }

  #object(digest: string): ObjectName {
    const { bucket, prefix } = this.#settings
    return { bucket, key: [...(prefix === '' ? [] : [prefix]), placeOf(digest)].join('/') }
  }

  async #ask<T>(object: ObjectName, request: (s3: S3) => Promise<T>): Promise<T> {
    this.#client ??= connect(this.#settings.access)
    try {
      return await request(await this.#client)
    } catch (error) {
      if (isNoSuchObject(error)) throw notThere(object, error)
      throw explainStorage(error, showObject(object))
    }
  }
}

/** The client is large: it is loaded by who needs it. */
async function connect({ endpoint, region, credentials }: ObjectStorageAccess): Promise<S3> {
  const { S3 } = await import('@aws-sdk/client-s3')
  return new S3({
    ...(region === undefined ? {} : { region }),
    maxAttempts: TRIES,
    // What the storage says on its own is checked by our digests; not every storage knows newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_PATIENCE, socketTimeout: SILENCE_PATIENCE },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
  })
}

async function sizeOf(s3: S3, { bucket, key }: ObjectName): Promise<number | undefined> {
  try {
    return (await s3.headObject({ Bucket: bucket, Key: key })).ContentLength
  } catch (error) {
    if (isNoSuchObject(error)) return undefined
    throw error
  }
}

const notThere = (object: ObjectName, cause: unknown): OperationalError =>
  new OperationalError(
    {
      zh: `归档里没有 ${showObject(object)}; 请从备份恢复这个对象, 或把原文件放回收件箱`,
      en: `the archive does not have ${showObject(object)}; restore the object from a backup, or put the file into the inbox again`,
    },
    { cause },
  )

const notKept = (object: ObjectName, wanted: number, found: number | undefined): OperationalError =>
  new OperationalError({
    zh: `${showObject(object)} 存入后大小不对 (应为 ${wanted} 字节, 实为 ${found ?? 0}); 请检查对象存储, 然后重试`,
    en: `${showObject(object)} has a wrong size after it was stored (${found ?? 0} bytes instead of ${wanted}); check the object storage, then try again`,
  })
