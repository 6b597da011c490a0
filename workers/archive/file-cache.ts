/**
 * Copies of archived files on this host, by digest. All programs of the host share the folder: a file's time of change
 * says when it was last asked for.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../absent-file.ts'
import { flushFile } from './flush.ts'

/** What was asked for within this time may still be being read, by whichever program. */
const IN_USE = 6 * 60 * 60 * 1000

const CACHED = /^[0-9a-f]{64}$/

export interface FileCacheSettings {
  readonly folder: string
  /** Bytes. More are there only while all of them are in use. */
  readonly limit: number
  readonly now?: () => number
}

interface Entry {
  readonly path: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly usedAt: number
}

export class FileCache {
  readonly #folder: string
  readonly #limit: number
  readonly #now: () => number
  readonly #filling = new Map<string, Promise<string>>()

  constructor({ folder, limit, now = Date.now }: FileCacheSettings) {
    this.#folder = folder
    this.#limit = limit
    this.#now = now
  }

  /**
   * The path of a file that is there, or is fetched now.
   * @param fetch writes the file, complete and with the digest that was asked for, or throws
   */
  async locate(digest: string, fetch: (partial: string) => Promise<void>): Promise<string> {
    const filling = this.#filling.get(digest)
    if (filling) return await filling
    const path = join(this.#folder, digest)
    if (await this.#touch(path)) return path
    // Somebody else may have begun in the meantime.
    const begun = this.#filling.get(digest) ?? this.#fill(path, fetch)
    this.#filling.set(digest, begun)
    try {
      return await begun
    } finally {
      this.#filling.delete(digest)
    }
  }

  async #fill(path: string, fetch: (partial: string) => Promise<void>): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const partial = `${path}.${randomUUID()}.partial`
    try {
      await fetch(partial)
      // A name in the cache is a promise: it must not come to mean less after a loss of power.
      await flushFile(partial)
      await this.#touch(partial)
      await rename(partial, path)
    } finally {
      await rm(partial, { force: true })
    }
    await this.#makeRoom()
    return path
  }

  /** Notes that a file is in use; false if it is not there. */
  async #touch(path: string): Promise<boolean> {
    const now = new Date(this.#now())
    try {
      await utimes(path, now, now)
      return true
    } catch (error) {
      if (isAbsent(error)) return false
      throw error
    }
  }

  /** Removes what has not been asked for the longest, until the rest fits. */
  async #makeRoom(): Promise<void> {
    const unused = this.#now() - IN_USE
    const cached: Entry[] = []
    for (const name of await readdir(this.#folder)) {
      const entry = await look(join(this.#folder, name))
      if (!entry) continue
      if (CACHED.test(name)) cached.push(entry)
      // Of a program that was killed.
      else if (entry.usedAt < unused) await rm(entry.path, { force: true })
    }
    let bytes = cached.reduce((sum, entry) => sum + entry.bytes, 0)
    for (const entry of cached.sort((one, other) => one.usedAt - other.usedAt)) {
      if (bytes <= this.#limit || entry.usedAt >= unused) return
      if (await remove(entry)) bytes -= entry.bytes
    }
  }
}

async function look(path: string): Promise<Entry | undefined> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, bytes: size, usedAt: mtimeMs }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** Removes a file, unless another program has asked for it since it was looked at. */
async function remove({ path, usedAt }: Entry): Promise<boolean> {
  const aside = `${path}.${randomUUID()}.removed`
  try {
    await rename(path, aside)
    const now = await look(aside)
    if (now && now.usedAt > usedAt) {
      await rename(aside, path)
      return false
    }
    await rm(aside, { force: true })
    return true
  } catch (error) {
    if (isAbsent(error)) return true
    throw error
  }
}
