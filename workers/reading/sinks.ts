/** Where the parts of a delivery go: into the store, or into memory. */
import type { PoolClient } from 'pg'
import type { Reject } from '../../connectors/table-reader.ts'
import type { FeedPart } from '../scan/rows/feed-rows.ts'
import type { ResidentPart } from '../scan/rows/resident-rows.ts'
import { CandidateList } from '../store/candidates.ts'
import { CopyBuffer } from '../store/copy-buffer.ts'
import { EvidenceWriter } from '../store/evidence-writer.ts'
import { rollbackToSavepoint, setSavepoint } from '../store/transaction.ts'
import type { PartSink } from './delivery.ts'

/** The rejects of a delivery, on a client that is inside a transaction. */
export class RejectWriter {
  readonly #buffer: CopyBuffer
  readonly #delivery: string

  constructor(client: PoolClient, delivery: string) {
    this.#delivery = delivery
    this.#buffer = new CopyBuffer(client, 'delivery_reject', [
      'delivery',
      'file',
      'row',
      'column',
      'reason',
      'value',
    ])
  }

  async add(rejects: readonly Reject[], file: number, firstRow: number): Promise<void> {
    for (const { row, column, reason, value } of rejects)
      this.#buffer.add([this.#delivery, file, firstRow + row, column, reason, value])
    await this.#buffer.drain()
  }

  flush(): Promise<void> {
    return this.#buffer.flush()
  }
  discard(): void {
    this.#buffer.discard()
  }
}

/** Evidence, candidates and rejects of a feed. */
export class FeedSink implements PartSink<FeedPart> {
  readonly #client: PoolClient
  readonly #evidence: EvidenceWriter
  readonly #rejects: RejectWriter | undefined
  readonly #candidates = new CandidateList()
  /** Of the file at hand. */
  #broughtUp: Uint32Array[] = []

  /** @param rejects absent where they were stored when the delivery was decided upon */
  constructor(client: PoolClient, scan: string, rejects?: RejectWriter) {
    this.#client = client
    this.#evidence = new EvidenceWriter(client, scan)
    this.#rejects = rejects
  }

  /** The candidates of the files that were read, as they are stored. */
  candidates(): Uint8Array {
    return this.#candidates.bytes()
  }

  async begin(): Promise<void> {
    await this.#flush()
    await setSavepoint(this.#client)
  }

  async take(part: FeedPart, file: number, firstRow: number): Promise<void> {
    await this.#evidence.addBlocks(part.blocks.map(block => ({ ...block, file, base: firstRow })))
    await this.#evidence.addOutsiders(part.outsiders, file, firstRow)
    await this.#rejects?.add(part.rejects, file, firstRow)
    this.#broughtUp.push(part.candidates)
  }

  async restart(): Promise<void> {
    this.#evidence.discard()
    this.#rejects?.discard()
    this.#broughtUp = []
    await rollbackToSavepoint(this.#client)
  }

  async end(): Promise<void> {
    await this.#flush()
  }

  async #flush(): Promise<void> {
    await this.#evidence.flush()
    await this.#rejects?.flush()
    for (const pairs of this.#broughtUp)
      for (let at = 0; at + 1 < pairs.length; at += 2)
        this.#candidates.addPair(pairs[at] ?? 0, pairs[at + 1] ?? 0)
    this.#broughtUp = []
  }
}

/** Residents in memory, for the index of 户号. */
export class ResidentSink implements PartSink<ResidentPart> {
  readonly #client: PoolClient
  readonly #rejects: RejectWriter | undefined
  readonly #blocks: Uint32Array[]
  #begun = 0

  /**
   * @param blocks what was read is added to them
   * @param rejects absent where they were stored when the delivery was decided upon
   */
  constructor(blocks: Uint32Array[], client: PoolClient, rejects?: RejectWriter) {
    this.#blocks = blocks
    this.#client = client
    this.#rejects = rejects
  }

  async begin(): Promise<void> {
    this.#begun = this.#blocks.length
    await this.#rejects?.flush()
    await setSavepoint(this.#client)
  }

  async take(part: ResidentPart, file: number, firstRow: number): Promise<void> {
    this.#blocks.push(part.persons)
    await this.#rejects?.add(part.rejects, file, firstRow)
  }

  async restart(): Promise<void> {
    this.#blocks.length = this.#begun
    this.#rejects?.discard()
    await rollbackToSavepoint(this.#client)
  }

  async end(): Promise<void> {
    await this.#rejects?.flush()
  }
}
