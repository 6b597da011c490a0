/**
 * One comparison 比对 by one program: pinned register, deliveries, rules and parameters; from the inbox to the reports.
 *
 * The steps are those of any run (pipelines/flow/steps.ts); leads and review items become visible together, at the end.
 */
import { hostname } from 'node:os'
import process from 'node:process'
import type { Pool } from 'pg'
import type { StepKind } from '../../pipelines/flow/steps.ts'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import type { Bilingual, CountyCode } from '../../pipelines/types.ts'
import { openArchive } from '../archive/open.ts'
import type { Config } from '../config.ts'
import { performAll } from '../flow/alone.ts'
import { endRun, insertRun, readRun } from '../flow/run-record.ts'
import { RunWork } from '../flow/run-work.ts'
import type { TellProgress } from '../flow/services.ts'
import type { ReportsResult } from '../flow/steps/reports.ts'
import { OperationalError } from '../operational-error.ts'
import { openDatabase } from '../postgres/connect.ts'
import { tryRunLock } from '../postgres/run-lock.ts'
import { digestInThread } from '../reading/digest-in-thread.ts'
import { openInbox } from '../reading/inbox.ts'
import { REGISTER_TASKS } from '../reading/register-tables.ts'
import { ThreadPool } from '../threads/pool.ts'
import type { Acceptance } from './intake.ts'
import { messagesOf } from './messages.ts'
import { type ProgressEvent, StageProgress } from './stage-progress.ts'

export interface RunOptions {
  readonly inbox: string
  readonly out: string
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  readonly purpose?: string
  readonly policyPath?: string
  readonly accept: readonly Acceptance[]
  readonly unmasked: boolean
  /** How many threads evaluate; otherwise as many as the machine has cores, and as are worth starting. */
  readonly threads?: number
  readonly user: string
  readonly progress: (event: ProgressEvent) => void
  /** Things worth telling that stop nothing. */
  readonly warn?: (text: Bilingual) => void
  readonly signal?: AbortSignal
}

export interface RunOutcome {
  /** 3: done, but something was held back for a person. */
  readonly exitCode: 0 | 3
  readonly summary: RunSummary
  /** Below `out`, in the order of writing. */
  readonly files: readonly string[]
  /** What a person should know: what was held, missing or not read. */
  readonly messages: readonly Bilingual[]
}

/**
 * Compares an inbox with the register and writes the reports.
 * @throws InputError, PolicyError, OperationalError: what is wrong and what to do; nothing half is visible then
 */
export async function runComparison(config: Config, options: RunOptions): Promise<RunOutcome> {
  const policy = await loadPolicy(options.policyPath ?? DEFAULT_POLICY)
  const startedAt = new Date()
  const inbox = await openInbox(options.inbox, dayInKunming(startedAt))
  const pool = new ThreadPool(options.threads)
  // While the database starts.
  pool.warm(REGISTER_TASKS.range)
  await using database = await openDatabase(config, options.warn ? { warn: options.warn } : {}).catch(
    async error => {
      await pool[Symbol.asyncDispose]()
      throw error
    },
  )
  // Ends before the database does: its threads have connections of their own.
  await using threads = pool
  const archive = openArchive(config, path => digestInThread(threads, path))
  await using lock = await onlyRun(database)
  await forgetKilledRuns(database.pool)
  const run = await insertRun(
    database.pool,
    {
      kind: 'full',
      occasion: 'person',
      startedAt,
      purpose: options.purpose ?? '未注明',
      user: options.user,
      counties: options.counties,
      policy,
      inbox,
      folder: options.inbox,
      accept: options.accept,
      unmasked: options.unmasked,
    },
    'running',
  )
  try {
    const record = await readRun(database.pool, archive, run)
    if (!record) throw new Error(`Run ${run} was begun and is not there`)
    const work = new RunWork(
      {
        pool: database.pool,
        connection: database.connection,
        threads,
        archive,
        worker: `${hostname()}/${process.pid}`,
        alone: true,
        outOf: () => options.out,
        ...(options.threads === undefined ? {} : { evaluators: options.threads }),
      },
      record,
    )
    const signal = options.signal ? AbortSignal.any([options.signal, lock.signal]) : lock.signal
    await performAll(work, stageOf(work, new StageProgress(options.progress)), signal)
    return await outcomeOf(work)
  } catch (error) {
    await endRun(database.pool, run, 'failed').catch(() => undefined)
    throw error
  }
}

/** The day of the run where the office is. */
const dayInKunming = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)

async function onlyRun(database: Parameters<typeof tryRunLock>[0]) {
  const lock = await tryRunLock(database)
  if (lock.taken) return lock
  const holder = lock.holder ? `${lock.holder.applicationName}, ${lock.holder.since ?? ''}` : ''
  throw new OperationalError({
    zh: `另一次比对正在进行 (${holder}); 请等它结束后再运行, 两次比对不会同时写入`,
    en: `another comparison is running (${holder}); wait until it has ended: two runs never write at the same time`,
  })
}

/** Runs at a terminal that were killed: nobody else can be doing one now, since the lock is ours. */
async function forgetKilledRuns(pool: Pool): Promise<void> {
  await pool.query(
    `update run set state = 'failed', finished_at = now() where state = 'running' and occasion = 'person'`,
  )
}

/** What a wave is called on the terminal, and how much of it there is. */
function stageOf(work: RunWork, clock: StageProgress) {
  const count: TellProgress = (done, bytes) => clock.count(done, bytes)
  return async (kind: StepKind): Promise<TellProgress> => {
    switch (kind) {
      case 'register':
        clock.begin('register', 'rows')
        break
      case 'candidates':
        clock.begin('candidates', 'rows', work.statedRows(kind))
        break
      case 'residents':
        clock.begin('residents', 'rows', work.statedRows(kind))
        break
      case 'evidence':
        clock.begin('evidence', 'rows', work.statedRows(kind))
        break
      case 'cases':
        clock.begin('evaluation', 'households', (await work.register()).counts.households?.subjectRows)
        break
      case 'evaluation':
        break
      case 'items':
        clock.begin('items', 'rows')
        break
      case 'reports':
        clock.begin('reports', 'files')
    }
    return count
  }
}

async function outcomeOf(work: RunWork): Promise<RunOutcome> {
  const { inbox } = work.record
  const done = await readRun(work.services.pool, work.services.archive, work.record.id)
  if (!done?.summary) throw new Error(`Run ${work.record.id} has ended without a summary`)
  const { files } = (await work.results()).get('reports') as ReportsResult
  const matched = await work.matched()
  const incomplete =
    inbox.plan.unknownFeeds.length > 0 ||
    matched.intakes.some(intake => intake.incomplete || intake.taken.length === 0)
  return { exitCode: incomplete ? 3 : 0, summary: done.summary, files, messages: messagesOf(inbox, matched) }
}
