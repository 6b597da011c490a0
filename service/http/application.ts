/** The routes put together; pure but for what it is handed. */
import type { Queue } from 'bullmq'
import type { FastifyInstance } from 'fastify'
import type { Log } from '../../workers/log/log.ts'
import type { RunProgress } from '../../workers/progress/run-progress.ts'
import { bareApplication } from './bare-application.ts'
import { eventRoutes } from './event-routes.ts'
import { type HealthOptions, healthRoutes } from './health-routes.ts'
import { queueBoard } from './queue-board.ts'
import { ALL_ROUTES, HEALTH_ROUTES } from './routes.ts'
import { runRoutes } from './run-routes.ts'

export interface ApplicationOptions extends HealthOptions {
  readonly log: Log
  readonly runs: RunProgress
  /** The queue that the dashboard shows; without it there is none. */
  readonly board?: Queue
  /** How many may listen to progress at the same time; 64 unless given. */
  readonly listeners?: number
  /** 15 s unless given. */
  readonly heartBeatMs?: number
}

const LISTENERS = 64
const HEART_BEAT = 15_000

/** What the service answers. */
export async function buildApplication(options: ApplicationOptions): Promise<FastifyInstance> {
  const { pool, log, runs, board } = options
  const app = bareApplication(
    log,
    ALL_ROUTES.filter(route => board !== undefined || route !== '/queue'),
  )
  healthRoutes(app, options)
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

export interface WorkerApplicationOptions extends HealthOptions {
  readonly log: Log
}

/** What a worker answers: of itself only, since runs and queue are the service's to tell of. */
export function buildWorkerApplication(options: WorkerApplicationOptions): FastifyInstance {
  const app = bareApplication(options.log, HEALTH_ROUTES)
  healthRoutes(app, options)
  return app
}
