/** The archive 归档: the files of deliveries and register as they came, once, by digest. Bytes are never changed. */
import type { FileDigest } from '../../connectors/digest.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import { OperationalError } from '../operational-error.ts'

export interface Archive {
  /**
   * Keeps a file once, by its digest.
   * @throws FileChanged if the file no longer has that digest: nothing is kept then
   */
  keep(path: string, digest: string): Promise<void>
  has(digest: string): Promise<boolean>
  /**
   * A local path that holds the bytes; fetched first where they are elsewhere. Ask again for every reading: what has not
   * been asked for in a while may have to make room.
   * @throws OperationalError if nobody has them
   */
  locate(digest: string): Promise<string>
  /** Where it is, for people. */
  describe(): Bilingual
}

/** Reads a file for its digest, here or in a thread. */
export type Digesting = (path: string) => Promise<FileDigest>

/** A file was written to between the taking of its digest and its keeping. */
export class FileChanged extends OperationalError {
  constructor(path: string) {
    super({
      zh: `${path} 在读取时被改动; 请先用临时文件名 (如 .part) 传完, 再改成正式文件名, 然后重试`,
      en: `${path} was changed while it was being read; transfer it under a temporary name (such as .part), rename it when it is complete, and try again`,
    })
  }
}

/** Where a digest's bytes lie below the archive, in every kind of archive: one can be copied into another. */
export const placeOf = (digest: string): string => `${digest.slice(0, 2)}/${digest}`
