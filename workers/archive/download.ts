/** An object on its way out of storage: into a file, its digest taken on the way. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { S3 } from '@aws-sdk/client-s3'
import { OperationalError } from '../operational-error.ts'
import { type ObjectName, showObject } from './address.ts'

/** How often a body may break off in a row without having brought {@link PROGRESS} bytes. */
const PATIENCE = 5
const PROGRESS = 1024 * 1024
/** Milliseconds before the next try, times the tries so far. */
const PAUSE = 100

/**
 * Writes an object into a new file. A body that breaks off is gone on with where it broke off.
 * @throws OperationalError that names the object: it has another digest, or kept breaking off; the file is worth nothing
 *   then. What the client throws where there is no object, or no way to it.
 */
export async function download(s3: S3, object: ObjectName, digest: string, to: string): Promise<void> {
  await using file = await open(to, 'wx', 0o600)
  const hash = createHash('sha256')
  let received = 0
  let size: number | undefined
  let etag: string | undefined
  let fruitless = 0
  while (size === undefined || received < size) {
    const from = received
    const answer = await s3.getObject({
      Bucket: object.bucket,
      Key: object.key,
      ...(from > 0 ? { Range: `bytes=${from}-`, IfMatch: etag } : {}),
    })
    // Of an answer without Content-Length the digest alone says whether it is whole.
    size ??= answer.ContentLength ?? Number.POSITIVE_INFINITY
    etag ??= answer.ETag
    if (from > 0 && !answer.ContentRange?.startsWith(`bytes ${from}-`)) throw brokenOff(object, from, size)
    let writing = false
    try {
      for await (const chunk of answer.Body as Readable) {
        hash.update(chunk)
        writing = true
        await file.appendFile(chunk)
        writing = false
        received += chunk.length
      }
      if (size === Number.POSITIVE_INFINITY) break
    } catch (error) {
      // The file's, not the connection's.
      if (writing) throw error
    }
    if (received >= size) break
    fruitless = received - from < PROGRESS ? fruitless + 1 : 0
    if (fruitless >= PATIENCE) throw brokenOff(object, received, size)
    await sleep(fruitless * PAUSE)
  }
  const found = hash.digest('hex')
  if (found !== digest) throw wrongDigest(object, found)
}

const brokenOff = (object: ObjectName, received: number, size: number): OperationalError =>
  new OperationalError({
    zh: `${showObject(object)} 的传输一再中断 (收到 ${received} 字节, 共 ${size}); 请检查网络和对象存储, 然后重试`,
    en: `${showObject(object)} broke off again and again (${received} bytes of ${size} came); check the network and the object storage, then try again`,
  })

const wrongDigest = (object: ObjectName, found: string): OperationalError =>
  new OperationalError({
    zh: `${showObject(object)} 的内容与其名称不符 (SHA-256 为 ${found}), 没有使用; 请从备份恢复这个对象, 或删除它并把原文件放回收件箱`,
    en: `${showObject(object)} does not hold what its name says (its SHA-256 is ${found}) and was not used; restore the object from a backup, or delete it and put the file into the inbox again`,
  })
