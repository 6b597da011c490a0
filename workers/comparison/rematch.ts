/**
 * Re-match 重新比对 on demand: a part of the register as it is now, against the deliveries of the newest comparison, out of
 * the archive. Beside whatever else runs: what is read stays, review items change for that part only.
 */
import { join } from 'node:path'
import type { Pool } from 'pg'
import { loadPolicy } from '../../pipelines/policies/index.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open.ts'
import type { Config } from '../config.ts'
import { type OnlyThese, type RunRecord, readRun } from '../flow/run-record.ts'
import { OperationalError } from '../operational-error.ts'
import { openDatabase } from '../postgres/connect.ts'
import { digestInThread } from '../reading/digest-in-thread.ts'
import { type Inbox, openInbox } from '../reading/inbox.ts'
import { ThreadPool } from '../threads/pool.ts'
import { NO_PURPOSE, type RunOutcome, runHere, servicesHere } from './here.ts'
import type { RunOptions } from './run.ts'

export interface RematchOptions extends Omit<RunOptions, 'inbox' | 'out' | 'accept'> {
  /** `reports/RUN` in the state folder without. */
  readonly out?: string
  /** Where the register is as it is now; that of the newest comparison without. */
  readonly inbox?: string
  readonly only?: OnlyThese
}

/** @throws OperationalError where nothing was compared yet; InputError, PolicyError */
export async function runRematch(config: Config, options: RematchOptions): Promise<RunOutcome> {
  const startedAt = new Date()
  await using database = await openDatabase(config, options.warn ? { warn: options.warn } : {})
  await using threads = new ThreadPool(options.threads)
  const archive = openArchive(config, path => digestInThread(threads, path))
  const before = await newestComparison(database.pool, archive)
  const policy = options.policyPath === undefined ? before.policy : await loadPolicy(options.policyPath)
  return await runHere(
    servicesHere(database, threads, archive, {
      outOf: run => options.out ?? join(config.home, 'reports', run),
      ...(options.threads === undefined ? {} : { threads: options.threads }),
    }),
    {
      kind: 'rematch',
      occasion: 'person',
      startedAt,
      purpose: options.purpose ?? NO_PURPOSE,
      user: options.user,
      counties: options.counties,
      policy,
      inbox: await inboxOf(before, options.inbox),
      ...(options.inbox === undefined ? {} : { folder: options.inbox }),
      restsOn: before.id,
      ...(options.only ? { only: options.only } : {}),
      accept: [],
      unmasked: options.unmasked,
    },
    { progress: options.progress, signal: options.signal ?? new AbortController().signal },
  )
}

/** As the comparison before, with the register of a folder, or none of its own. */
async function inboxOf({ inbox }: RunRecord, folder: string | undefined): Promise<Inbox> {
  if (folder === undefined) return { ...inbox, register: new Map() }
  const { register, locate, known, plan } = await openInbox(folder, inbox.plan.registerAsOf)
  const { registerExportedAt: _, ...before } = inbox.plan
  const { registerAsOf, registerExportedAt } = plan
  return {
    ...{ ...inbox, register, locate, known },
    plan: { ...before, registerAsOf, ...(registerExportedAt === undefined ? {} : { registerExportedAt }) },
  }
}

async function newestComparison(pool: Pool, archive: Archive): Promise<RunRecord> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from run where kind = 'full' and state = 'done' and plan is not null
        and exists (select from run_step where run = id and step = 'reports')
      order by started_at desc, id desc limit 1`,
  )
  const found = rows[0] && (await readRun(pool, archive, rows[0].id))
  if (found) return found
  throw new OperationalError({
    zh: '还没有完成过一次比对, 没有可以重新比对的数据; 请先运行 bidui run --inbox 收件箱 --out 结果',
    en: 'no comparison has been done yet, so there is nothing to match again; run bidui run --inbox DIR --out DIR first',
  })
}
