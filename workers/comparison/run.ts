/**
 * One comparison 比对: pinned register, deliveries, rules and parameters; from the inbox to the reports.
 *
 * Each step is stored before the next one begins; leads and review items become visible together, at the end.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { DEFAULT_POLICY, loadPolicy, type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { RULES } from '../../pipelines/rules/index.ts'
import type { Bilingual, CountyCode } from '../../pipelines/types.ts'
import { openArchive } from '../archive/open.ts'
import type { Config } from '../config.ts'
import { concludedQuestions, withholdUncovered } from '../evaluation/conclusions.ts'
import { evaluateAll } from '../evaluation/evaluate.ts'
import { ruleContext } from '../evaluation/rule-context.ts'
import { OperationalError } from '../operational-error.ts'
import { type Database, openDatabase } from '../postgres/connect.ts'
import { tryRunLock } from '../postgres/run-lock.ts'
import { digestInThread } from '../reading/digest-in-thread.ts'
import { type Inbox, openInbox } from '../reading/inbox.ts'
import { takeRegister } from '../reading/register.ts'
import { REGISTER_TASKS } from '../reading/register-tables.ts'
import { keepOnlyScans } from '../store/deliveries.ts'
import { goneItems, reconcileItems, type StoredLead, storeLeads } from '../store/leads.ts'
import { inTransaction } from '../store/transaction.ts'
import { ThreadPool } from '../threads/pool.ts'
import type { Acceptance, IntakeSettings } from './intake.ts'
import { match } from './matching.ts'
import { messagesOf } from './messages.ts'
import { OutputFolder } from './output.ts'
import { writeReports } from './reporting.ts'
import { type ProgressEvent, StageClock } from './stage-clock.ts'

export interface RunOptions {
  /** A folder, or an inbox that was opened elsewhere. */
  readonly inbox: string | Inbox
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

const PROGRAM_VERSION = '0.1.0'

/**
 * Compares an inbox with the register and writes the reports.
 * @throws InputError, PolicyError, OperationalError: what is wrong and what to do; nothing half is visible then
 */
export async function runComparison(config: Config, options: RunOptions): Promise<RunOutcome> {
  const policy = await loadPolicy(options.policyPath ?? DEFAULT_POLICY)
  const startedAt = new Date()
  const inbox =
    typeof options.inbox === 'string'
      ? await openInbox(options.inbox, dayInKunming(startedAt))
      : options.inbox
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
  await using lock = await onlyRun(database)
  const signal = options.signal ? AbortSignal.any([options.signal, lock.signal]) : lock.signal
  const run = await beginRun(database.pool, options, policy, inbox, startedAt)
  try {
    const outcome = await compare(
      database,
      threads,
      config,
      { ...options, signal },
      policy,
      inbox,
      run,
      startedAt,
    )
    return outcome
  } catch (error) {
    await database.pool
      .query(`update run set state = 'failed', finished_at = now() where id = $1 and state = 'running'`, [
        run,
      ])
      .catch(() => undefined)
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

async function beginRun(
  pool: Pool,
  options: RunOptions,
  policy: Policy,
  inbox: Inbox,
  at: Date,
): Promise<string> {
  // Runs that were killed: nobody else can be running now, since the lock is ours.
  await pool.query(`update run set state = 'failed', finished_at = now() where state = 'running'`)
  const id = `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}-${randomUUID().slice(0, 8)}`
  await pool.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
     values ($1, $2, 'running', $3, $4, $5, $6, $7, $8)`,
    [
      id,
      at,
      inbox.plan.asOf,
      purposeOf(options),
      options.user,
      JSON.stringify(options.counties),
      JSON.stringify(policy),
      JSON.stringify(Object.fromEntries(RULES.map(rule => [rule.id, rule.version]))),
    ],
  )
  return id
}

const purposeOf = (options: RunOptions): string => options.purpose ?? '未注明'

async function compare(
  { pool, connection }: Database,
  threads: ThreadPool,
  config: Config,
  options: RunOptions & { readonly signal: AbortSignal },
  policy: Policy,
  inbox: Inbox,
  run: string,
  startedAt: Date,
): Promise<RunOutcome> {
  const { plan } = inbox
  const clock = new StageClock(options.progress)
  clock.begin('register', 'rows')
  const register = await takeRegister(inbox, {
    pool,
    threads,
    progress: rows => clock.count(rows),
    signal: options.signal,
  })
  await threads.renew()
  const settings: IntakeSettings = {
    pool,
    threads,
    archive: openArchive(config, path => digestInThread(threads, path)),
    inbox,
    run,
    user: options.user,
    asOf: plan.asOf,
    eldersAge: parameterAt(policy, 'elders.age', plan.asOf),
    rejectLimit: parameterAt(policy, 'delivery.rejectLimit', plan.asOf) ?? 1,
    shrinkLimit: parameterAt(policy, 'delivery.shrinkLimit', plan.asOf) ?? 1,
    accept: options.accept,
    progress: (_, rows, bytes) => clock.count(rows, bytes),
    signal: options.signal,
  }
  const matched = await match(plan.deliveries, register, settings, (stage, rows) =>
    clock.begin(stage, 'rows', rows),
  )

  await threads.renew()
  clock.begin('evaluation', 'households', register.counts.households?.subjectRows)
  const values = { asOf: plan.asOf, policy, accepted: matched.accepted, tables: [...register.files.keys()] }
  const context = ruleContext(values)
  const evaluation = await evaluateAll({
    pool,
    connection,
    threads,
    context: values,
    snapshot: register.id,
    register: register.files,
    scans: matched.scans,
    members: matched.members,
    counties: options.counties,
    progress: households => clock.count(households),
    signal: options.signal,
    ...(options.threads === undefined ? {} : { atOnce: options.threads }),
  })
  await withholdUncovered(pool, evaluation, context, register, options.counties)
  const { leads, notConcluded, exempt } = evaluation.finish()

  await threads.renew()
  clock.begin('items', 'rows', leads.length)
  options.signal.throwIfAborted()
  const concluded = await concludedQuestions(pool, register, context, options.counties)
  const { stored, statuses, gone } = await inTransaction(pool, async client => {
    const stored: readonly StoredLead[] = await storeLeads(client, run, leads)
    const statuses = await reconcileItems(client, run, concluded)
    const gone = await goneItems(client, run)
    await client.query('update run set register_snapshot = $2, deliveries = $3 where id = $1', [
      run,
      register.id,
      JSON.stringify(matched.scans.map(scan => scan.delivery)),
    ])
    return { stored, statuses, gone }
  })

  clock.begin('reports', 'files')
  const out = new OutputFolder(options.out)
  const summary = await writeReports(pool, out, {
    stamp: {
      runId: run,
      startedAt: startedAt.toISOString(),
      user: options.user,
      purpose: purposeOf(options),
      asOf: plan.asOf,
      policy: policy.id,
      masked: !options.unmasked,
    },
    program: PROGRAM_VERSION,
    policy,
    rules: RULES,
    counties: options.counties,
    leads: stored,
    statuses,
    gone,
    notConcluded,
    exempt,
    matched,
    register,
    threads,
    seconds: clock.seconds,
    lap: () => clock.end(),
  })
  await pool.query(`update run set state = 'done', finished_at = now(), summary = $2 where id = $1`, [
    run,
    JSON.stringify(summary),
  ])
  await keepOnlyScans(
    pool,
    matched.scans.map(scan => scan.id),
  )
  const messages = messagesOf(inbox, matched)
  const incomplete =
    plan.unknownFeeds.length > 0 ||
    matched.intakes.some(intake => intake.incomplete || intake.taken.length === 0)
  return { exitCode: incomplete ? 3 : 0, summary, files: out.files, messages }
}
