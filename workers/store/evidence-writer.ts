/** Writing what a scan keeps: blocks about members, rows about everybody else. Whoever reads the file packs the blocks. */
import type { PoolClient } from 'pg'
import type { PersonRole } from '../../connectors/definition.ts'
import type { CopyLines } from './copy-lines.ts'
import type { Child, Packed } from './evidence-blocks.ts'
import { insertRows } from './insert-rows.ts'
import { LineBuffer } from './line-buffer.ts'

/** A block and where its rows stand: at `base` + their number, in file `file` (from 0) of the delivery. */
export interface PlacedBlock extends Packed {
  readonly slice: number
  readonly file: number
  readonly base: number
}

/**
 * A row about a person outside the register, or about a member whose 户号 is shared with one: the columns of `evidence`
 * behind scan, file and row.
 */
export type OutsiderCells = readonly [
  key: string,
  role: PersonRole,
  name: string | null,
  houseNumber: string | null,
  /** Whether every row of the 户号 is kept. */
  wholeHouse: boolean,
  children: readonly Child[] | null,
  values: object,
]

/** Writes into one scan, on a client that is inside a transaction and that nobody else uses meanwhile. */
export class EvidenceWriter {
  readonly #client: PoolClient
  readonly #scan: string
  readonly #rows: LineBuffer

  constructor(client: PoolClient, scan: string) {
    this.#client = client
    this.#scan = scan
    this.#rows = new LineBuffer(client, 'evidence', [
      'scan',
      'file',
      'row',
      'key',
      'role',
      'name',
      'house_number',
      'whole_house',
      'children',
      'data',
    ])
  }

  /** Some hundred blocks at a time; those whose bytes are stored already are only referred to. */
  async addBlocks(blocks: readonly PlacedBlock[]): Promise<void> {
    if (blocks.length === 0) return
    // Until this transaction has ended, no block is let go that it may refer to.
    await this.#client.query(`select pg_advisory_xact_lock_shared(hashtext('evidence_block'))`)
    const byDigest = new Map(blocks.map(block => [hex(block.digest), block]))
    const { rows: known } = await this.#client.query<{ digest: Buffer }>(
      'select digest from evidence_block where digest = any($1)',
      [[...byDigest.values()].map(({ digest }) => asBuffer(digest))],
    )
    for (const { digest } of known) byDigest.delete(hex(digest))
    await insertRows(
      this.#client,
      'evidence_block',
      ['digest', 'data'],
      [...byDigest.values()].map(({ digest, bytes }) => [digest, bytes]),
      'on conflict do nothing',
    )
    await insertRows(
      this.#client,
      'scan_block',
      ['scan', 'slice', 'file', 'base', 'digest'],
      blocks.map(({ slice, file, base, digest }) => [this.#scan, slice, file, base, digest]),
    )
  }

  /** @param lines each of {@link OutsiderCells} */
  async addOutsiders(lines: CopyLines, file: number, firstRow: number): Promise<void> {
    this.#rows.add(lines, `${this.#scan}\t${file}\t`, firstRow)
    await this.#rows.drain()
  }

  /** Forgets what is still held back. */
  discard(): void {
    this.#rows.discard()
  }

  /** Writes what is still held back. */
  async flush(): Promise<void> {
    await this.#rows.flush()
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const hex = (bytes: Uint8Array): string => asBuffer(bytes).toString('hex')
