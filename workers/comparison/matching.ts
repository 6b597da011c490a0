/**
 * Matching 匹配: from deliveries to evidence, in three steps.
 *
 *  1. the feeds whose rows may show somebody who was left out: their evidence, and with it the candidates;
 *  2. residents, looked at once for the 户号 that matter: who lives with a member or a candidate is a subject too;
 *  3. residents and all other feeds: the evidence about all subjects.
 *
 * Which rows are kept depends on the register and on the deliveries alone, never on their order. What a step finds
 * depends on its scope: under an equal scope nothing is read twice.
 */
import { createHash } from 'node:crypto'
import type { Columns } from '../../connectors/column.ts'
import type { FeedDefinition } from '../../connectors/definition.ts'
import { FEEDS, feedById } from '../../connectors/feeds/index.ts'
import type { ReadPerson, ReadRow } from '../../connectors/table-reader.ts'
import type { AcceptedDelivery, Covering } from '../../pipelines/coverage.ts'
import type { PlannedDelivery } from '../../pipelines/manifest.ts'
import { KeyTable } from '../../pipelines/match/key-table.ts'
import { MemberSlices } from '../../pipelines/match/member-slices.ts'
import {
  CANDIDATE,
  completeSubjects,
  MEMBER,
  ResidentIndex,
  type WholeHouses,
} from '../../pipelines/match/subjects.ts'
import type { FeedId, SourceFile } from '../../pipelines/types.ts'
import { readDelivery, residentOf } from '../reading/delivery.ts'
import type { Keeping } from '../reading/evidence-sink.ts'
import { READER_VERSION, type RegisterSnapshot } from '../reading/register.ts'
import { candidatePairs } from '../store/candidates.ts'
import { scanCandidates } from '../store/deliveries.ts'
import type { PinnedScan } from '../store/evidence.ts'
import { memberKeys } from '../store/members.ts'
import {
  type FeedIntake,
  type FirstReading,
  type IntakeSettings,
  looking,
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

export interface Matched {
  readonly intakes: readonly FeedIntake[]
  readonly scans: readonly PinnedScan[]
  /** The deliveries that the run rests on, with the files of their scans. */
  readonly accepted: readonly AcceptedDelivery[]
  /** What was kept, by delivery. */
  readonly kept: ReadonlyMap<string, Awaited<ReturnType<typeof scanOnce>>['counts']>
  readonly members: MemberSlices
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
  const { subjects, members } = await registeredPersons(settings, register)
  const intakes = new Map<FeedId, FeedIntake>()
  const scans: PinnedScan[] = []
  const accepted: AcceptedDelivery[] = []
  const kept = new Map<string, Awaited<ReturnType<typeof scanOnce>>['counts']>()
  const plannedOf = (feed: FeedId) => planned.filter(delivery => delivery.feed === feed)
  const slicesOf = (key: string) => members.of(key)
  const none = () => false
  /** While residents have not been looked at. */
  const keeping: Keeping = { slicesOf, isWhole: none, isShared: none }

  const scanAll = async (
    intake: FeedIntake,
    scope: string,
    selecting: () => Promise<Pick<FirstReading, 'select' | 'keeping'>>,
  ) => {
    for (const delivery of intake.taken) {
      const scan = await scanOnce(delivery, scope, settings, selecting)
      const files = sourceFiles(delivery)
      scans.push({ id: scan.id, delivery: delivery.id, feed: intake.feed, files })
      accepted.push({ ...covering(delivery), files })
      kept.set(delivery.id, scan.counts)
    }
  }

  const stated = (concerns: (feed: FeedId) => boolean) =>
    planned
      .filter(delivery => concerns(delivery.feed))
      .reduce<number | undefined>(
        (sum, { statedRows }) =>
          sum === undefined || statedRows === undefined ? undefined : sum + statedRows,
        0,
      )

  stage(
    'candidates',
    stated(feed => FIRST_FEEDS.includes(feed)),
  )
  const firstScope = digest('first', READER_VERSION, register.fingerprint)
  for (const feed of FIRST_FEEDS) {
    const select = selection(feedById(feed), key => subjects.has(key))
    const reading = async () => ({ scope: firstScope, select, keeping })
    const intake = await takeFeed(feed, plannedOf(feed), settings, reading)
    intakes.set(feed, intake)
    await scanAll(intake, firstScope, reading)
  }
  await markCandidates(settings, subjects, scans)

  stage(
    'residents',
    stated(feed => feed === RESIDENTS),
  )
  const indexes = new Map<string, ResidentIndex>()
  const indexing = (): FirstReading => {
    let index = new ResidentIndex(settings.asOf, settings.eldersAge)
    const { candidate } = feedById(RESIDENTS)
    return {
      begin: delivery => {
        index = new ResidentIndex(settings.asOf, settings.eldersAge)
        indexes.set(delivery.id, index)
      },
      select: looking(row => {
        const resident = { ...residentOf(row), candidate: candidate?.(row) ?? false }
        for (const { key } of row.persons) index.add({ key, ...resident })
      }),
      keeping,
    }
  }
  const residents = await takeFeed(RESIDENTS, plannedOf(RESIDENTS), settings, async () => indexing())
  intakes.set(RESIDENTS, residents)

  /** Only when something has to be read: deliveries that were read before are indexed again then. */
  const wholeHouses = once(async (): Promise<WholeHouses> => {
    for (const delivery of residents.taken) {
      if (indexes.has(delivery.id)) continue
      const reading = indexing()
      reading.begin?.(delivery)
      await lookAt(delivery, reading, settings)
    }
    const own = residents.taken.flatMap(delivery => indexes.get(delivery.id) ?? [])
    const houses = completeSubjects(subjects, own)
    indexes.clear()
    return houses
  })

  stage(
    'evidence',
    stated(feed => !FIRST_FEEDS.includes(feed)),
  )
  const lastScope = digest(
    'last',
    READER_VERSION,
    register.fingerprint,
    settings.asOf,
    settings.eldersAge ?? null,
    [...intakes.values()].flatMap(intake => intake.taken.map(delivery => delivery.id)).toSorted(),
  )
  const selecting = (feed: FeedId) => async (): Promise<FirstReading> => {
    const houses = await wholeHouses()
    const select = selection(feedById(feed), key => subjects.has(key), true)
    return {
      scope: lastScope,
      select,
      keeping: {
        slicesOf,
        isWhole: houseNumber => houses.has(houseNumber),
        isShared: houseNumber => houses.isShared(houseNumber),
      },
    }
  }
  await scanAll(residents, lastScope, selecting(RESIDENTS))
  for (const { id: feed } of FEEDS) {
    if (intakes.has(feed)) continue
    const intake = await takeFeed(feed, plannedOf(feed), settings, selecting(feed))
    intakes.set(feed, intake)
    await scanAll(intake, lastScope, selecting(feed))
  }
  await settings.pool.query('analyze evidence')
  return {
    intakes: FEEDS.flatMap(({ id }) => intakes.get(id) ?? []),
    scans,
    accepted,
    kept,
    members,
  }
}

/** What is kept of a row: its subjects; and of a candidate row the person it is about. */
function selection(
  definition: FeedDefinition,
  isSubject: (key: string) => boolean,
  subjectsOnly = false,
): (row: ReadRow<Columns>) => readonly ReadPerson[] {
  const candidate = subjectsOnly ? undefined : definition.candidate
  return row => {
    const persons = row.persons.filter(person => person.joins && isSubject(person.key))
    if (!candidate?.(row)) return persons
    const about = row.persons.filter(person => person.role === 'self' && !persons.includes(person))
    return about.length === 0 ? persons : [...persons, ...about]
  }
}

/** Subjects so far: members, with the slices that they are in, and persons removed earlier. */
async function registeredPersons(
  { pool }: IntakeSettings,
  register: RegisterSnapshot,
): Promise<{ readonly subjects: KeyTable; readonly members: MemberSlices }> {
  const subjects = new KeyTable()
  const members = new MemberSlices()
  for await (const { key, slice } of memberKeys(pool, register.id)) {
    subjects.mark(key, MEMBER)
    members.add(key, slice)
  }
  const { rows } = await pool.query<{ key: string }>(
    'select distinct key from register_removed where snapshot = $1',
    [register.id],
  )
  for (const { key } of rows) if (!subjects.has(key)) subjects.mark(key, CANDIDATE)
  return { subjects, members }
}

/** Everybody in the evidence of step 1 who is no member: the persons of candidate rows, and members' children. */
async function markCandidates(
  { pool }: IntakeSettings,
  subjects: KeyTable,
  scans: readonly PinnedScan[],
): Promise<void> {
  const ids = scans.map(scan => scan.id)
  for await (const candidates of scanCandidates(pool, ids))
    for (const [high, low] of candidatePairs(candidates))
      if (!subjects.hasPair(high, low)) subjects.markPair(high, low, CANDIDATE)
}

async function lookAt(
  delivery: TakenDelivery,
  reading: FirstReading,
  settings: IntakeSettings,
): Promise<void> {
  const progress = (rows: number, bytes: number) => settings.progress(delivery, rows, bytes)
  await readDelivery(delivery, reading.select, {}, progress, settings.signal)
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
