/** Reading one delivery: counting all of it, and handing on what is kept. */
import { createHash } from 'node:crypto'
import { feedById } from '../../connectors/feeds/index.ts'
import { openTable, type Reject } from '../../connectors/table-reader.ts'
import type { Counted } from '../../pipelines/gate.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, ReadCounts } from '../../pipelines/reports/model.ts'
import { readTable, type TableCall, type TableTasks } from '../scan/read-table.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { digestInThread } from './digest-in-thread.ts'
import type { Inbox } from './inbox.ts'
import type { StoredFile } from './stored-file.ts'
import { Tally, type TallyPart } from './tally.ts'

/** A delivery that can be read: its bytes are known. */
export interface ReadableDelivery extends PlannedDelivery {
  /** From feed, cut-off, coverage and bytes: equal deliveries have equal ids. */
  readonly id: string
  readonly stored: readonly StoredFile[]
  /** Where the bytes of a file lie. */
  readonly locate: (file: StoredFile) => Promise<string>
}

export interface DeliveryReading {
  readonly counts: ReadCounts
  /** Columns of each file, by property. */
  readonly columns: readonly (readonly string[])[]
  readonly notices: readonly Bilingual[]
  readonly truncated?: Counted['truncated']
}

export type ReadingProgress = (rows: number, bytes: number) => void

/** Identifies a delivery by its bytes. @throws InputError if a file is not there */
export async function identify(
  threads: ThreadPool,
  { known, locate }: Pick<Inbox, 'known' | 'locate'>,
  planned: PlannedDelivery,
): Promise<ReadableDelivery> {
  const stored = await Promise.all(
    planned.files.map(async (path): Promise<StoredFile> => {
      const arrived = known.get(path)
      if (arrived) return arrived
      const where = await locate(path)
      // Opening it gives the sentence that a person needs when it is not there; reading it only an error code.
      const { digest, bytes } = await digestInThread(threads, where).catch(async error => {
        await using _ = await openTable(where, feedById(planned.feed), {
          cutoff: planned.asOf,
          shownPath: path,
        })
        throw error
      })
      return { path, digest, bytes }
    }),
  )
  return {
    ...planned,
    id: deliveryId(planned, stored),
    stored,
    locate: file => locate(file.path),
  }
}

/** @param stored its files, in their order */
export const deliveryId = (planned: PlannedDelivery, stored: readonly StoredFile[]): string =>
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

/** What every part of a file says beside what is kept. */
export interface CountedPart {
  /** In the order of rejects.csv; rows count from the part's first. */
  readonly rejects: readonly Reject[]
  readonly tally?: TallyPart
}

/** Where the parts of a delivery's files go. */
export interface PartSink<P> {
  /** A file begins: what comes now may have to be taken back. */
  begin(): Promise<void>
  /** @param file number of the file in its delivery, from 0 */
  take(part: P, file: number, firstRow: number): Promise<void>
  /** What the file gave so far is taken back. */
  restart(): Promise<void>
  /** All files were read. */
  end(): Promise<void>
}

/** How a delivery is read: what is asked of its rows, and where the answers go. */
export interface Asking<Q, P extends CountedPart> {
  readonly threads: ThreadPool
  readonly tasks: TableTasks<Q, P>
  readonly question: Q
  readonly sink: PartSink<P>
  /** What was scanned elsewhere of a file, by range. */
  readonly scanned?: (file: StoredFile) => TableCall<Q, P>['scanned']
}

/**
 * Reads all files of a delivery, in their order.
 * @throws InputError for what refuses the delivery as a whole
 */
export async function readDelivery<Q, P extends CountedPart>(
  delivery: ReadableDelivery,
  { threads, tasks, question, sink, scanned }: Asking<Q, P>,
  progress: ReadingProgress,
  signal?: AbortSignal,
): Promise<DeliveryReading> {
  const total = new Tally()
  const columns: (readonly string[])[] = []
  let truncated: Counted['truncated']
  for (const [number, file] of delivery.stored.entries()) {
    let tally = new Tally()
    await sink.begin()
    const earlier = scanned?.(file)
    const report = await readTable({
      pool: threads,
      tasks,
      table: delivery.feed,
      path: await delivery.locate(file),
      shownPath: file.path,
      cutoff: delivery.asOf,
      question,
      take: async (part, firstRow, rows) => {
        for (const { reason } of part.rejects) tally.reject(reason)
        if (part.tally) tally.add(part.tally)
        await sink.take(part, number, firstRow)
        progress(rows, 0)
      },
      restart: async () => {
        tally = new Tally()
        await sink.restart()
      },
      ...(earlier ? { scanned: earlier } : {}),
      ...(signal ? { signal } : {}),
    })
    progress(0, file.bytes)
    tally.finish(report)
    total.addAll(tally)
    columns.push(report.columns)
    if (report.truncatedAt !== undefined) truncated ??= { path: file.path, row: report.truncatedAt }
  }
  await sink.end()
  return { counts: total.counts(), columns, notices: total.notices, ...(truncated ? { truncated } : {}) }
}
