/** What `bidui serve` and `bidui worker` are made of, opened in the order of need and closed in the other. */
import { hostname } from 'node:os'
import process from 'node:process'
import type { Bilingual } from '../../connectors/definition.ts'
import type { Archive } from '../../workers/archive/archive.ts'
import { openArchive } from '../../workers/archive/open.ts'
import type { Config } from '../../workers/config.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import type { StepEvents } from '../../workers/flow/step-taker.ts'
import { type Log, openLog } from '../../workers/log/log.ts'
import { type Metrics, openMetrics } from '../../workers/metrics/metrics.ts'
import { type Database, openDatabase } from '../../workers/postgres/connect.ts'
import { openStepQueue } from '../../workers/queue/open.ts'
import type { StepQueue } from '../../workers/queue/step-queue.ts'
import { digestInThread } from '../../workers/reading/digest-in-thread.ts'
import { ThreadPool } from '../../workers/threads/pool.ts'
import { flowEvents } from './flow-events.ts'

export interface Office extends AsyncDisposable {
  readonly log: Log
  readonly metrics: Metrics
  readonly database: Database
  readonly queue: StepQueue
  readonly threads: ThreadPool
  readonly archive: Archive
  readonly services: FlowServices
  readonly events: StepEvents
}

export interface OfficeCall {
  readonly name: 'serve' | 'worker'
  /** The folder of a run's results. */
  readonly outOf: (run: string) => string
}

/** @throws OperationalError where the database, the queue or the archive cannot be used; nothing is left open then */
export async function openOffice(config: Config, { name, outOf }: OfficeCall): Promise<Office> {
  await using opening = new AsyncDisposableStack()
  const log = openLog(config, { name })
  const warn = (text: Bilingual) => log.warn('program.told', { text })
  const database = opening.use(await openDatabase(config, { warn, poolSize: CONNECTIONS }))
  const queue = opening.use(
    await openStepQueue({
      database,
      warn,
      ...(config.redisUrl === undefined ? {} : { redisUrl: config.redisUrl }),
    }),
  )
  const threads = opening.use(new ThreadPool())
  const archive = openArchive(config, path => digestInThread(threads, path))
  const metrics = openMetrics({ pool: database.pool, depth: () => queue.depth() })
  const { pool, connection } = database
  const services: FlowServices = {
    ...{ pool, connection, threads, archive, outOf },
    worker: `${hostname()}/${process.pid}`,
    alone: false,
  }
  log.info(`${name}.begins`, { backend: queue.backend, text: database.describe() })
  const opened = opening.move()
  return {
    ...{ log, metrics, database, queue, threads, archive, services, events: flowEvents(log, metrics) },
    [Symbol.asyncDispose]: async () => {
      await opened.disposeAsync()
      log.info(`${name}.ended`)
    },
  }
}

/** Of this process, beside those of its threads and of its queue. */
const CONNECTIONS = 12
