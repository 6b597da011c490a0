/** A file on its way into object storage: in parts that are sent again when one is lost, never as a whole in memory. */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { S3 } from '@aws-sdk/client-s3'
import type { ObjectName } from './address.ts'
import { FileChanged } from './archive.ts'

const MIB = 1024 * 1024
/** Bytes of a part, and of the largest file that is sent as one. */
const PART = 16 * MIB
/** Storage takes 10 000 parts of an object. */
const MOST_PARTS = 9_000

/** @throws FileChanged if the bytes that were sent do not have the digest: the object is not there then */
export async function upload(s3: S3, object: ObjectName, path: string, digest: string): Promise<void> {
  await using file = await open(path)
  const { size } = await file.stat()
  if (size > PART) return await uploadParts(s3, object, file, { path, digest, size })
  const bytes = await readPart(file, Buffer.alloc(size), 0)
  if (createHash('sha256').update(bytes).digest('hex') !== digest) throw new FileChanged(path)
  await s3.putObject({ Bucket: object.bucket, Key: object.key, Body: bytes, ContentMD5: md5(bytes) })
}

async function uploadParts(
  s3: S3,
  object: ObjectName,
  file: FileHandle,
  { path, digest, size }: { readonly path: string; readonly digest: string; readonly size: number },
): Promise<void> {
  const target = { Bucket: object.bucket, Key: object.key }
  const { UploadId } = await s3.createMultipartUpload(target)
  const upload = { ...target, UploadId }
  const buffer = Buffer.alloc(Math.max(PART, Math.ceil(size / MOST_PARTS / MIB) * MIB))
  const hash = createHash('sha256')
  const parts: { PartNumber: number; ETag: string | undefined }[] = []
  try {
    for (let at = 0; at < size; at += buffer.length) {
      const bytes = await readPart(file, buffer.subarray(0, Math.min(buffer.length, size - at)), at)
      if (bytes.length === 0) break
      hash.update(bytes)
      const PartNumber = parts.length + 1
      const { ETag } = await s3.uploadPart({ ...upload, PartNumber, Body: bytes, ContentMD5: md5(bytes) })
      parts.push({ PartNumber, ETag })
    }
    if (hash.digest('hex') !== digest) throw new FileChanged(path)
    await s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts: parts } })
  } catch (error) {
    await s3.abortMultipartUpload(upload).catch(() => undefined)
    throw error
  }
}

/** Fills a buffer from a place in the file; less than that where the file has become shorter. */
async function readPart(file: FileHandle, buffer: Buffer, from: number): Promise<Buffer> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

/** Storage compares it with what has arrived. */
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('base64')
