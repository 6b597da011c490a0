/** The files of the archive, as a backup lists and holds them. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ArchivedFile } from './manifest.ts'

const DIGEST = /^[0-9a-f]{64}$/

/** An archive 归档 that lies in a folder. */
export class ArchivedFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** By digest; nothing where there is no archive yet. */
  async list(): Promise<readonly ArchivedFile[]> {
    const names = await readdir(this.#folder, { recursive: true }).catch(error => {
      if (error.code === 'ENOENT') return []
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

  read(digest: string): Readable {
    return createReadStream(this.#path(digest))
  }

  /** Keeps a file, once. @returns whether its bytes were those of its digest; nothing is kept otherwise */
  async keep(digest: string, content: AsyncIterable<Buffer>): Promise<boolean> {
    const kept = this.#path(digest)
    const partial = `${kept}.partial`
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    try {
      const hash = createHash('sha256')
      {
        await using handle = await open(partial, 'w', 0o600)
        for await (const chunk of content) {
          hash.update(chunk)
          await handle.writeFile(chunk)
        }
        await handle.sync()
      }
      if (hash.digest('hex') !== digest) return false
      await rename(partial, kept)
      return true
    } finally {
      await rm(partial, { force: true })
    }
  }

  #path(digest: string): string {
    return join(this.#folder, digest.slice(0, 2), digest)
  }
}
