/**
 * One comparison 比对 by one program: pinned register, deliveries, rules and parameters; from the inbox to the reports.
 *
 * The steps are those of any run (pipelines/flow/steps.ts); leads and review items become visible together, at the end.
 */
import type { Pool } from 'pg'
import { dayInOffice } from '../../pipelines/office-time.ts'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import type { Bilingual, CountyCode } from '../../pipelines/types.ts'
import { openArchive } from '../archive/open.ts'
import type { Config } from '../config.ts'
import type { NewRun } from '../flow/run-record.ts'
import { OperationalError } from '../operational-error.ts'
import { openDatabase } from '../postgres/connect.ts'
import { tryRunLock } from '../postgres/run-lock.ts'
import { digestInThread } from '../reading/digest-in-thread.ts'
import { openInbox } from '../reading/inbox.ts'
import { REGISTER_TASKS } from '../reading/register-tables.ts'
import { runsGoingOn } from '../schedule/runs.ts'
import { ThreadPool } from '../threads/pool.ts'
import type { Acceptance } from './acceptance.ts'
import { NO_PURPOSE, type RunOutcome, runHere, servicesHere } from './here.ts'
import type { ProgressEvent } from './stage-progress.ts'

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

/**
 * Compares an inbox with the register and writes the reports.
 * @throws InputError, PolicyError, OperationalError: what is wrong and what to do; nothing half is visible then
 */
export async function runComparison(config: Config, options: RunOptions): Promise<RunOutcome> {
  const policy = await loadPolicy(options.policyPath ?? DEFAULT_POLICY)
  const startedAt = new Date()
  const inbox = await openInbox(options.inbox, dayInOffice(startedAt))
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
  await notBesideService(database.pool)
  await forgetKilledRuns(database.pool)
  const run: NewRun = {
    kind: 'full',
    occasion: 'person',
    startedAt,
    purpose: options.purpose ?? NO_PURPOSE,
    user: options.user,
    counties: options.counties,
    policy,
    inbox,
    folder: options.inbox,
    accept: options.accept,
    unmasked: options.unmasked,
  }
  const services = servicesHere(database, threads, archive, {
    outOf: () => options.out,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  })
  const signal = options.signal ? AbortSignal.any([options.signal, lock.signal]) : lock.signal
  return await runHere(services, run, { progress: options.progress, signal })
}

async function onlyRun(database: Parameters<typeof tryRunLock>[0]) {
  const lock = await tryRunLock(database)
  if (lock.taken) return lock
  const holder = lock.holder ? `${lock.holder.applicationName}, ${lock.holder.since ?? ''}` : ''
  throw new OperationalError({
    zh: `另一次比对正在进行 (${holder}); 请等它结束后再运行, 两次比对不会同时写入`,
    en: `another comparison is running (${holder}); wait until it has ended: two runs never write at the same time`,
  })
}

/** The service compares the whole register at this moment: two would store review items of two moments in turns. */
async function notBesideService(pool: Pool): Promise<void> {
  const going = (await runsGoingOn(pool)).find(
    ({ kind, state, occasion }) => kind === 'full' && state === 'running' && occasion !== 'person',
  )
  if (!going) return
  throw new OperationalError({
    zh: `服务正在进行一次比对 (${going.id}); 请等它结束, 或先取消: bidui cancel ${going.id}; 只要一个县可用 bidui rematch`,
    en: `the service is doing a comparison (${going.id}); wait for its end, or cancel it first: bidui cancel ${going.id}; for one county use bidui rematch`,
  })
}

/** Runs at a terminal that were killed: nobody else can be doing one now, since the lock is ours. */
async function forgetKilledRuns(pool: Pool): Promise<void> {
  await pool.query(
    `update run set state = 'failed', finished_at = now()
      where state = 'running' and occasion = 'person' and kind = 'full'`,
  )
}
