/** The archive 归档: every accepted delivery's files as they came, once, by digest. Bytes are never changed. */
import { constants, type Stats } from 'node:fs'
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export class Archive {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = join(home, 'archive')
  }

  path(digest: string): string {
    return join(this.#folder, digest.slice(0, 2), digest)
  }

  /** Keeps a copy of a file; a clone where the file system can. */
  async keep(path: string, digest: string): Promise<void> {
    const kept = this.path(digest)
    const [there, source] = await Promise.all([sizeOf(kept), stat(path)])
    if (there?.size === source.size) return
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    const partial = `${kept}.partial`
    try {
      await copyFile(path, partial, constants.COPYFILE_FICLONE)
      await rename(partial, kept)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
  }
}

async function sizeOf(path: string): Promise<Stats | undefined> {
  return await stat(path).catch(() => undefined)
}
