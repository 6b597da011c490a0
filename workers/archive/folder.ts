/** The archive as a folder: of this machine, or a share that all hosts see under one path. */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bilingual } from '../../pipelines/types.ts'
import { isAbsent } from '../absent-file.ts'
import { OperationalError } from '../operational-error.ts'
import { type Archive, type Digesting, FileChanged, placeOf } from './archive.ts'
import { flushFile, flushFolder } from './flush.ts'

export class FolderArchive implements Archive {
  readonly #folder: string
  readonly #digest: Digesting

  constructor(folder: string, digest: Digesting) {
    this.#folder = folder
    this.#digest = digest
  }

  /** A clone where the file system can; what gets its name in the archive has been read back. */
  async keep(path: string, digest: string): Promise<void> {
    const kept = this.#path(digest)
    const [there, source] = await Promise.all([sizeOf(kept), stat(path)])
    if (there === source.size) return
    await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
    // Several programs may keep the same file at once.
    const partial = `${kept}.${randomUUID()}.partial`
    try {
      await copyFile(path, partial, constants.COPYFILE_FICLONE)
      await chmod(partial, 0o600)
      if ((await this.#digest(partial)).digest !== digest) throw new FileChanged(path)
      await flushFile(partial)
      await rename(partial, kept)
      await flushFolder(dirname(kept))
    } finally {
      await rm(partial, { force: true })
    }
  }

  async has(digest: string): Promise<boolean> {
    return (await sizeOf(this.#path(digest))) !== undefined
  }

  async locate(digest: string): Promise<string> {
    if (await this.has(digest)) return this.#path(digest)
    throw new OperationalError({
      zh: `${this.describe().zh}里没有文件 ${digest}; 请从备份恢复归档, 或把原文件放回收件箱`,
      en: `the ${this.describe().en} does not have the file ${digest}; restore the archive from its backup, or put the file into the inbox again`,
    })
  }

  describe(): Bilingual {
    return { zh: `归档文件夹 ${this.#folder}`, en: `archive folder ${this.#folder}` }
  }

  #path(digest: string): string {
    return join(this.#folder, placeOf(digest))
  }
}

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    error => {
      if (isAbsent(error)) return undefined
      throw error
    },
  )
