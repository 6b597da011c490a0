import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

export interface FileDigest {
  /** SHA-256, 64 hex digits. */
  readonly digest: string
  readonly bytes: number
}

/** The SHA-256 of a file's bytes, as delivered. */
export async function fileDigest(path: string): Promise<FileDigest> {
  await using handle = await open(path)
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { digest: hash.digest('hex'), bytes }
}
