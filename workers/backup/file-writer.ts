/** Writing the file of a backup, section by section. */
import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import {
  bytesOf,
  END,
  FORMAT_VERSION,
  LONGEST_CHUNK,
  LONGEST_NAME,
  MAGIC,
  newDigest,
  SECTION_KINDS,
  type SectionKind,
} from './layout.ts'

export class BackupWriter {
  readonly #handle: FileHandle
  readonly #whole = newDigest()
  #section: Hash | undefined
  #bytes = 0

  /** @param handle of an empty file */
  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** Written so far. */
  get bytes(): number {
    return this.#bytes
  }

  begin(): Promise<void> {
    return this.#write(Buffer.concat([MAGIC, bytesOf(FORMAT_VERSION, 2)]))
  }

  /** Writes what `source` gives, no faster than the disk takes it. @throws what reading it throws, or the disk */
  async section(
    kind: SectionKind,
    name: string,
    source: AsyncIterable<Buffer> | Iterable<Buffer>,
    signal?: AbortSignal,
  ): Promise<void> {
    const title = Buffer.from(name, 'utf8')
    if (title.length > LONGEST_NAME) throw new RangeError(`The name of a section has ${title.length} bytes`)
    const section = newDigest()
    this.#section = section
    await this.#write(Buffer.concat([bytesOf(SECTION_KINDS[kind], 1), bytesOf(title.length, 2), title]))
    await pipeline(
      Readable.from(source, { objectMode: true, highWaterMark: 1 }),
      createZstdCompress({ chunkSize: LONGEST_CHUNK }),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) await this.#write(Buffer.concat([bytesOf(chunk.length, 4), chunk]))
      },
      { ...(signal ? { signal } : {}) },
    )
    await this.#write(bytesOf(0, 4))
    const digest = section.digest()
    this.#section = undefined
    this.#whole.update(digest)
    await this.#append(digest)
  }

  /** Ends the file and waits until it is on the disk. */
  async end(): Promise<void> {
    await this.#write(bytesOf(END, 1))
    await this.#append(this.#whole.digest())
    await this.#handle.sync()
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#whole.update(bytes)
    this.#section?.update(bytes)
    await this.#append(bytes)
  }

  async #append(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length; )
      from += (await this.#handle.write(bytes, from, bytes.length - from)).bytesWritten
    this.#bytes += bytes.length
  }
}
