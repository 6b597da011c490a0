/** The steps that read deliveries: who may have been left out, who lives with whom, and what there is about all of them. */
import { CANDIDATE_FEEDS, RESIDENTS } from '../../../pipelines/flow/steps.ts'
import { keyHigh, keyLow } from '../../../pipelines/match/key-halves.ts'
import { bornBy } from '../../../pipelines/match/residents.ts'
import type { FeedId } from '../../../pipelines/types.ts'
import { askAboutResidents, askAboutSubjects, feedQuestion, type Known } from '../../comparison/asking.ts'
import { blaming } from '../../comparison/delivery-failure.ts'
import type { FeedReading } from '../../comparison/feed-reading.ts'
import { type FeedIntake, takeFeed } from '../../comparison/intake.ts'
import type { IntakeSettings } from '../../comparison/intake-settings.ts'
import { scanOnce } from '../../comparison/scan-once.ts'
import type { FeedQuestion } from '../../scan/rows/feed-question.ts'
import { isCompleted } from '../../store/completion.ts'
import { whoOf } from '../../store/scope.ts'
import { inTransaction } from '../../store/transaction.ts'
import {
  asBefore,
  type FeedResult,
  intakeIn,
  type RecordedScan,
  recordIntake,
  rejectsOf,
} from '../feed-result.ts'
import { type StepResult, stepResults } from '../ledger.ts'
import type { CompleteSubjects } from '../run-subjects.ts'
import type { RunWork } from '../run-work.ts'
import { scannedStretches } from '../scanned-stretches.ts'
import type { StepTask } from '../services.ts'

/** A feed whose rows may show somebody who was left out. */
export async function candidates(work: RunWork, feed: FeedId, task: StepTask): Promise<StepResult> {
  const scope = await work.firstScope()
  const asking = () => askAbout(work, feed, scope, task)
  const settings = work.settings(task)
  const intake = await take(work, feed, settings, asking)
  return resultOf(feed, intake, await scanAll(work, intake, scope, settings, asking))
}

/**
 * Residents, looked at for the 户号 that matter, and who matters because of them: one that cannot be looked at is held
 * here, before anything rests on it.
 */
export async function residents(work: RunWork, task: StepTask): Promise<StepResult> {
  const intake = await takeResidents(work, task)
  const scope = await work.lastScope(intake)
  if (await isCompleted(work.services.pool, whoOf(scope))) work.looked.clear()
  else await complete(work, scope, intake, task)
  return { value: recordIntake(intake), rejects: rejectsOf(intake) }
}

const takeResidents = (work: RunWork, task: StepTask): Promise<FeedIntake> =>
  take(work, RESIDENTS, work.settings(task), async () => {
    const subjects = await work.subjects()
    return looking(work, await subjects.withCandidates(await work.candidateScans()))
  })

async function complete(
  work: RunWork,
  scope: string,
  intake: FeedIntake,
  task: StepTask,
): Promise<CompleteSubjects> {
  const subjects = await work.subjects()
  return await subjects.complete(await work.candidateScans(), whoOf(scope), known =>
    look(work, known, intake, task),
  )
}

/** A feed, for what it says of all subjects. */
export async function evidence(work: RunWork, feed: FeedId, task: StepTask): Promise<StepResult> {
  const scope = await work.lastScope()
  const settings = work.settings(task)
  const asking = () => askAbout(work, feed, scope, task)
  if (feed === RESIDENTS) {
    // One that could be looked at and cannot be read now: what is taken is decided anew, without it.
    const anew = settings.unreadable.size > 0 ? await takeResidents(work, task) : undefined
    const scans = await scanAll(work, anew ?? (await work.residents()), scope, settings, asking)
    return resultOf(feed, anew, scans)
  }
  const intake = await take(work, feed, settings, asking)
  return resultOf(feed, intake, await scanAll(work, intake, scope, settings, asking))
}

const askAbout = async (work: RunWork, feed: FeedId, scope: string, task: StepTask): Promise<FeedReading> =>
  askAboutSubjects(
    work.services.threads,
    await questionOf(work, feed, task),
    scope,
    scannedStretches(work, feed),
  )

/** What is asked of a feed's rows in its wave. */
export async function questionOf(work: RunWork, feed: FeedId, task: StepTask): Promise<FeedQuestion> {
  if (CANDIDATE_FEEDS.includes(feed)) return feedQuestion(await (await work.subjects()).registered(), true)
  const { known, houses } = await complete(work, await work.lastScope(), await work.residents(), task)
  return feedQuestion(known, false, houses.share())
}

/** What is taken of a feed: what the inbox announces; in a re-match what the run before has taken, read or not. */
async function take(
  work: RunWork,
  feed: FeedId,
  settings: IntakeSettings,
  reading: () => Promise<FeedReading>,
): Promise<FeedIntake> {
  const { restsOn } = work.record
  if (restsOn === undefined) return await takeFeed(feed, work.planned(feed), settings, reading)
  const intake = intakeIn(await stepResults(settings.pool, restsOn), feed)
  if (!intake) throw new Error(`Run ${restsOn} has taken nothing of ${feed}`)
  return work.open(asBefore(intake))
}

const looking = (work: RunWork, known: Known): FeedReading => {
  const { asOf, eldersAge } = work.settings()
  return askAboutResidents(work.services.threads, known, bornBy(asOf, eldersAge), ({ id }, blocks) =>
    work.looked.set(id, blocks),
  )
}

/** Residents of all deliveries that the run rests on; those that this process has not looked at yet are looked at now. */
async function look(
  work: RunWork,
  known: Known,
  { taken }: FeedIntake,
  task: StepTask,
): Promise<readonly Uint32Array[]> {
  const { looked } = work
  const { read } = looking(work, known)
  for (const delivery of taken)
    if (!looked.has(delivery.id))
      await blaming(
        delivery,
        inTransaction(work.services.pool, client => read(delivery, { client }, task.progress, task.signal)),
      )
  const blocks = taken.flatMap(({ id }) => looked.get(id) ?? [])
  looked.clear()
  return blocks
}

async function scanAll(
  work: RunWork,
  { taken }: FeedIntake,
  scope: string,
  settings: IntakeSettings,
  asking: () => Promise<FeedReading>,
): Promise<readonly RecordedScan[]> {
  const slicesOf = async () => {
    const { members } = await (await work.subjects()).registered()
    return (key: string) => members.ofPair(keyHigh(key), keyLow(key))
  }
  const scans: RecordedScan[] = []
  for (const delivery of taken) {
    const { id, counts } = await scanOnce(delivery, settings, scope, { asking, slicesOf })
    scans.push({ id, counts, delivery: delivery.id })
  }
  return scans
}

function resultOf(feed: FeedId, intake: FeedIntake | undefined, scans: readonly RecordedScan[]): StepResult {
  const value: FeedResult = { ...(intake ? { intake: recordIntake(intake) } : {}), scans }
  return { value, rejects: intake ? rejectsOf(intake) : [], drops: `scan/${feed}/` }
}
