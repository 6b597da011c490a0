/** What machines ask a process all the time: whether it lives, whether it can work, what it counts. */
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import type { Metrics } from '../../workers/metrics/metrics.ts'
import { PROGRAM_VERSION } from '../../workers/program-version.ts'
import type { QueueDepth } from '../../workers/queue/step-queue.ts'
import { readinessOf } from './readiness.ts'

export interface HealthOptions {
  readonly pool: Pool
  readonly depth: () => Promise<QueueDepth>
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>
  /** How long /readyz waits for the database and the queue; 2 s unless given. */
  readonly patienceMs?: number
}

export function healthRoutes(
  app: FastifyInstance,
  { pool, depth, metrics, patienceMs }: HealthOptions,
): void {
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
}
