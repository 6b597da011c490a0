/** Rows on their way into one table: collected, then copied in blocks, so that memory does not grow with a file. */
import type { PoolClient } from 'pg'
import { type CopyValue, copyRows } from '../../schema/copy.ts'

const BLOCK = 10_000

export class CopyBuffer {
  readonly #client: PoolClient
  readonly #table: string
  readonly #columns: readonly string[]
  #rows: (readonly CopyValue[])[] = []

  constructor(client: PoolClient, table: string, columns: readonly string[]) {
    this.#client = client
    this.#table = table
    this.#columns = columns
  }

  add(row: readonly CopyValue[]): void {
    this.#rows.push(row)
  }

  /** Copies what is there once it is a block. */
  async drain(): Promise<void> {
    if (this.#rows.length >= BLOCK) await this.flush()
  }

  /** Forgets what has not been copied yet. */
  discard(): void {
    this.#rows = []
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return
    const rows = this.#rows
    this.#rows = []
    await copyRows(this.#client, this.#table, this.#columns, rows)
  }
}
