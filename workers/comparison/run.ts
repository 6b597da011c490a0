/**
 * One comparison 比对: pinned register, deliveries, rules and parameters; from the inbox to the reports.
 *
 * Each step is stored before the next one begins; leads and review items become visible together, at the end.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { coveringFiles } from '../../pipelines/coverage.ts'
import { Evaluation } from '../../pipelines/evaluation/evaluate.ts'
import { DEFAULT_POLICY, loadPolicy, type Policy, parameterAt } from '../../pipelines/policies/index.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { COUNTER_FEEDS, counterCases } from '../../pipelines/rules/counter-cases.ts'
import { RULES } from '../../pipelines/rules/index.ts'
import type { AnyRule, Bilingual, CountyCode, FeedId, RuleContext } from '../../pipelines/types.ts'
import type { Config } from '../config.ts'
import { OperationalError } from '../operational-error.ts'
import { openDatabase } from '../postgres/connect.ts'
import { tryRunLock } from '../postgres/run-lock.ts'
import { Archive } from '../reading/archive.ts'
import { type Inbox, openInbox } from '../reading/inbox.ts'
import { type RegisterSnapshot, takeRegister } from '../reading/register.ts'
import { keepOnlyScans } from '../store/deliveries.ts'
import { DossierStore } from '../store/dossiers.ts'
import { type Concluded, goneItems, reconcileItems, type StoredLead, storeLeads } from '../store/leads.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Acceptance, IntakeSettings } from './intake.ts'
import { type Matched, match, sourceFiles } from './matching.ts'
import { OutputFolder } from './output.ts'
import { writeReports } from './reporting.ts'

export interface ProgressEvent {
  readonly stage: Bilingual
  /** Since the stage began. */
  readonly done: number
  readonly total?: number
  readonly unit: 'rows' | 'bytes' | 'households' | 'files'
  readonly bytes?: number
  readonly note?: Bilingual
}

export interface RunOptions {
  readonly inbox: string
  readonly out: string
  /** Empty: all. */
  readonly counties: readonly CountyCode[]
  readonly purpose?: string
  readonly policyPath?: string
  readonly accept: readonly Acceptance[]
  readonly unmasked: boolean
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

export const PROGRAM_VERSION = '0.1.0'

const STAGES = {
  register: { zh: '读取建档立卡', en: 'register' },
  candidates: { zh: '读取可能漏评的人员', en: 'who may have been left out' },
  residents: { zh: '读取户籍', en: 'residents' },
  evidence: { zh: '查找佐证', en: 'evidence' },
  evaluation: { zh: '按规则研判', en: 'rules' },
  items: { zh: '更新核查单', en: 'review items' },
  reports: { zh: '写出报告', en: 'reports' },
} as const satisfies Record<string, Bilingual>
type Stage = keyof typeof STAGES

/**
 * Compares an inbox with the register and writes the reports.
 * @throws InputError, PolicyError, OperationalError: what is wrong and what to do; nothing half is visible then
 */
export async function runComparison(config: Config, options: RunOptions): Promise<RunOutcome> {
  const policy = await loadPolicy(options.policyPath ?? DEFAULT_POLICY)
  const startedAt = new Date()
  const inbox = await openInbox(options.inbox, dayInKunming(startedAt))
  await using database = await openDatabase(config, options.warn ? { warn: options.warn } : {})
  await using lock = await onlyRun(database)
  const signal = options.signal ? AbortSignal.any([options.signal, lock.signal]) : lock.signal
  const run = await beginRun(database.pool, options, policy, inbox, startedAt)
  try {
    const outcome = await compare(
      database.pool,
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
  pool: Pool,
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
  const register = await takeRegister(pool, inbox, rows => clock.count(rows))
  const settings: IntakeSettings = {
    pool,
    archive: new Archive(config.home),
    folder: inbox.folder,
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

  clock.begin('evaluation', 'households', register.counts.households?.subjectRows)
  const context = contextOf(policy, inbox, register, matched)
  const evaluation = await evaluateAll(pool, register, matched, context, options, rows => clock.count(rows))
  await withholdUncovered(pool, evaluation, context, register, options.counties)
  const { leads, notConcluded, exempt } = evaluation.finish()

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
    leads: stored,
    statuses,
    gone,
    notConcluded,
    exempt,
    matched,
    register,
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

function contextOf(policy: Policy, inbox: Inbox, register: RegisterSnapshot, matched: Matched): RuleContext {
  const { asOf } = inbox.plan
  return {
    asOf,
    year: Number(asOf.slice(0, 4)),
    parameter: name => parameterAt(policy, name, asOf),
    covering: coveringFiles(
      matched.intakes.flatMap(intake =>
        intake.taken.map(delivery => ({ ...delivery, files: sourceFiles(delivery) })),
      ),
    ),
    hasTable: table => register.files.has(table),
  }
}

async function evaluateAll(
  pool: Pool,
  register: RegisterSnapshot,
  matched: Matched,
  context: RuleContext,
  options: RunOptions,
  progress: (households: number) => void,
): Promise<Evaluation> {
  const evaluation = new Evaluation(RULES, context, options.counties)
  const dossiers = new DossierStore({
    pool,
    snapshot: register.id,
    register: register.files,
    scans: matched.scans,
    isMember: matched.isMember,
  })
  await dossiers.countEvidence(COUNTER_FEEDS, evidence => counterCases(evidence, context))
  const streams = [dossiers.households(options.counties), dossiers.persons(), dossiers.houseNumbers()]
  for (const stream of streams)
    for await (const block of stream) {
      options.signal?.throwIfAborted()
      for (const dossier of block) evaluation.add(dossier)
      if (stream === streams[0]) progress(block.length)
    }
  for (const village of await dossiers.villages()) evaluation.add(village)
  return evaluation
}

const registeredCounties = async (pool: Pool, register: RegisterSnapshot): Promise<readonly CountyCode[]> => {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from register_household where snapshot = $1 and county <> '' order by county`,
    [register.id],
  )
  return rows.map(({ county }) => county)
}

/** Says of every registered county which questions of absence could not even be asked there. */
async function withholdUncovered(
  pool: Pool,
  evaluation: Evaluation,
  context: RuleContext,
  register: RegisterSnapshot,
  scope: readonly CountyCode[],
): Promise<void> {
  const counties = await registeredCounties(pool, register)
  for (const county of scope.length > 0 ? counties.filter(code => scope.includes(code)) : counties)
    for (const rule of RULES)
      for (const feed of rule.absence)
        if (context.covering(feed, county).length === 0)
          evaluation.withhold({ rule: rule.id, county, feed, reason: 'no coverage' }, 0)
}

/** Where silence means that a lead is gone: all feeds of the rule cover the county, its tables were given. */
async function concludedQuestions(
  pool: Pool,
  register: RegisterSnapshot,
  context: RuleContext,
  scope: readonly CountyCode[],
): Promise<readonly Concluded[]> {
  const { rows } = await pool.query<{ county: string }>(
    `select distinct county from review_item where presence <> 'gone'`,
  )
  const counties = new Set([
    ...(await registeredCounties(pool, register)),
    ...rows.map(({ county }) => county),
  ])
  const asked = scope.length > 0 ? scope : [...counties]
  const spoke = (rule: AnyRule, county: CountyCode): boolean =>
    rule.feeds.every((feed: FeedId) => context.covering(feed, county).length > 0) &&
    (rule.tables ?? []).every(table => context.hasTable(table))
  return RULES.flatMap(rule =>
    asked.filter(county => spoke(rule, county)).map(county => ({ rule: rule.id, county })),
  )
}

function messagesOf(inbox: Inbox, matched: Matched): readonly Bilingual[] {
  const messages: Bilingual[] = []
  if (!inbox.hasManifest)
    messages.push({
      zh: '没有 manifest.json: 不知道各数据覆盖哪些区县, 凡须从「查无」得出的疑点均未下结论',
      en: 'there is no manifest.json: which counties the feeds cover is unknown, nothing was concluded from absence',
    })
  for (const { feed, files } of inbox.plan.unknownFeeds)
    messages.push({
      zh: `未知的部门数据「${feed}」(${files.join('、')}): 没有读取; bidui feeds 列出全部数据`,
      en: `unknown feed "${feed}" (${files.join(', ')}): not read; bidui feeds lists all feeds`,
    })
  if (inbox.hasManifest && inbox.unlisted.length > 0)
    messages.push({
      zh: `清单未列出, 没有读取: ${inbox.unlisted.join('、')}`,
      en: `not in the manifest, not read: ${inbox.unlisted.join(', ')}`,
    })
  for (const intake of matched.intakes) {
    for (const { status } of intake.statuses)
      for (const reason of status.outcome === 'held' || status.outcome === 'rejected' ? status.reasons : [])
        messages.push({
          zh: `${intake.feed} (${status.files.map(file => file.path).join('、')}): ${reason.zh}`,
          en: `${intake.feed} (${status.files.map(file => file.path).join(', ')}): ${reason.en}`,
        })
    const carried = intake.taken.filter(delivery => delivery.carriedForward)
    if (carried.length > 0) {
      const dates = [...new Set(carried.map(delivery => delivery.asOf))].join(', ')
      messages.push({
        zh: `${intake.feed}: 沿用此前接收的交接 (截止 ${dates})`,
        en: `${intake.feed}: the run went on with what was accepted before (as of ${dates})`,
      })
    }
  }
  const missing = FEEDS.filter(
    ({ id }) => !matched.intakes.some(({ feed, taken }) => feed === id && taken.length > 0),
  )
  if (missing.length > 0)
    messages.push({
      zh: `没有可用的数据: ${missing.map(({ title }) => title.zh).join('、')}; 相应规则未下结论, 原有核查单保持不变`,
      en: `nothing to go by from: ${missing.map(({ id }) => id).join(', ')}; their rules conclude nothing, earlier review items stay`,
    })
  return messages
}

/** Seconds by stage, and what the progress display is told. */
class StageClock {
  readonly seconds: Record<string, number> = {}
  readonly #progress: (event: ProgressEvent) => void
  #stage: Stage | undefined
  #began = 0
  #event: ProgressEvent = { stage: STAGES.register, done: 0, unit: 'rows' }

  constructor(progress: (event: ProgressEvent) => void) {
    this.#progress = progress
  }

  begin(stage: Stage, unit: ProgressEvent['unit'], total?: number): void {
    this.end()
    this.#stage = stage
    this.#began = performance.now()
    this.#event = { stage: STAGES[stage], done: 0, unit, bytes: 0, ...(total === undefined ? {} : { total }) }
    this.#progress(this.#event)
  }

  count(done: number, bytes = 0): void {
    this.#event = { ...this.#event, done: this.#event.done + done, bytes: (this.#event.bytes ?? 0) + bytes }
    this.#progress(this.#event)
  }

  end(): void {
    if (this.#stage === undefined) return
    const passed = (performance.now() - this.#began) / 1000
    this.seconds[this.#stage] = Math.round(((this.seconds[this.#stage] ?? 0) + passed) * 1000) / 1000
    this.#stage = undefined
  }
}
