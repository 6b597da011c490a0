/** Lines on their way into one table: collected, then copied in blocks, so that memory does not grow with a file. */
import type { PoolClient } from 'pg'
import { copyLines } from '../../schema/copy.ts'
import { type CopyLines, wholeLines } from './copy-lines.ts'

const BLOCK_BYTES = 1024 * 1024

export class LineBuffer {
  readonly #client: PoolClient
  readonly #table: string
  readonly #columns: readonly string[]
  #lines: Buffer[] = []
  #bytes = 0

  constructor(client: PoolClient, table: string, columns: readonly string[]) {
    this.#client = client
    this.#table = table
    this.#columns = columns
  }

  /** @param first the columns before the row's number, each with a tab behind it */
  add(stretch: CopyLines, first: string, firstRow: number): void {
    if (stretch.rows.length === 0) return
    const lines = wholeLines(stretch, first, firstRow)
    this.#lines.push(lines)
    this.#bytes += lines.length
  }

  /** Copies what is there once it is a block. */
  async drain(): Promise<void> {
    if (this.#bytes >= BLOCK_BYTES) await this.flush()
  }

  /** Forgets what has not been copied yet. */
  discard(): void {
    this.#lines = []
    this.#bytes = 0
  }

  async flush(): Promise<void> {
    if (this.#bytes === 0) return
    const lines = this.#lines
    this.discard()
    await copyLines(this.#client, this.#table, this.#columns, lines)
  }
}
