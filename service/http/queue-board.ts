/**
 * The dashboard of the queue (bull-board), to look at only: routes that write are not there, and of a step no more is
 * shown than its id, its state and its times.
 */
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { Queue } from 'bullmq'
import type { FastifyInstance } from 'fastify'
import type { Log } from '../../workers/log/log.ts'
import { redactText } from '../../workers/log/redact.ts'
import { FAILED } from './failures.ts'
import { BOARD_CONTENT_POLICY } from './headers.ts'

export const BOARD_PREFIX = '/queue'

type ApiRoutes = Parameters<FastifyAdapter['setApiRoutes']>[0]
type Json = Readonly<Record<string, unknown>>

/** What the pages of the dashboard ask for and get. */
const SHOWN: ReadonlySet<unknown> = new Set([
  '/api/queues',
  '/api/redis/stats',
  '/api/queues/:queueName/metrics',
  '/api/queues/:queueName/workers',
  '/api/queues/:queueName/rate-limit',
  '/api/queues/:queueName/:jobId',
])
/** What they ask for and get nothing of: whatever a job may have been told, said or returned. */
const EMPTY: Readonly<Record<string, object>> = {
  '/api/job-schedulers': { schedulers: [] },
  '/api/queues/:queueName/default-job-options': {},
  '/api/queues/:queueName/job-data-schema': {},
  '/api/queues/:queueName/:jobId/logs': [],
  '/api/queues/:queueName/:jobId/flow': { nodeId: '', flowRoot: null, isFlowNode: false },
}

class ReadOnlyAdapter extends FastifyAdapter {
  readonly #log: Log

  constructor(log: Log) {
    super()
    this.#log = log
  }

  override setApiRoutes(routes: ApiRoutes): FastifyAdapter {
    return super.setApiRoutes(
      routes
        .filter(({ method }) => method === 'get')
        .flatMap(route => {
          if (SHOWN.has(route.route)) return route
          const empty = EMPTY[String(route.route)]
          return empty === undefined ? [] : { ...route, handler: () => ({ body: empty }) }
        }),
    )
  }

  override setErrorHandler(): this {
    return super.setErrorHandler(error => {
      this.#log.error('http.failed', { error, route: BOARD_PREFIX })
      return { status: 500, body: { error: `${FAILED.zh} ${FAILED.en}`, ...FAILED } }
    })
  }
}

const JOB_FIELDS = [
  'id',
  'timestamp',
  'processedOn',
  'processedBy',
  'finishedOn',
  'attempts',
  'attemptsStarted',
  'delay',
  'isFailed',
  'priority',
  'stalledCounter',
] as const

/** A job as the dashboard wants it, without anything that was put into it. */
function bareJob(job: Json): Json {
  const kept = Object.fromEntries(JOB_FIELDS.filter(field => field in job).map(field => [field, job[field]]))
  const name = redactText(String(job.name))
  return { ...kept, name, data: {}, opts: {}, returnValue: null, progress: 0, stacktrace: [] }
}

function withoutContent(body: unknown): Json {
  const answer: Json = Object(body)
  const bare = { ...answer }
  if (Array.isArray(answer.queues)) bare.queues = answer.queues.map(queueWithBareJobs)
  if (answer.job !== undefined) bare.job = bareJob(Object(answer.job))
  return bare
}

const queueWithBareJobs = (queue: Json): Json => ({
  ...queue,
  jobs: Array.isArray(queue.jobs) ? queue.jobs.map(bareJob) : [],
})

export async function queueBoard(app: FastifyInstance, queue: Queue, log: Log): Promise<void> {
  const adapter = new ReadOnlyAdapter(log)
  adapter.setBasePath(BOARD_PREFIX)
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: true })],
    // The adapter's package brings declarations of its own of the same interface.
    serverAdapter: adapter as unknown as Parameters<typeof createBullBoard>[0]['serverAdapter'],
    options: {
      uiConfig: { boardTitle: '比对队列 Bidui', hideDocsLink: true, locale: {} },
      handlerHooks: {
        after: (_context, answer) =>
          Array.isArray(answer.body) ? answer : { ...answer, body: withoutContent(answer.body) },
      },
    },
  })
  await app.register(
    async board => {
      board.addHook('onRequest', async (_request, reply) => {
        reply.header('content-security-policy', BOARD_CONTENT_POLICY)
      })
      await board.register(adapter.registerPlugin())
    },
    { prefix: BOARD_PREFIX },
  )
}
