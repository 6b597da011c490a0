/** Reading the file of a backup: section after section, each checked against its digest, never more than a chunk at once. */
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import type { Bilingual } from '../../pipelines/types.ts'
import {
  DIGEST_BYTES,
  END,
  FORMAT_VERSION,
  LONGEST_CHUNK,
  LONGEST_NAME,
  MAGIC,
  newDigest,
  SECTION_KINDS,
  type SectionKind,
} from './layout.ts'
import { cannotOpen, damaged, newerFormat, notABackup } from './refusals.ts'

export interface Section {
  readonly kind: SectionKind
  readonly name: string
  /** What the section holds, unpacked. To be read to its end, and once. */
  readonly content: Readable
}

const READ_AHEAD = 256 * 1024

export class BackupReader {
  readonly path: string
  readonly #handle: FileHandle
  readonly #size: number
  readonly #whole = newDigest()
  #section = newDigest()
  #buffer = Buffer.alloc(0)
  #taken = 0

  private constructor(path: string, handle: FileHandle, size: number) {
    this.path = path
    this.#handle = handle
    this.#size = size
  }

  /** @throws OperationalError if it is no backup, or one of a newer format; what the system throws if it cannot be opened */
  static async open(path: string): Promise<BackupReader> {
    const handle = await open(path).catch(error => {
      throw cannotOpen(path, error)
    })
    try {
      const { size } = await handle.stat()
      const reader = new BackupReader(path, handle, size)
      await reader.#begin()
      return reader
    } catch (error) {
      await handle.close()
      throw cannotOpen(path, error)
    }
  }

  get size(): number {
    return this.#size
  }
  /** Bytes read so far. */
  get position(): number {
    return this.#taken
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close()
  }

  /** All sections in their order. Ends only where the file ends as it should. @throws OperationalError where it is damaged */
  async *sections(): AsyncGenerator<Section, void, undefined> {
    for (;;) {
      this.#section = newDigest()
      const kind = (await this.#take(1)).readUInt8()
      if (kind === END) return await this.#end()
      const named = Object.entries(SECTION_KINDS).find(([, code]) => code === kind)?.[0]
      if (named === undefined)
        throw this.#damaged({ zh: `没有第 ${kind} 类的段`, en: `there is no section of kind ${kind}` })
      const length = (await this.#take(2)).readUInt16BE()
      if (length > LONGEST_NAME)
        throw this.#damaged({ zh: '段名太长', en: 'the name of a section is too long' })
      const name = (await this.#take(length)).toString('utf8')
      const content = this.#content(name)
      yield { kind: named as SectionKind, name, content }
      if (!content.readableEnded) throw new Error(`The section ${name} was not read to its end`)
    }
  }

  #content(name: string): Readable {
    const unpacking = createZstdDecompress({ chunkSize: LONGEST_CHUNK })
    const packed = Readable.from(this.#chunks(name), { objectMode: true, highWaterMark: 1 })
    const self = this
    return Readable.from(
      (async function* () {
        packed.on('error', error => unpacking.destroy(error))
        try {
          yield* packed.pipe(unpacking)
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('ZSTD_')))
            throw error
          throw self.#damaged(
            { zh: `段「${name}」解不开`, en: `the section "${name}" cannot be unpacked` },
            error,
          )
        } finally {
          packed.destroy()
        }
      })(),
      { objectMode: false, highWaterMark: LONGEST_CHUNK },
    )
  }

  async *#chunks(name: string): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const length = (await this.#take(4)).readUInt32BE()
      if (length > LONGEST_CHUNK)
        throw this.#damaged({ zh: `段「${name}」的长度不对`, en: `the section "${name}" has a wrong length` })
      if (length === 0) break
      yield await this.#take(length)
    }
    const digest = await this.#fill(DIGEST_BYTES)
    this.#whole.update(digest)
    if (!this.#section.digest().equals(digest))
      throw this.#damaged({
        zh: `段「${name}」的校验和不符`,
        en: `the section "${name}" does not match its checksum`,
      })
  }

  async #begin(): Promise<void> {
    if (this.#size < MAGIC.length + 2 || !MAGIC.equals(await this.#take(MAGIC.length)))
      throw notABackup(this.path)
    const version = (await this.#take(2)).readUInt16BE()
    if (version !== FORMAT_VERSION) throw newerFormat(this.path, version, FORMAT_VERSION)
  }

  async #end(): Promise<void> {
    const expected = this.#whole.digest()
    if (!expected.equals(await this.#fill(DIGEST_BYTES)))
      throw this.#damaged({
        zh: '整个文件的校验和不符',
        en: 'the file as a whole does not match its checksum',
      })
    if (this.#taken !== this.#size)
      throw this.#damaged({
        zh: `末尾多出 ${this.#size - this.#taken} 字节`,
        en: `${this.#size - this.#taken} bytes follow its end`,
      })
  }

  async #take(bytes: number): Promise<Buffer> {
    const taken = await this.#fill(bytes)
    this.#whole.update(taken)
    this.#section.update(taken)
    return taken
  }

  async #fill(bytes: number): Promise<Buffer> {
    while (this.#buffer.length < bytes) {
      const more = Buffer.alloc(READ_AHEAD)
      const { bytesRead } = await this.#handle.read(more, 0, READ_AHEAD)
      if (bytesRead === 0)
        throw this.#damaged({
          zh: `在第 ${this.#taken + this.#buffer.length} 字节处中断, 后面的不见了`,
          en: `it breaks off at byte ${this.#taken + this.#buffer.length}, the rest is missing`,
        })
      this.#buffer = Buffer.concat([this.#buffer, more.subarray(0, bytesRead)])
    }
    const taken = this.#buffer.subarray(0, bytes)
    this.#buffer = this.#buffer.subarray(bytes)
    this.#taken += bytes
    return taken
  }

  #damaged(what: Bilingual, cause?: unknown) {
    return damaged(this.path, what, cause)
  }
}
