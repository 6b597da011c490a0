/** Reading one delivery: counting all of it, keeping what concerns a subject. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import type { Columns } from '../../connectors/column.ts'
import { fileDigest } from '../../connectors/digest.ts'
import { feedById } from '../../connectors/feeds/index.ts'
import { usable } from '../../connectors/reading.ts'
import { openTable, type ReadPerson, type ReadRow, type Reject } from '../../connectors/table-reader.ts'
import type { Counted } from '../../pipelines/gate.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import { CopyBuffer } from '../store/copy-buffer.ts'
import type { EvidenceSink } from './evidence-sink.ts'
import { Tally } from './tally.ts'

export interface StoredFile {
  /** Below the inbox. */
  readonly path: string
  readonly digest: string
  readonly bytes: number
}

/** A delivery that can be read: its bytes are known. */
export interface ReadableDelivery extends PlannedDelivery {
  /** From feed, cut-off, coverage and bytes: equal deliveries have equal ids. */
  readonly id: string
  readonly stored: readonly StoredFile[]
  /** Where the bytes of a file lie. */
  readonly locate: (file: StoredFile) => string
}

/** What is kept of a row: these persons of it; none: nothing. */
export type Selection = (row: ReadRow<Columns>) => readonly ReadPerson[]

export interface DeliveryReading {
  readonly counts: ReadCounts
  /** Columns of each file, by property. */
  readonly columns: readonly (readonly string[])[]
  readonly notices: readonly Bilingual[]
  /** Persons outside the register whom kept rows bring up, as the scan stores them. */
  readonly candidates?: Uint8Array
  readonly truncated?: Counted['truncated']
}

export type ReadingProgress = (rows: number, bytes: number) => void

/** Identifies a delivery by its bytes. @throws InputError if a file is not there */
export async function identify(folder: string, planned: PlannedDelivery): Promise<ReadableDelivery> {
  const stored: StoredFile[] = []
  for (const path of planned.files) {
    const where = join(folder, path)
    // Opening it gives the sentence that a person needs when it is not there; reading it only an error code.
    const { digest, bytes } = await fileDigest(where).catch(async error => {
      await using _ = await openTable(where, feedById(planned.feed), {
        cutoff: planned.asOf,
        shownPath: path,
      })
      throw error
    })
    stored.push({ path, digest, bytes })
  }
  return {
    ...planned,
    id: deliveryId(planned, stored),
    stored,
    locate: file => join(folder, file.path),
  }
}

const deliveryId = (planned: PlannedDelivery, stored: readonly StoredFile[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        planned.feed,
        planned.asOf,
        Array.isArray(planned.counties) ? planned.counties.toSorted() : planned.counties,
        stored.map(file => file.digest),
      ]),
    )
    .digest('hex')

/** Where the rows go. */
export interface Sinks {
  readonly evidence?: EvidenceSink
  readonly rejects?: CopyBuffer
}

export const rejectBuffer = (client: PoolClient): CopyBuffer =>
  new CopyBuffer(client, 'delivery_reject', ['delivery', 'file', 'row', 'column', 'reason', 'value'])

/**
 * Reads all files of a delivery, in their order.
 * @throws InputError for what refuses the delivery as a whole
 */
export async function readDelivery(
  delivery: ReadableDelivery,
  select: Selection,
  sinks: Sinks,
  progress: ReadingProgress,
  signal?: AbortSignal,
): Promise<DeliveryReading> {
  const definition = feedById(delivery.feed)
  const tally = new Tally(definition.columns)
  const columns: string[][] = []
  let truncated: Counted['truncated']
  for (const [number, file] of delivery.stored.entries()) {
    await using reader = await openTable<Columns>(delivery.locate(file), definition, {
      cutoff: delivery.asOf,
      shownPath: file.path,
    })
    columns.push([...reader.columns.keys()])
    for await (const batch of reader.batches()) {
      signal?.throwIfAborted()
      for (const reject of batch.rejects.toSorted(byRowAndColumn)) {
        tally.reject(reject.reason)
        sinks.rejects?.add([delivery.id, number, reject.row, reject.column, reject.reason, reject.value])
      }
      for (const row of batch.rows) {
        const persons = select(row)
        if (persons.length === 0) continue
        const values = row.values()
        tally.keep(values)
        await sinks.evidence?.add(number, row, persons, values)
      }
      await sinks.evidence?.drain()
      await sinks.rejects?.drain()
      progress(batch.rows.length + batch.rejects.length, 0)
    }
    progress(0, file.bytes)
    const report = reader.report()
    tally.finish(report)
    if (report.truncatedAt !== undefined) truncated ??= { path: file.path, row: report.truncatedAt }
  }
  const candidates = await sinks.evidence?.finish()
  await sinks.rejects?.flush()
  return {
    counts: tally.counts(),
    columns,
    notices: tally.notices,
    ...(candidates ? { candidates } : {}),
    ...(truncated ? { truncated } : {}),
  }
}

/** The order of rejects.csv; several of one cell keep theirs. */
const byRowAndColumn = (one: Reject, other: Reject): number =>
  one.row - other.row || (one.column < other.column ? -1 : one.column > other.column ? 1 : 0)

/** The residents columns that the index of 户号 is made of. */
export function residentOf(row: ReadRow<Columns>): {
  houseNumber: string
  living: boolean
  livesInVillage: boolean
} {
  const houseNumber = usable(row.read('houseNumber'))
  return {
    houseNumber: typeof houseNumber === 'string' ? houseNumber : '',
    living: row.read('status') === '正常',
    livesInVillage: row.read('livesInVillage') === '是',
  }
}
