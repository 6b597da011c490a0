/** A run that this program does by itself, from its first step to its reports, for somebody who waits for it. */
import { hostname } from 'node:os'
import process from 'node:process'
import type { StepKind } from '../../pipelines/flow/steps.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import type { Bilingual } from '../../pipelines/types.ts'
import type { Archive } from '../archive/archive.ts'
import { performAll } from '../flow/alone.ts'
import { ClaimLost } from '../flow/perform.ts'
import { endRun, insertRun, type NewRun, readRun } from '../flow/run-record.ts'
import { RunWork } from '../flow/run-work.ts'
import type { FlowServices, TellProgress } from '../flow/services.ts'
import type { ItemsResult } from '../flow/steps/items.ts'
import type { ReportsResult } from '../flow/steps/reports.ts'
import { OperationalError } from '../operational-error.ts'
import type { Database } from '../postgres/connect.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { clearanceMessages, messagesOf } from './messages.ts'
import { type ProgressEvent, StageProgress } from './stage-progress.ts'

export const NO_PURPOSE = '未注明'

export interface RunOutcome {
  /** 3: done, but something was held back for a person. */
  readonly exitCode: 0 | 3
  readonly summary: RunSummary
  /** The folder of the results. */
  readonly out: string
  /** Below `out`, in the order of writing. */
  readonly files: readonly string[]
  /** What a person should know: what was held, missing or not read. */
  readonly messages: readonly Bilingual[]
}

/** What a run here is done with. */
export const servicesHere = (
  { pool, connection }: Pick<Database, 'pool' | 'connection'>,
  threads: ThreadPool,
  archive: Archive,
  options: Pick<FlowServices, 'outOf'> & { readonly threads?: number },
): FlowServices => ({
  ...{ pool, connection, threads, archive },
  worker: `${hostname()}/${process.pid}`,
  alone: true,
  outOf: options.outOf,
  ...(options.threads === undefined ? {} : { evaluators: options.threads }),
})

/** @throws what the first step throws that fails; the run is `failed` then, and nothing of it is visible */
export async function runHere(
  services: FlowServices,
  run: NewRun,
  { progress, signal }: { readonly progress: (event: ProgressEvent) => void; readonly signal: AbortSignal },
): Promise<RunOutcome> {
  const { pool, archive } = services
  const id = await insertRun(pool, run, 'running')
  try {
    const record = await readRun(pool, archive, id)
    if (!record) throw new Error(`Run ${id} was begun and is not there`)
    const work = new RunWork(services, record)
    await performAll(work, stageOf(work, new StageProgress(progress)), signal)
    return await outcomeOf(work)
  } catch (error) {
    const ended = await endRun(pool, id, 'failed').catch(() => true)
    if (!ended && error instanceof ClaimLost)
      throw new OperationalError(
        {
          zh: `比对 ${id} 已被取消 (bidui cancel); 读过的数据留着, 疑点没有写入`,
          en: `run ${id} was cancelled (bidui cancel); what was read stays, no lead was stored`,
        },
        { cause: error },
      )
    throw error
  }
}

/** Tells of each wave what it is called and how much of it there is, and of its steps how far they are. */
function stageOf(work: RunWork, stages: StageProgress) {
  const count: TellProgress = (done, bytes) => stages.count(done, bytes)
  return async (kind: StepKind): Promise<TellProgress> => {
    stages.begin(kind, await amountOf(work, kind))
    return count
  }
}

async function amountOf(work: RunWork, kind: StepKind): Promise<number | undefined> {
  switch (kind) {
    case 'candidates':
    case 'residents':
    case 'evidence':
      return work.statedRows(kind)
    case 'evaluation':
      return (await work.register()).counts.households?.subjectRows
    default:
      return undefined
  }
}

async function outcomeOf(work: RunWork): Promise<RunOutcome> {
  const { inbox } = work.record
  const done = await readRun(work.services.pool, work.services.archive, work.record.id)
  if (!done?.summary) throw new Error(`Run ${work.record.id} has ended without a summary`)
  const results = await work.results()
  const { files, incomplete } = results.get('reports') as ReportsResult
  const { clearance } = results.get('items') as ItemsResult
  const matched = await work.matched()
  return {
    exitCode: incomplete ? 3 : 0,
    summary: done.summary,
    out: work.services.outOf(work.record.id),
    files,
    messages: [...messagesOf(inbox, matched), ...clearanceMessages(clearance)],
  }
}
