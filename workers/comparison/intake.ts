/**
 * Intake 接收: from the planned deliveries of one feed to those that this run rests on.
 *
 * Newest first, so that a replaced delivery is read for its digest only. What was read before, under the same scope,
 * is not read again. If something was held or refused, the run goes on with what earlier runs accepted.
 */

import type { Pool, PoolClient } from 'pg'
import { InputError } from '../../connectors/input-error.ts'
import { newestFirst, replaces, sameCounties } from '../../pipelines/coverage.ts'
import { holdReasons } from '../../pipelines/gate.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, DeliveryStatus, Outcome, ReadCounts } from '../../pipelines/reports/model.ts'
import type { FeedId, IsoDate } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import {
  type DeliveryReading,
  identify,
  type ReadableDelivery,
  type ReadingProgress,
} from '../reading/delivery.ts'
import type { Inbox } from '../reading/inbox.ts'
import { RejectWriter } from '../reading/sinks.ts'
import { NOTHING_READ } from '../reading/tally.ts'
import {
  announceDelivery,
  beginScan,
  type DecidedDelivery,
  type DecidedFile,
  decide,
  dropScan,
  endScan,
  findDelivery,
  pinScan,
  standingDeliveries,
} from '../store/deliveries.ts'
import { inTransaction } from '../store/transaction.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { type Acceptance, acceptanceOf, howToAccept, overridden } from './acceptance.ts'
import { blaming } from './delivery-failure.ts'

export interface IntakeSettings {
  readonly pool: Pool
  readonly threads: ThreadPool
  readonly archive: Archive
  readonly inbox: Inbox
  readonly run: string
  readonly user: string
  readonly asOf: IsoDate
  /** From which age somebody is an elder (I07). */
  readonly eldersAge: number | undefined
  readonly rejectLimit: number
  readonly shrinkLimit: number
  readonly accept: readonly Acceptance[]
  /** Deliveries that could not be read, by id, with the reason: they are held. */
  readonly unreadable: ReadonlyMap<string, Bilingual>
  readonly progress: (delivery: PlannedDelivery, rows: number, bytes: number) => void
  readonly signal?: AbortSignal
}

/** A delivery that the run rests on. */
export interface TakenDelivery extends ReadableDelivery {
  readonly stored: readonly DecidedFile[]
  readonly counts: ReadCounts
  readonly carriedForward: boolean
}

export interface FeedIntake {
  readonly feed: FeedId
  readonly taken: readonly TakenDelivery[]
  /** In the order of the manifest, those of earlier runs first; with the id of those that could be read. */
  readonly statuses: readonly { readonly id?: string; readonly status: DeliveryStatus }[]
  /** Something was held or refused. */
  readonly incomplete: boolean
  /** Ids whose rejects belong to this run, with the place of each in the manifest. */
  readonly rejectsOf: readonly {
    readonly id: string
    readonly order: number
    readonly paths: readonly string[]
  }[]
}

/** Where a delivery's rows go while it is read: on a client that is inside a transaction. */
export interface ReadingTarget {
  readonly client: PoolClient
  /** The scan that evidence is stored in; without it the rows are only looked at. */
  readonly scan?: string
  /** Absent where rejects were stored when the delivery was decided upon. */
  readonly rejects?: RejectWriter
}

/** How a feed's deliveries are read. */
export interface FeedReading {
  /** Under which evidence is stored; without it the rows are only looked at. */
  readonly scope?: string
  readonly read: (
    delivery: ReadableDelivery,
    target: ReadingTarget,
    progress: ReadingProgress,
    signal: AbortSignal | undefined,
  ) => Promise<ScannedDelivery>
}

/** A delivery's reading, and the candidates that it brings up (workers/store/candidates.ts). */
export interface ScannedDelivery extends DeliveryReading {
  readonly candidates?: Uint8Array
}

export async function takeFeed(
  feed: FeedId,
  planned: readonly PlannedDelivery[],
  settings: IntakeSettings,
  reading: () => Promise<FeedReading>,
): Promise<FeedIntake> {
  const standing = await standingDeliveries(settings.pool, feed, settings.run)
  const taken: TakenDelivery[] = []
  const statuses = new Map<number, { readonly id?: string; readonly status: DeliveryStatus }>()
  const rejectsOf: { id: string; order: number; paths: readonly string[] }[] = []
  let incomplete = false
  for (const delivery of planned.toSorted(newestFirst)) {
    settings.signal?.throwIfAborted()
    const status = (
      outcome: Outcome,
      counts: ReadCounts,
      reasons: readonly Bilingual[],
      more: { id?: string; files?: ReadableDelivery['stored']; notices?: readonly Bilingual[] } = {},
    ): void => {
      const described: DeliveryStatus = {
        ...counts,
        files: more.files ?? delivery.files.map(path => ({ path, digest: '' })),
        asOf: delivery.asOf,
        counties: delivery.counties,
        outcome,
        reasons,
        notices: more.notices ?? [],
        carriedForward: false,
        ...(delivery.statedRows === undefined ? {} : { statedRows: delivery.statedRows }),
        ...(delivery.authorisation === undefined ? {} : { authorisation: delivery.authorisation }),
      }
      statuses.set(delivery.order, { status: described, ...(more.id === undefined ? {} : { id: more.id }) })
    }
    try {
      const readable = await identify(settings.threads, settings.inbox, delivery)
      const newer = taken.find(other => replaces(other, delivery))
      if (newer) {
        status('replaced', NOTHING_READ, [replacedBy(newer)], { files: readable.stored })
        continue
      }
      const unreadable = settings.unreadable.get(readable.id)
      if (unreadable) {
        incomplete = true
        status('held', NOTHING_READ, [unreadable], { files: readable.stored })
        continue
      }
      const known = await findDelivery(settings.pool, readable.id)
      rejectsOf.push({ id: readable.id, order: delivery.order, paths: delivery.files })
      if (known?.outcome === 'accepted' && statedAgrees(delivery, known)) {
        taken.push(carry(known, readable, false))
        // This run has read it, in a step that is done again: it is told as it was the first time.
        const own = known.firstRun === settings.run
        const accepted = own && known.reasons.length > 0 ? acceptanceOf(readable, settings.accept) : undefined
        status(own ? 'accepted' : 'unchanged', known.counts, accepted ? [overridden(accepted)] : [], {
          id: known.id,
          files: known.stored,
          notices: known.notices,
        })
        continue
      }
      const { decided, reasons } = await blaming(
        readable,
        judge(readable, standing, settings, await reading()),
      )
      if (decided.outcome === 'accepted') taken.push(carry(decided, readable, false))
      else incomplete = true
      status(decided.outcome, decided.counts, reasons, {
        id: decided.id,
        files: decided.stored,
        notices: decided.notices,
      })
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      incomplete = true
      status('rejected', NOTHING_READ, [error.text])
    }
  }
  const carried = (incomplete ? carryForward(standing, taken, settings.archive) : []).filter(
    ({ id }) => !settings.unreadable.has(id),
  )
  return {
    feed,
    taken: [...taken, ...carried].toSorted((one, other) => one.order - other.order),
    statuses: [
      ...carried.map(delivery => ({
        id: delivery.id,
        status: {
          ...delivery.counts,
          files: delivery.stored,
          asOf: delivery.asOf,
          counties: delivery.counties,
          outcome: 'accepted' as const,
          reasons: [],
          notices: [],
          carriedForward: true,
        },
      })),
      ...[...statuses].toSorted(([one], [other]) => one - other).map(([, status]) => status),
    ],
    incomplete,
    rejectsOf,
  }
}

/** A manifest that now states another number of rows asks the question again, unless a person has answered just that. */
const statedAgrees = ({ statedRows }: PlannedDelivery, known: DecidedDelivery): boolean =>
  statedRows === undefined || statedRows === known.counts.dataRows || statedRows === known.acceptedRows

const replacedBy = (newer: PlannedDelivery): Bilingual => ({
  zh: `被同一数据的较新交接代替 (截止 ${newer.asOf}, ${newer.files.join('、')})`,
  en: `replaced by a newer delivery of the feed (as of ${newer.asOf}, ${newer.files.join(', ')})`,
})

const carry = (
  decided: Pick<DecidedDelivery, 'stored' | 'counts'>,
  readable: ReadableDelivery,
  carriedForward: boolean,
): TakenDelivery => ({
  ...readable,
  // The paths are those of this run's inbox; the columns those that were found.
  stored: readable.stored.map((file, at) => ({ ...file, columns: decided.stored[at]?.columns ?? [] })),
  counts: decided.counts,
  carriedForward,
})

/** What earlier runs accepted and this run's deliveries do not replace; read from the archive. */
function carryForward(
  standing: readonly DecidedDelivery[],
  taken: readonly TakenDelivery[],
  archive: Archive,
): readonly TakenDelivery[] {
  return standing
    .filter(old => !taken.some(newer => newer.id === old.id || replaces(newer, old)))
    .map(old => ({ ...old, locate: file => archive.locate(file.digest), carriedForward: true }))
}

/** Reads a new delivery, and lets the gate decide. Everything about it is stored together, or nothing. */
async function judge(
  readable: ReadableDelivery,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
  { scope, read }: FeedReading,
): Promise<{ decided: DecidedDelivery; reasons: readonly Bilingual[] }> {
  const progress: ReadingProgress = (rows, bytes) => settings.progress(readable, rows, bytes)
  return await inTransaction(settings.pool, async client => {
    await announceDelivery(client, readable, settings.run)
    const scan = scope === undefined ? undefined : await beginScan(client, readable.id, scope)
    const rejects = new RejectWriter(client, readable.id)
    const target = { client, rejects, ...(scan === undefined ? {} : { scan }) }
    const reading = await read(readable, target, progress, settings.signal)
    const held = heldBecause(readable, reading, standing, settings)
    const acceptance = acceptanceOf(readable, settings.accept)
    const outcome = held.length === 0 || acceptance ? 'accepted' : 'held'
    const reasons: Bilingual[] =
      outcome === 'held'
        ? [...held, howToAccept(readable)]
        : held.length > 0 && acceptance
          ? [overridden(acceptance)]
          : []
    await decide(client, readable, reading, {
      outcome,
      reasons: held,
      ...(acceptance && held.length > 0
        ? {
            override: {
              reason: acceptance.reason,
              user: settings.user,
              ...(readable.statedRows === undefined ? {} : { statedRows: readable.statedRows }),
            },
          }
        : {}),
    })
    if (scan !== undefined) {
      if (outcome === 'accepted') {
        await endScan(client, scan, reading.counts, reading.candidates)
        await pinScan(client, settings.run, scan)
      } else await dropScan(client, scan)
    }
    if (outcome === 'accepted')
      for (const file of readable.stored)
        if (!settings.inbox.known.has(file.path))
          await settings.archive.keep(await readable.locate(file), file.digest)
    const stored = readable.stored.map((file, at) => ({ ...file, columns: reading.columns[at] ?? [] }))
    return {
      decided: {
        ...readable,
        outcome,
        reasons: held,
        notices: reading.notices,
        stored,
        counts: reading.counts,
        firstRun: settings.run,
      },
      reasons,
    }
  })
}

function heldBecause(
  delivery: ReadableDelivery,
  reading: DeliveryReading,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
): readonly Bilingual[] {
  const previous = standing.find(old => sameCounties(old.counties, delivery.counties))
  return holdReasons({
    counted: reading.truncated
      ? { ...reading.counts, truncated: reading.truncated }
      : { dataRows: reading.counts.dataRows, rejectedRows: reading.counts.rejectedRows },
    asOf: delivery.asOf,
    runAsOf: settings.asOf,
    rejectLimit: settings.rejectLimit,
    shrinkLimit: settings.shrinkLimit,
    ...(delivery.statedRows === undefined ? {} : { statedRows: delivery.statedRows }),
    ...(previous ? { previous: { asOf: previous.asOf, dataRows: previous.counts.dataRows } } : {}),
  })
}
