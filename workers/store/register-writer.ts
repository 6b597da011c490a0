/** Writing a register snapshot: narrow rows for what SQL is asked for, the rows themselves in blocks of their slice. */
import type { PoolClient } from 'pg'
import type { Reject } from '../../connectors/table-reader.ts'
import { LAND, type RegisterTableId } from '../../pipelines/types.ts'
import { CopyBuffer } from './copy-buffer.ts'
import type { CopyLines } from './copy-lines.ts'
import { insertRows } from './insert-rows.ts'
import { LineBuffer } from './line-buffer.ts'
import type { PackedSlice } from './register-blocks.ts'
import { rollbackToSavepoint, setSavepoint } from './transaction.ts'

/** What a stretch of a table gives; row numbers count from its first row. */
export interface RegisterStretch {
  /** Cells in the order of {@link NARROW_TABLES}. */
  readonly narrow: CopyLines
  readonly slices: readonly PackedSlice[]
  readonly rejects: readonly Reject[]
}

/** The SQL table of each register table, and its columns behind snapshot and row. Measures are in blocks only. */
const NARROW_TABLES: Readonly<Record<RegisterTableId, readonly [table: string, columns: readonly string[]]>> =
  {
    households: [
      'register_household',
      [
        'code',
        'county',
        'village',
        'hamlet',
        'slice',
        'county_name',
        'township',
        'village_name',
        'hamlet_name',
        'head_name',
        'size',
        'attribute',
        'exit_state',
        'helper',
        'phone',
        'bank_card',
        'dilapidated',
        'unsafe_water',
        ...LAND,
      ],
    ],
    members: ['register_member', ['household', 'orphan', 'key', 'slice', 'phone', 'disabled', 'minority']],
    measures: ['register_measure', []],
    removed: ['register_removed', ['key', 'data']],
    villages: ['register_place', ['kind', 'code', 'data']],
    hamlets: ['register_place', ['kind', 'code', 'data']],
  }

/** Blocks that are written together. */
const BATCH = 64

/** Writes one snapshot, on a client that is inside a transaction. */
export class RegisterWriter {
  readonly #client: PoolClient
  readonly #snapshot: string
  readonly #narrow: ReadonlyMap<RegisterTableId, LineBuffer>
  readonly #rejects: CopyBuffer
  #part = 0

  constructor(client: PoolClient, snapshot: string) {
    this.#client = client
    this.#snapshot = snapshot
    this.#narrow = new Map(
      Object.entries(NARROW_TABLES).map(([id, [table, columns]]) => [
        id as RegisterTableId,
        new LineBuffer(client, table, ['snapshot', 'row', ...columns]),
      ]),
    )
    this.#rejects = new CopyBuffer(client, 'register_reject', [
      'snapshot',
      'source',
      'row',
      'column',
      'reason',
      'value',
    ])
  }

  /** A table begins: what comes now may have to be taken back. */
  async begin(): Promise<void> {
    await this.flush()
    await setSavepoint(this.#client)
  }

  /** What the table gave so far is taken back. */
  async restart(): Promise<void> {
    for (const buffer of this.#buffers()) buffer.discard()
    await rollbackToSavepoint(this.#client)
  }

  async add(
    table: RegisterTableId,
    { narrow, slices, rejects }: RegisterStretch,
    firstRow: number,
  ): Promise<void> {
    this.#narrow.get(table)?.add(narrow, `${this.#snapshot}\t`, firstRow)
    for (const { row, column, reason, value } of rejects)
      this.#rejects.add([this.#snapshot, `register.${table}`, firstRow + row, column, reason, value])
    for (const each of this.#buffers()) await each.drain()
    const part = this.#part++
    for (let at = 0; at < slices.length; at += BATCH)
      await insertRows(
        this.#client,
        'register_block',
        ['snapshot', 'slice', 'part', 'base', 'data'],
        slices
          .slice(at, at + BATCH)
          .map(({ slice, bytes }) => [this.#snapshot, slice, part, firstRow, bytes]),
      )
  }

  async flush(): Promise<void> {
    for (const buffer of this.#buffers()) await buffer.flush()
  }

  #buffers(): readonly (LineBuffer | CopyBuffer)[] {
    return [...this.#narrow.values(), this.#rejects]
  }
}
