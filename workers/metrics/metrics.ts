/**
 * The metrics of this process, for Prometheus: what it did, counted here; how things stand, asked when somebody looks.
 *
 *   const metrics = openMetrics({ pool, depth: () => queue.depth() })
 *   metrics.stage('evidence', 12.3)
 *   await metrics.text()
 */
import type { Pool } from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { FEEDS } from '../../connectors/feeds/index.ts'
import { PATIENCE } from '../postgres/ask-briefly.ts'
import type { QueueDepth } from '../queue/step-queue.ts'
import { RUN_STATES } from '../store/run-states.ts'
import { labelOf } from './labels.ts'
import { sparingly } from './sparingly.ts'
import { type StoredState, storedState } from './stored-state.ts'

export interface MetricsOptions {
  readonly pool: Pool
  readonly depth: () => Promise<QueueDepth>
  /** How long an answer of the database or of the queue is good; 5 s unless given. */
  readonly freshMs?: number
  /** How long a scrape waits for either; 2 s unless given. */
  readonly patienceMs?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export interface Metrics {
  readonly contentType: string
  /** A stage of a run, or a part of it that this process did, took so long. */
  stage(stage: string, seconds: number): void
  /** Rows were read. */
  rows(stage: string, rows: number): void
  /** Rows or cells of a feed or register table were rejected. */
  rejects(feed: string, reason: string, count: number): void
  /** A step ended here: done, failed, handed back … */
  step(kind: string, outcome: string): void
  /** A step will be tried again. */
  retry(): void
  /** What Prometheus reads. Never fails: what cannot be known is left out. */
  text(): Promise<string>
  /** Of that what this process did and is, nothing that is asked: a worker's, since the service tells how things stand. */
  ownText(): Promise<string>
}

const FRESH = 5_000
const DAY = 86_400_000
/** From what a small city takes to what a province may. */
const STAGE_BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600]

export function openMetrics(options: MetricsOptions): Metrics {
  const { pool, depth, freshMs = FRESH, patienceMs = PATIENCE, now = Date.now } = options
  const own = new Registry()
  collectDefaultMetrics({ register: own })
  const counted = defineCounted(own)
  const asked = new Registry()
  const standing = defineStanding(asked)
  const askDatabase = sparingly(() => storedState(pool, patienceMs), { freshMs, patienceMs })
  const askQueue = sparingly(depth, { freshMs, patienceMs })
  return {
    contentType: own.contentType,
    stage: (stage, seconds) => counted.stageSeconds.observe({ stage: labelOf(stage) }, seconds),
    rows: (stage, rows) => counted.rows.inc({ stage: labelOf(stage) }, rows),
    rejects: (feed, reason, count) =>
      counted.rejects.inc({ feed: labelOf(feed), reason: labelOf(reason) }, count),
    step: (kind, outcome) => counted.steps.inc({ step_kind: labelOf(kind), outcome: labelOf(outcome) }),
    retry: () => counted.retries.inc(),
    async text() {
      const [state, queue] = await Promise.all([askDatabase(), askQueue()])
      standing.database(state, now())
      standing.queue(queue)
      return `${await own.metrics()}\n${await asked.metrics()}`
    },
    ownText: () => own.metrics(),
  }
}

function defineCounted(registry: Registry) {
  const registers = [registry]
  return {
    stageSeconds: new Histogram({
      name: 'bidui_stage_seconds',
      help: 'Seconds that a stage of a run took, or a part of it that this process did.',
      labelNames: ['stage'],
      buckets: STAGE_BUCKETS,
      registers,
    }),
    rows: new Counter({
      name: 'bidui_rows_total',
      help: 'Rows that this process read.',
      labelNames: ['stage'],
      registers,
    }),
    rejects: new Counter({
      name: 'bidui_rejects_total',
      help: 'Rows and cells that this process rejected.',
      labelNames: ['feed', 'reason'],
      registers,
    }),
    steps: new Counter({
      name: 'bidui_steps_total',
      help: 'Steps of runs that ended in this process.',
      labelNames: ['step_kind', 'outcome'],
      registers,
    }),
    retries: new Counter({
      name: 'bidui_step_retries_total',
      help: 'Steps that failed in this process and are tried again.',
      registers,
    }),
  }
}

function defineStanding(registry: Registry) {
  const registers = [registry]
  const reachable = new Gauge({
    name: 'bidui_reachable',
    help: 'Whether the database and the queue answered this scrape: 1, or 0, and then what they know is left out.',
    labelNames: ['part'],
    registers,
  })
  const queueDepth = new Gauge({
    name: 'bidui_queue_depth',
    help: 'Steps in the queue, by state.',
    labelNames: ['state'],
    registers,
  })
  const runs = new Gauge({
    name: 'bidui_run_state',
    help: 'Runs in the database, by state.',
    labelNames: ['state'],
    registers,
  })
  const lastSuccess = new Gauge({
    name: 'bidui_last_success_timestamp_seconds',
    help: 'When the last whole run was done, in seconds since 1970; 0 where none was.',
    registers,
  })
  const held = new Gauge({
    name: 'bidui_deliveries_held',
    help: 'Deliveries that are held until somebody looks at them, or a better one comes.',
    labelNames: ['feed'],
    registers,
  })
  const age = new Gauge({
    name: 'bidui_feed_age_days',
    help: 'Days since the cut-off of the newest accepted delivery; absent where there is none.',
    labelNames: ['feed'],
    registers,
  })
  return {
    database(state: StoredState | undefined, now: number): void {
      reachable.set({ part: 'database' }, state === undefined ? 0 : 1)
      for (const gauge of [runs, held, age]) gauge.reset()
      lastSuccess.remove()
      if (state === undefined) return
      for (const name of RUN_STATES) runs.set({ state: name }, state.runs[name])
      lastSuccess.set(state.lastSuccess)
      for (const { id } of FEEDS) {
        held.set({ feed: id }, state.held[id] ?? 0)
        const asOf = state.newest[id]
        if (asOf !== undefined) age.set({ feed: id }, daysSince(asOf, now))
      }
    },
    queue(depth: QueueDepth | undefined): void {
      reachable.set({ part: 'queue' }, depth === undefined ? 0 : 1)
      queueDepth.reset()
      if (depth === undefined) return
      for (const state of ['waiting', 'running', 'delayed'] as const) queueDepth.set({ state }, depth[state])
    },
  }
}

/** Days are those of the office. */
const daysSince = (asOf: string, now: number): number =>
  Math.round(((now - Date.parse(`${asOf}T00:00:00+08:00`)) / DAY) * 100) / 100
