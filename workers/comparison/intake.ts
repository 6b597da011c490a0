/**
 * Intake 接收: from the planned deliveries of one feed to those that this run rests on.
 *
 * Newest first, so that a replaced delivery is read for its digest only. What was read before, under the same scope,
 * is not read again. If something was held or refused, the run goes on with what earlier runs accepted.
 */

import { InputError } from '../../connectors/input-error.ts'
import {
  isOutdated,
  newestFirst,
  replacedBefore,
  replaces,
  type WithheldDelivery,
} from '../../pipelines/coverage.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import type { Bilingual, DeliveryStatus, Outcome, ReadCounts } from '../../pipelines/reports/model.ts'
import type { Counties, FeedId } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import { identify, type ReadableDelivery } from '../reading/delivery.ts'
import { NOTHING_READ } from '../reading/tally.ts'
import {
  type DecidedDelivery,
  type DecidedFile,
  earlierDeliveries,
  findDelivery,
} from '../store/deliveries.ts'
import { acceptanceOf, overridden } from './acceptance.ts'
import { blaming } from './delivery-failure.ts'
import type { FeedReading } from './feed-reading.ts'
import type { IntakeSettings } from './intake-settings.ts'
import { judge, judgeAgain, withColumns } from './judge.ts'

/** A delivery that the run rests on. */
export interface TakenDelivery extends ReadableDelivery {
  readonly stored: readonly DecidedFile[]
  readonly counts: ReadCounts
  readonly carriedForward: boolean
  /** An earlier run accepted something newer in its place; it counts, and its silence is no news. */
  readonly outdated: boolean
}

export interface FeedIntake {
  readonly feed: FeedId
  readonly taken: readonly TakenDelivery[]
  /** In the order of the manifest, those of earlier runs first; with the id of those that could be read. */
  readonly statuses: readonly { readonly id?: string; readonly status: DeliveryStatus }[]
  /** Something was held or refused. */
  readonly incomplete: boolean
  /** The counties of each delivery that was. */
  readonly withheld: readonly Counties[]
  /** Ids whose rejects belong to this run, with the place of each in the manifest. */
  readonly rejectsOf: readonly {
    readonly id: string
    readonly order: number
    readonly paths: readonly string[]
  }[]
}

export async function takeFeed(
  feed: FeedId,
  planned: readonly PlannedDelivery[],
  settings: IntakeSettings,
  reading: () => Promise<FeedReading>,
): Promise<FeedIntake> {
  const earlier = await earlierDeliveries(settings.pool, feed, settings.run)
  const withheld: WithheldDelivery[] = []
  const taken: TakenDelivery[] = []
  const statuses = new Map<number, FeedIntake['statuses'][number]>()
  const rejectsOf: { id: string; order: number; paths: readonly string[] }[] = []
  for (const delivery of planned.toSorted(newestFirst)) {
    settings.signal?.throwIfAborted()
    const status = (
      outcome: Outcome,
      counts: ReadCounts,
      reasons: readonly Bilingual[],
      more: Details = {},
    ) => void statuses.set(delivery.order, statusOf(delivery, { outcome, counts, reasons, ...more }))
    try {
      const readable = await identify(settings.threads, settings.inbox, delivery)
      const newer = taken.find(other => replaces(other, delivery))
      if (newer) {
        status('replaced', NOTHING_READ, [replacedBy(newer)], { files: readable.stored })
        continue
      }
      const before = replacedBefore(readable, withheld, earlier.accepted)
      if (before) {
        status('replaced', NOTHING_READ, [staysReplaced(before)], { files: readable.stored })
        continue
      }
      const unreadable = settings.unreadable.get(readable.id)
      if (unreadable) {
        withheld.push(readable)
        status('held', NOTHING_READ, [unreadable], { files: readable.stored })
        continue
      }
      const known = await findDelivery(settings.pool, readable.id)
      rejectsOf.push({ id: readable.id, order: delivery.order, paths: delivery.files })
      if (known?.outcome === 'accepted' && statedAgrees(delivery, known)) {
        taken.push(take(known, readable, earlier.accepted))
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
        known?.counted
          ? judgeAgain({ ...known, counted: known.counted }, readable, earlier.standing, settings)
          : judge(readable, earlier.standing, settings, await reading()),
      )
      if (decided.outcome === 'accepted') taken.push(take(decided, readable, earlier.accepted))
      else withheld.push(readable)
      status(decided.outcome, decided.counts, reasons, {
        id: decided.id,
        files: decided.stored,
        notices: decided.notices,
      })
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      withheld.push(delivery)
      status('rejected', NOTHING_READ, [error.text])
    }
  }
  // Among what is withheld may be what came after them.
  const counting: TakenDelivery[] = []
  for (const delivery of taken) {
    const before = replacedBefore(delivery, withheld, earlier.accepted)
    if (!before) counting.push(delivery)
    else
      statuses.set(
        delivery.order,
        statusOf(delivery, {
          ...{ outcome: 'replaced', counts: NOTHING_READ, files: delivery.stored },
          reasons: [staysReplaced(before)],
        }),
      )
  }
  const missed = withheld.length === 0 ? [] : missedNow(earlier.standing, counting, withheld)
  const lost = missed.filter(({ id }) => settings.unreadable.has(id))
  const carried = missed
    .filter(({ id }) => !settings.unreadable.has(id))
    .map((old): TakenDelivery => carryForward(old, settings.archive))
  withheld.push(...lost)
  return {
    feed,
    taken: [...counting, ...carried].toSorted((one, other) => one.order - other.order),
    statuses: [
      ...carried.map(delivery => ({ id: delivery.id, status: carriedStatus(delivery, 'accepted', []) })),
      ...lost.map(delivery => ({
        status: carriedStatus(
          delivery,
          'held',
          [settings.unreadable.get(delivery.id)].flatMap(said => said ?? []),
        ),
      })),
      ...[...statuses].toSorted(([one], [other]) => one - other).map(([, status]) => status),
    ],
    incomplete: withheld.length > 0,
    withheld: withheld.map(({ counties }) => counties),
    rejectsOf: rejectsOf.filter(({ order }) => statuses.get(order)?.status.outcome !== 'replaced'),
  }
}

interface Details {
  /** Of one that could be read. */
  readonly id?: string
  readonly files?: ReadableDelivery['stored']
  readonly notices?: readonly Bilingual[]
}

interface Told extends Details, Pick<DeliveryStatus, 'outcome' | 'reasons'> {
  readonly counts: ReadCounts
}

const statusOf = (
  delivery: PlannedDelivery,
  { outcome, counts, reasons, id, files, notices = [] }: Told,
): FeedIntake['statuses'][number] => ({
  ...(id === undefined ? {} : { id }),
  status: {
    ...counts,
    files: files ?? delivery.files.map(path => ({ path, digest: '' })),
    asOf: delivery.asOf,
    counties: delivery.counties,
    ...{ outcome, reasons, notices },
    carriedForward: false,
    ...(delivery.statedRows === undefined ? {} : { statedRows: delivery.statedRows }),
    ...(delivery.authorisation === undefined ? {} : { authorisation: delivery.authorisation }),
  },
})

/** A manifest that now states another number of rows asks the question again, unless a person has answered just that. */
const statedAgrees = ({ statedRows }: PlannedDelivery, known: DecidedDelivery): boolean =>
  statedRows === undefined || statedRows === known.counts.dataRows || statedRows === known.acceptedRows

const replacedBy = (newer: PlannedDelivery): Bilingual => ({
  zh: `被同一数据的较新交接代替 (截止 ${newer.asOf}, ${newer.files.join('、')})`,
  en: `replaced by a newer delivery of the feed (as of ${newer.asOf}, ${newer.files.join(', ')})`,
})

const staysReplaced = (before: PlannedDelivery): Bilingual => ({
  zh: `此前已被较新的交接代替 (截止 ${before.asOf}, ${before.files.join('、')}); 较新的本次被搁置或拒收, 旧的不因此重新起作用`,
  en: `was replaced before by a newer delivery (as of ${before.asOf}, ${before.files.join(', ')}); that something newer is held or refused now does not make it count again`,
})

const take = (
  decided: Pick<DecidedDelivery, 'stored' | 'counts'>,
  readable: ReadableDelivery,
  earlier: readonly DecidedDelivery[],
): TakenDelivery => ({
  ...readable,
  stored: withColumns(readable, decided.stored),
  counts: decided.counts,
  carriedForward: false,
  outdated: isOutdated(readable, earlier),
})

/** What earlier runs accepted and this run's deliveries do not replace. Not what this run itself holds or cannot read. */
const missedNow = (
  standing: readonly DecidedDelivery[],
  taken: readonly TakenDelivery[],
  withheld: readonly WithheldDelivery[],
): readonly DecidedDelivery[] =>
  standing
    .filter(({ id }) => !withheld.some(other => other.id === id))
    .filter(
      old =>
        !taken.some(other => other.id === old.id || (newestFirst(other, old) < 0 && replaces(other, old))),
    )

/** Read from the archive. */
const carryForward = (old: DecidedDelivery, archive: Archive): TakenDelivery => ({
  ...old,
  locate: file => archive.locate(file.digest),
  carriedForward: true,
  outdated: false,
})

const carriedStatus = (
  { counts, stored, asOf, counties }: Pick<DecidedDelivery, 'counts' | 'stored' | 'asOf' | 'counties'>,
  outcome: Outcome,
  reasons: readonly Bilingual[],
): DeliveryStatus => ({
  ...counts,
  ...{ asOf, counties, outcome, reasons },
  files: stored,
  notices: [],
  carriedForward: true,
})
