/** The routes put together; pure but for what it is handed. */
import type { Queue } from 'bullmq'
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify'
import type { Pool } from 'pg'
import type { Log } from '../../workers/log/log.ts'
import type { Metrics } from '../../workers/metrics/metrics.ts'
import { PROGRAM_VERSION } from '../../workers/program-version.ts'
import type { RunProgress } from '../../workers/progress/run-progress.ts'
import type { QueueDepth } from '../../workers/queue/step-queue.ts'
import { eventRoutes } from './event-routes.ts'
import { handleFailures, NOT_UNDERSTOOD } from './failures.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { queueBoard } from './queue-board.ts'
import { readinessOf } from './readiness.ts'
import { runRoutes } from './run-routes.ts'

export interface ApplicationOptions {
  readonly pool: Pool
  readonly depth: () => Promise<QueueDepth>
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>
  readonly log: Log
  readonly runs: RunProgress
  /** The queue that the dashboard shows; without it there is none. */
  readonly board?: Queue
  /** How many may listen to progress at the same time; 64 unless given. */
  readonly listeners?: number
  /** 15 s unless given. */
  readonly heartBeatMs?: number
  /** How long /readyz waits for the database and the queue; 2 s unless given. */
  readonly patienceMs?: number
}

const LISTENERS = 64
const HEART_BEAT = 15_000
/** Nothing is written here: no content is worth reading. */
const BODY_LIMIT = 1024
const REQUEST_PATIENCE = 10_000
/** What machines ask all the time; told at debug as long as it is well. */
const ASKED_ALWAYS = new Set(['/healthz', '/readyz', '/metrics'])

export async function buildApplication(options: ApplicationOptions): Promise<FastifyInstance> {
  const { pool, depth, metrics, log, runs, board, patienceMs } = options
  // No logger of its own: it would write addresses with their query strings.
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_PATIENCE,
    forceCloseConnections: true,
    // What cannot even be parsed gets the same kind of answer.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply.code(400).headers(SECURITY_HEADERS).send(NOT_UNDERSTOOD)
    },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(SECURITY_HEADERS)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '-'
    const quiet = ASKED_ALWAYS.has(route) && reply.statusCode < 400
    log[quiet ? 'debug' : 'info']('http.request', {
      request: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
  })
  handleFailures(app, log, board !== undefined)

  const version = PROGRAM_VERSION
  app.get('/healthz', async () => ({ alive: true, version }))
  const readiness = readinessOf({ pool, depth, ...(patienceMs === undefined ? {} : { patienceMs }) })
  app.get('/readyz', async (_request, reply) => {
    const found = await readiness()
    return reply.code(found.ready ? 200 : 503).send(found)
  })
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.text()),
  )
  runRoutes(app, pool)
  eventRoutes(app, {
    pool,
    runs,
    most: options.listeners ?? LISTENERS,
    heartBeatMs: options.heartBeatMs ?? HEART_BEAT,
  })
  if (board !== undefined) await queueBoard(app, board, log)
  return app
}
