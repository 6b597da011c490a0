/** A stretch of a large file, scanned for the step of its feed: whatever is wrong with the file, that step finds and tells. */
import { stat } from 'node:fs/promises'
import { feedById } from '../../../connectors/feeds/index.ts'
import { InputError } from '../../../connectors/input-error.ts'
import { openTableHead } from '../../../connectors/table-reader.ts'
import { CANDIDATE_FEEDS, readScanPart } from '../../../pipelines/flow/steps.ts'
import type { Stretch } from '../../../pipelines/flow/stretches.ts'
import type { FeedId } from '../../../pipelines/types.ts'
import { acceptanceOf } from '../../comparison/acceptance.ts'
import { FEED_TASKS } from '../../comparison/asking.ts'
import { blaming } from '../../comparison/delivery-failure.ts'
import { identify, type ReadableDelivery } from '../../reading/delivery.ts'
import { rangesOf } from '../../scan/ranges.ts'
import type { FeedQuestion } from '../../scan/rows/feed-question.ts'
import { scannedFile } from '../../scan/scanned-file.ts'
import { findDelivery, hasScanAbout } from '../../store/deliveries.ts'
import { whoOf } from '../../store/scope.ts'
import { sideBySide } from '../../threads/side-by-side.ts'
import type { StepResult } from '../ledger.ts'
import type { RunWork } from '../run-work.ts'
import { packAnswer } from '../scanned-stretches.ts'
import type { StepTask } from '../services.ts'
import { questionOf } from './feeds.ts'

const NOTHING: StepResult = { value: { ranges: 0 } }

export async function scan(work: RunWork, part: string, task: StepTask): Promise<StepResult> {
  const { feed, number } = readScanPart(part)
  const stretch = work.stretches.get(feed as FeedId)?.[number]
  if (!stretch) throw new Error(`Run ${work.record.id} has no stretch ${part}`)
  const planned = work.planned(stretch.feed).find(({ files }) => files.includes(stretch.path))
  if (!planned) return NOTHING
  const { threads } = work.services
  const delivery = await identify(threads, work.record.inbox, planned)
  if (task.unreadable?.has(delivery.id) || (await isNotWanted(work, delivery))) return NOTHING
  const question = await questionOf(work, stretch.feed, task)
  return await blaming(delivery, scanStretch(work, stretch, delivery, question, task))
}

async function scanStretch(
  work: RunWork,
  stretch: Stretch,
  delivery: ReadableDelivery,
  question: FeedQuestion,
  task: StepTask,
): Promise<StepResult> {
  const path = await work.record.inbox.locate(stretch.path)
  const head = await openTableHead(path, feedById(stretch.feed), { shownPath: stretch.path }).catch(error => {
    if (error instanceof InputError) return undefined
    throw error
  })
  if (!head) return NOTHING
  const file = scannedFile(path, (await stat(path)).size, head)
  const ranges = rangesOf(file).filter(({ from }) => from >= stretch.from && from < stretch.to)
  const { threads } = work.services
  const parts: Uint8Array[] = []
  await sideBySide(ranges, threads.size, async range => {
    task.signal.throwIfAborted()
    const answer = await threads.run(FEED_TASKS.range, {
      table: stretch.feed,
      cutoff: delivery.asOf,
      question,
      file,
      range,
    })
    parts.push(packAnswer(range, answer))
    task.progress(answer.records, range.to - range.from)
  })
  return { value: { ranges: parts.length }, parts }
}

/** Whether nobody wants what the stretch could give: it is stored already, or its delivery is held and stays so. */
async function isNotWanted(work: RunWork, delivery: ReadableDelivery): Promise<boolean> {
  const { id, feed } = delivery
  const { pool } = work.services
  const known = await findDelivery(pool, id)
  if (known?.outcome === 'held')
    return known.counted !== undefined && !acceptanceOf(delivery, work.record.accept)
  if (!known) return false
  const scope = CANDIDATE_FEEDS.includes(feed) ? await work.firstScope() : await work.lastScope()
  return await hasScanAbout(pool, id, whoOf(scope))
}
