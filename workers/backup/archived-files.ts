/** The files of the archive 归档, as a backup lists and holds them. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../absent-file.ts'
import { type Archive, placeOf } from '../archive/archive.ts'
import type { ArchivedFile } from './manifest.ts'

const DIGEST = /^[0-9a-f]{64}$/

/** An archive that lies in a folder. One in object storage is backed up there. */
export class ArchivedFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** By digest; nothing where there is no archive yet. */
  async list(): Promise<readonly ArchivedFile[]> {
    const names = await readdir(this.#folder, { recursive: true }).catch(error => {
      if (isAbsent(error)) return []
      throw error
    })
    const files: ArchivedFile[] = []
    for (const name of names) {
      const digest = name.split(/[/\\]/).at(-1) ?? ''
      if (!DIGEST.test(digest) || join(this.#folder, name) !== this.#path(digest)) continue
      files.push({ digest, bytes: (await stat(this.#path(digest))).size })
    }
    return files.sort((a, b) => (a.digest < b.digest ? -1 : 1))
  }

  read(digest: string): AsyncIterable<Buffer> {
    return createReadStream(this.#path(digest))
  }

  #path(digest: string): string {
    return join(this.#folder, placeOf(digest))
  }
}

/** Keeps a file of a backup. @returns whether its bytes were those of its digest; it is not kept otherwise */
export type KeepFile = (digest: string, content: AsyncIterable<Buffer>) => Promise<boolean>

/** @param aside a folder for one file at a time on its way */
export const keepIn =
  (archive: Archive, aside: string): KeepFile =>
  async (digest, content) => {
    await mkdir(aside, { recursive: true, mode: 0o700 })
    const path = join(aside, digest)
    try {
      const hash = createHash('sha256')
      {
        await using handle = await open(path, 'w', 0o600)
        for await (const chunk of content) {
          hash.update(chunk)
          await handle.writeFile(chunk)
        }
      }
      if (hash.digest('hex') !== digest) return false
      await archive.keep(path, digest)
      return true
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
  }
