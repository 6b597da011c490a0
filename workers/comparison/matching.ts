/**
 * Matching 匹配: from deliveries to evidence, in three steps.
 *
 *  1. the feeds whose rows may show somebody who was left out: their evidence, and with it the candidates;
 *  2. residents, looked at once for the 户号 that matter: who lives with a member or a candidate is a subject too;
 *  3. residents and all other feeds: the evidence about all subjects.
 *
 * Which rows are kept depends on the register and on the deliveries alone, never on their order. What a step finds
 * depends on its scope: under an equal scope nothing is read twice. Feeds are read side by side, a feed's deliveries one
 * after the other.
 */
import { createHash } from 'node:crypto'
import { FEEDS } from '../../connectors/feeds/index.ts'
import type { AcceptedDelivery, Covering } from '../../pipelines/coverage.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import { bornBy } from '../../pipelines/match/residents.ts'
import { SliceIndex } from '../../pipelines/match/slice-index.ts'
import { CANDIDATE, completeSubjects, MEMBER, type WholeHouses } from '../../pipelines/match/subjects.ts'
import type { FeedId, SourceFile } from '../../pipelines/types.ts'
import { READER_VERSION, type RegisterSnapshot } from '../reading/register.ts'
import { GrowingSubjects } from '../scan/subjects.ts'
import { candidatePairs } from '../store/candidates.ts'
import { scanCandidates } from '../store/deliveries.ts'
import type { PinnedScan } from '../store/evidence.ts'
import { eachMember, eachRemoved } from '../store/registered.ts'
import { inTransaction } from '../store/transaction.ts'
import { sideBySide } from '../threads/side-by-side.ts'
import { askAboutResidents, askAboutSubjects, type Known } from './asking.ts'
import {
  type FeedIntake,
  type FeedReading,
  type IntakeSettings,
  scanOnce,
  type TakenDelivery,
  takeFeed,
} from './intake.ts'

const RESIDENTS: FeedId = 'public-security.residents'
const STUDENTS: FeedId = 'education.university'
/** The feeds of step 1: those with candidates, and students, whose 家长 ties them to a household. */
const FIRST_FEEDS: readonly FeedId[] = FEEDS.filter(
  feed => feed.id !== RESIDENTS && ('candidate' in feed || feed.id === STUDENTS),
).map(feed => feed.id)
const LAST_FEEDS: readonly FeedId[] = FEEDS.map(({ id }) => id).filter(
  feed => feed !== RESIDENTS && !FIRST_FEEDS.includes(feed),
)

/** What was kept of a delivery. */
type Kept = Awaited<ReturnType<typeof scanOnce>>['counts']

export interface Matched {
  readonly intakes: readonly FeedIntake[]
  readonly scans: readonly PinnedScan[]
  /** The deliveries that the run rests on, with the files of their scans. */
  readonly accepted: readonly AcceptedDelivery[]
  /** What was kept, by delivery. */
  readonly kept: ReadonlyMap<string, Kept>
  readonly members: SliceIndex
}

/** Told when a step begins; with the rows that the manifest states, if it does so for every delivery. */
export type MatchingStages = (
  stage: 'candidates' | 'residents' | 'evidence',
  rows: number | undefined,
) => void

export async function match(
  planned: readonly PlannedDelivery[],
  register: RegisterSnapshot,
  settings: IntakeSettings,
  stage: MatchingStages,
): Promise<Matched> {
  const known = await registeredPersons(settings, register)
  const intakes = new Map<FeedId, FeedIntake>()
  const scans: PinnedScan[] = []
  const accepted: AcceptedDelivery[] = []
  const kept = new Map<string, Kept>()
  /** One feed more than there are threads: while one waits for the database, another one has work for them. */
  const lanes = settings.threads.size + 1

  const take = async (feed: FeedId, reading: () => Promise<FeedReading>): Promise<FeedIntake> => {
    const own = planned.filter(delivery => delivery.feed === feed)
    const intake = await takeFeed(feed, own, settings, reading)
    intakes.set(feed, intake)
    return intake
  }
  const scanAll = async (
    { taken, feed }: FeedIntake,
    scope: string,
    reading: () => Promise<FeedReading>,
  ): Promise<void> => {
    for (const delivery of taken) {
      const scan = await scanOnce(delivery, settings, scope, reading)
      const files = sourceFiles(delivery)
      scans.push({ id: scan.id, delivery: delivery.id, feed, files })
      accepted.push({ ...covering(delivery), files })
      kept.set(delivery.id, scan.counts)
    }
  }

  stage('candidates', statedRows(planned, FIRST_FEEDS))
  const firstScope = digest('first', READER_VERSION, register.fingerprint)
  const asking = async () => askAboutSubjects(known, firstScope, true)
  await sideBySide(FIRST_FEEDS, lanes, async feed => scanAll(await take(feed, asking), firstScope, asking))
  const firstScans = scans.map(({ id }) => id)
  for await (const bytes of scanCandidates(settings.pool, firstScans))
    for (const [high, low] of candidatePairs(bytes))
      if (known.subjects.getPair(high, low) === 0) known.subjects.markPair(high, low, CANDIDATE)

  await settings.threads.renew()
  stage('residents', statedRows(planned, [RESIDENTS]))
  const blocks = new Map<string, readonly Uint32Array[]>()
  const elders = bornBy(settings.asOf, settings.eldersAge)
  const looking = askAboutResidents(known, elders, ({ id }, own) => blocks.set(id, own))
  const residents = await take(RESIDENTS, async () => looking)
  /** Only when something has to be read: deliveries that were read before are looked at again then. */
  const wholeHouses = once(async (): Promise<WholeHouses> => {
    for (const delivery of residents.taken)
      if (!blocks.has(delivery.id)) await lookAt(delivery, looking, settings)
    const own = residents.taken.flatMap(({ id }) => blocks.get(id) ?? [])
    blocks.clear()
    return completeSubjects(known.subjects, own)
  })

  await settings.threads.renew()
  stage('evidence', statedRows(planned, [RESIDENTS, ...LAST_FEEDS]))
  const lastScope = digest(
    'last',
    READER_VERSION,
    register.fingerprint,
    settings.asOf,
    settings.eldersAge ?? null,
    [...intakes.values()].flatMap(intake => intake.taken.map(delivery => delivery.id)).toSorted(),
  )
  const askingAll = async () => askAboutSubjects(known, lastScope, false, (await wholeHouses()).share())
  await sideBySide([RESIDENTS, ...LAST_FEEDS], lanes, async feed =>
    scanAll(feed === RESIDENTS ? residents : await take(feed, askingAll), lastScope, askingAll),
  )
  await settings.pool.query('analyze evidence')
  const places = new Map(FEEDS.map(({ id }, place) => [id as FeedId, place]))
  const inOrder = (one: { readonly feed: FeedId }, other: { readonly feed: FeedId }): number =>
    (places.get(one.feed) ?? 0) - (places.get(other.feed) ?? 0)
  return {
    intakes: FEEDS.flatMap(({ id }) => intakes.get(id) ?? []),
    scans: scans.toSorted(inOrder),
    accepted: accepted.toSorted(inOrder),
    kept,
    members: known.members,
  }
}

const statedRows = (planned: readonly PlannedDelivery[], feeds: readonly FeedId[]): number | undefined =>
  planned
    .filter(({ feed }) => feeds.includes(feed))
    .reduce<number | undefined>(
      (sum, { statedRows }) => (sum === undefined || statedRows === undefined ? undefined : sum + statedRows),
      0,
    )

/** Members with their slices, and persons who were removed earlier. */
async function registeredPersons(
  { pool, threads }: IntakeSettings,
  register: RegisterSnapshot,
): Promise<Known> {
  const subjects = new GrowingSubjects(register.counts.members?.subjectRows ?? 0)
  const members = new SliceIndex()
  await eachMember(pool, register.id, (high, low, slice) => {
    members.addPair(high, low, slice)
    subjects.markPair(high, low, MEMBER)
  })
  await eachRemoved(pool, register.id, (high, low) => {
    if (subjects.getPair(high, low) === 0) subjects.markPair(high, low, CANDIDATE)
  })
  return { threads, subjects, members }
}

async function lookAt(
  delivery: TakenDelivery,
  { read }: FeedReading,
  settings: IntakeSettings,
): Promise<void> {
  await inTransaction(settings.pool, async client => {
    const progress = (rows: number, bytes: number) => settings.progress(delivery, rows, bytes)
    await read(delivery, { client }, progress, settings.signal)
  })
}

const covering = ({ feed, asOf, counties, order }: TakenDelivery): Covering => ({
  feed,
  asOf,
  counties,
  order,
})

/** The files of a delivery as the run refers to them. */
const sourceFiles = (delivery: TakenDelivery): readonly SourceFile[] =>
  delivery.stored.map((file, at) => ({
    source: delivery.feed,
    path: file.path,
    digest: file.digest,
    order: delivery.order * 1000 + at,
    columns: new Set(file.columns),
  }))

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}
