/** A run as one process works on it: what is pinned, and what earlier steps have found, fetched when it is first asked for. */
import { createHash } from 'node:crypto'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { CANDIDATE_FEEDS, EVIDENCE_FEEDS, RESIDENTS } from '../../pipelines/flow/steps.ts'
import { type Stretch, stretchesOf } from '../../pipelines/flow/stretches.ts'
import { parameterAt } from '../../pipelines/policies/index.ts'
import type { FeedId, IsoDate } from '../../pipelines/types.ts'
import type { FeedIntake, TakenDelivery } from '../comparison/intake.ts'
import type { IntakeSettings } from '../comparison/intake-settings.ts'
import { type Matched, matchedOf } from '../comparison/matched.ts'
import { findSnapshot, READER_VERSION, type RegisterSnapshot } from '../reading/register.ts'
import { type RegisteredDigests, registeredDigests } from '../store/registered.ts'
import { scopeOf } from '../store/scope.ts'
import { feedResults, intakeIn, openIntake, type RecordedIntake } from './feed-result.ts'
import { stepParts, stepResults } from './ledger.ts'
import type { RunRecord } from './run-record.ts'
import { RunSubjects } from './run-subjects.ts'
import type { FlowServices, StepTask } from './services.ts'

/** Of the step `register`. */
export interface RegisterResult {
  readonly fingerprint: string
  readonly unchanged: boolean
  /** What is evaluated apart (pipelines/flow/steps.ts). */
  readonly portions: readonly string[]
}

export class RunWork {
  readonly services: FlowServices
  readonly record: RunRecord
  /** The stretches of large files, where other workers may take some. */
  readonly stretches: ReadonlyMap<FeedId, readonly Stretch[]>
  /** What this process has seen of residents, by delivery, until it is used: words of pipelines/match/residents.ts. */
  readonly looked = new Map<string, readonly Uint32Array[]>()
  readonly #remembered = new Map<string, Promise<unknown>>()

  constructor(services: FlowServices, record: RunRecord) {
    this.services = services
    this.record = record
    const { inbox, restsOn } = record
    this.stretches =
      services.alone || restsOn !== undefined
        ? new Map()
        : stretchesOf(inbox.plan, inbox.known, services.stretchBytes)
  }

  get asOf(): IsoDate {
    return this.record.inbox.plan.asOf
  }

  /** Something that several steps of the run need, found once in this process. */
  remember<T>(name: string, find: () => Promise<T>): Promise<T> {
    const known = this.#remembered.get(name) as Promise<T> | undefined
    if (known) return known
    const found = find()
    // What could not be found is looked for again.
    found.catch(() => this.#remembered.delete(name))
    this.#remembered.set(name, found)
    return found
  }

  results(): Promise<ReadonlyMap<string, unknown>> {
    return stepResults(this.services.pool, this.record.id)
  }

  async #resultOf<T>(step: string): Promise<T> {
    const result = (await this.results()).get(step)
    if (result === undefined) throw new Error(`Step ${step} of run ${this.record.id} is not done`)
    return result as T
  }

  parts(step: string): Promise<readonly Buffer[]> {
    return stepParts(this.services.pool, this.record.id, step)
  }

  /** The register that this run rests on, once its step is done. */
  register(): Promise<RegisterSnapshot> {
    return this.remember('register', () => this.#findRegister())
  }

  async #findRegister(): Promise<RegisterSnapshot> {
    const { fingerprint, unchanged } = await this.#resultOf<RegisterResult>('register')
    const snapshot = await findSnapshot(this.services.pool, fingerprint)
    if (!snapshot) throw new Error(`The register snapshot of run ${this.record.id} is gone`)
    return { ...snapshot, unchanged }
  }

  subjects(): Promise<RunSubjects> {
    return this.remember('subjects', async () => new RunSubjects(this.services, await this.register()))
  }

  /** Under which the evidence of the candidates' wave is stored: equal scopes keep equal rows. */
  firstScope(): Promise<string> {
    return this.remember('firstScope', async () => {
      const { who, where } = await this.#registered()
      return scopeOf(digest('first', READER_VERSION, who), digest(where))
    })
  }

  /** Who is registered; what else the register says makes no row matter. */
  #registered(): Promise<RegisteredDigests> {
    return this.remember('registered', async () =>
      registeredDigests(this.services.pool, (await this.register()).id),
    )
  }

  /**
   * Under which all other evidence is stored; known when residents have been taken.
   * @param residents their intake, where its step is not done yet: it may come out otherwise when it is done again
   */
  async lastScope(residents?: FeedIntake): Promise<string> {
    if (residents) return await this.#lastScopeOf(residents)
    return await this.remember('lastScope', async () => this.#lastScopeOf(await this.residents()))
  }

  async #lastScopeOf(residents: FeedIntake): Promise<string> {
    const candidates = feedResults(await this.results(), 'candidates').map(({ intake }) => intake)
    const taken = [...candidates, residents].flatMap(intake => intake?.taken.map(({ id }) => id) ?? [])
    const { eldersAge } = this.settings()
    const { who, where } = await this.#registered()
    return scopeOf(
      digest('last', READER_VERSION, who, this.asOf, eldersAge ?? null, taken.toSorted()),
      digest(where),
    )
  }

  /** The scans of the candidates' wave. */
  candidateScans(): Promise<readonly string[]> {
    return this.remember('candidateScans', async () =>
      feedResults(await this.results(), 'candidates').flatMap(({ scans }) => scans.map(({ id }) => id)),
    )
  }

  /** The intake of residents, once their step is done. */
  async residents() {
    return this.open(await this.#resultOf<RecordedIntake>('residents'))
  }

  open(intake: RecordedIntake) {
    return openIntake(intake, delivery => this.#locate(delivery))
  }

  #locate({ carriedForward }: Pick<TakenDelivery, 'carriedForward'>): TakenDelivery['locate'] {
    const { archive } = this.services
    const { inbox, restsOn } = this.record
    return file =>
      carriedForward || restsOn !== undefined ? archive.locate(file.digest) : inbox.locate(file.path)
  }

  /** What the run rests on, once all feeds have been read. */
  matched(): Promise<Matched> {
    return this.remember('matched', async () => {
      const results = await this.results()
      const read = [...feedResults(results, 'candidates'), ...feedResults(results, 'evidence')]
      return matchedOf(
        FEEDS.flatMap(({ id }) => {
          const intake = intakeIn(results, id)
          return intake ? [this.open(intake)] : []
        }),
        read.flatMap(({ scans }) => scans),
      )
    })
  }

  settings(task?: StepTask): IntakeSettings {
    const { services, record, asOf } = this
    const parameter = (name: string) => parameterAt(record.policy, name, asOf)
    return {
      pool: services.pool,
      threads: services.threads,
      archive: services.archive,
      inbox: record.inbox,
      run: record.id,
      user: record.user,
      asOf,
      eldersAge: parameter('elders.age'),
      rejectLimit: parameter('delivery.rejectLimit') ?? 1,
      shrinkLimit: parameter('delivery.shrinkLimit') ?? 1,
      accept: record.accept,
      unreadable: task?.unreadable ?? new Map(),
      progress: (_, rows, bytes) => task?.progress(rows, bytes),
      ...(task ? { signal: task.signal } : {}),
    }
  }

  /** The rows of a wave, where the manifest states them of every delivery. */
  statedRows(kind: 'candidates' | 'residents' | 'evidence'): number | undefined {
    const feeds = { candidates: CANDIDATE_FEEDS, residents: [RESIDENTS], evidence: EVIDENCE_FEEDS }[kind]
    return this.record.inbox.plan.deliveries
      .filter(({ feed }) => feeds.includes(feed))
      .reduce<number | undefined>(
        (sum, { statedRows }) =>
          sum === undefined || statedRows === undefined ? undefined : sum + statedRows,
        0,
      )
  }

  /** The deliveries of a feed as the inbox announces them. */
  planned(feed: FeedId) {
    return this.record.inbox.plan.deliveries.filter(delivery => delivery.feed === feed)
  }
}

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
