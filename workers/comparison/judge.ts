/** Judging a delivery: read and put before the gate, or put before it again by what was counted when it was read. */
import { sameCounties } from '../../pipelines/coverage.ts'
import { type Counted, holdReasons } from '../../pipelines/gate.ts'
import type { Bilingual } from '../../pipelines/reports/model.ts'
import type { DeliveryReading, ReadableDelivery, ReadingProgress } from '../reading/delivery.ts'
import { RejectWriter } from '../reading/sinks.ts'
import {
  announceDelivery,
  beginScan,
  type DecidedDelivery,
  type DecidedFile,
  type Decision,
  decide,
  dropScan,
  endScan,
  pinScan,
} from '../store/deliveries.ts'
import { inTransaction } from '../store/transaction.ts'
import { acceptanceOf, howToAccept, overridden } from './acceptance.ts'
import type { FeedReading } from './feed-reading.ts'
import type { IntakeSettings } from './intake-settings.ts'

export interface Judged {
  readonly decided: DecidedDelivery
  /** What a person is told of it. */
  readonly reasons: readonly Bilingual[]
}

/** Reads a new delivery, and lets the gate decide. Everything about it is stored together, or nothing. */
export async function judge(
  readable: ReadableDelivery,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
  { scope, read }: FeedReading,
): Promise<Judged> {
  const progress: ReadingProgress = (rows, bytes) => settings.progress(readable, rows, bytes)
  return await inTransaction(settings.pool, async client => {
    await announceDelivery(client, readable, settings.run)
    const scan = scope === undefined ? undefined : await beginScan(client, readable.id, scope)
    const rejects = new RejectWriter(client, readable.id)
    const target = { client, rejects, ...(scan === undefined ? {} : { scan }) }
    const reading = await read(readable, target, progress, settings.signal)
    const counted = countedIn(reading)
    const judged = judgedBy(readable, counted, standing, settings)
    const decided: DecidedDelivery = {
      ...readable,
      ...{ outcome: judged.decision.outcome, reasons: judged.decision.reasons, counted },
      notices: reading.notices,
      stored: readable.stored.map((file, at) => ({ ...file, columns: reading.columns[at] ?? [] })),
      counts: reading.counts,
      firstRun: settings.run,
    }
    await decide(client, decided, judged.decision)
    if (scan !== undefined) {
      if (decided.outcome === 'accepted') {
        await endScan(client, scan, reading.counts, reading.candidates)
        await pinScan(client, settings.run, scan)
      } else await dropScan(client, scan)
    }
    if (decided.outcome === 'accepted') await keep(readable, settings)
    return { decided, reasons: judged.told }
  })
}

/** A delivery whose bytes were read before: what is asked now may be another question, what was counted is the same. */
export async function judgeAgain(
  known: DecidedDelivery & { readonly counted: Counted },
  readable: ReadableDelivery,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
): Promise<Judged> {
  const { decision, told } = judgedBy(readable, known.counted, standing, settings)
  const { counts, counted, notices } = known
  const decided: DecidedDelivery = {
    ...readable,
    ...{ counts, counted, notices, outcome: decision.outcome, reasons: decision.reasons },
    stored: withColumns(readable, known.stored),
    firstRun: settings.run,
  }
  return await inTransaction(settings.pool, async client => {
    await decide(client, decided, decision)
    if (decided.outcome === 'accepted') await keep(readable, settings)
    return { decided, reasons: told }
  })
}

/** The files of this run's inbox, with the columns that were found when they were read. */
export const withColumns = (
  { stored }: ReadableDelivery,
  read: readonly DecidedFile[],
): readonly DecidedFile[] => stored.map((file, at) => ({ ...file, columns: read[at]?.columns ?? [] }))

async function keep(readable: ReadableDelivery, { inbox, archive }: IntakeSettings): Promise<void> {
  for (const file of readable.stored)
    if (!inbox.known.has(file.path)) await archive.keep(await readable.locate(file), file.digest)
}

const countedIn = ({ counts, truncated }: DeliveryReading): Counted => ({
  dataRows: counts.dataRows,
  rejectedRows: counts.rejectedRows,
  ...(truncated ? { truncated } : {}),
})

function judgedBy(
  delivery: ReadableDelivery,
  counted: Counted,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
): { readonly decision: Decision; readonly told: readonly Bilingual[] } {
  const reasons = heldBecause(delivery, counted, standing, settings)
  if (reasons.length === 0) return { decision: { outcome: 'accepted', reasons }, told: [] }
  const acceptance = acceptanceOf(delivery, settings.accept)
  if (!acceptance)
    return { decision: { outcome: 'held', reasons }, told: [...reasons, howToAccept(delivery)] }
  const { statedRows } = delivery
  const override = {
    reason: acceptance.reason,
    user: settings.user,
    ...(statedRows === undefined ? {} : { statedRows }),
  }
  return { decision: { outcome: 'accepted', reasons, override }, told: [overridden(acceptance)] }
}

function heldBecause(
  delivery: ReadableDelivery,
  counted: Counted,
  standing: readonly DecidedDelivery[],
  settings: IntakeSettings,
): readonly Bilingual[] {
  const previous = standing.find(old => sameCounties(old.counties, delivery.counties))
  return holdReasons({
    counted,
    asOf: delivery.asOf,
    runAsOf: settings.asOf,
    rejectLimit: settings.rejectLimit,
    shrinkLimit: settings.shrinkLimit,
    ...(delivery.statedRows === undefined ? {} : { statedRows: delivery.statedRows }),
    ...(previous ? { previous: { asOf: previous.asOf, dataRows: previous.counts.dataRows } } : {}),
  })
}
