/** Progress of a run as it goes: GET /runs/:id/events. */
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import type { RunProgress } from '../../workers/progress/run-progress.ts'
import { runStateOf } from '../../workers/store/run-list.ts'
import { hasEnded } from '../../workers/store/run-states.ts'
import { EventStream } from './event-stream.ts'
import { Refusal } from './failures.ts'
import { noSuchRun, type RunParameters, runIdOf } from './run-routes.ts'

export interface EventOptions {
  readonly pool: Pool
  readonly runs: RunProgress
  /** How many may listen at the same time. */
  readonly most: number
  readonly heartBeatMs: number
}

const RETRY_SECONDS = 10

export function eventRoutes(app: FastifyInstance, { pool, runs, most, heartBeatMs }: EventOptions): void {
  const open = new Set<EventStream>()
  app.get<RunParameters>('/runs/:id/events', { exposeHeadRoute: false }, async (request, reply) => {
    const run = runIdOf(request.params.id)
    if ((await runStateOf(pool, run)) === undefined) throw noSuchRun()
    if (open.size >= most) {
      reply.header('retry-after', String(RETRY_SECONDS))
      throw tooMany(most)
    }
    const stream = new EventStream()
    open.add(stream)
    const unsubscribe = runs.subscribe(run, report => {
      if (report === undefined) return stream.finish('gone', { run })
      stream.report('progress', report)
      if (hasEnded(report.state)) stream.finish('end', { run, state: report.state })
    })
    const beat = setInterval(() => stream.beat(), heartBeatMs)
    stream.once('end', unsubscribe)
    stream.once('close', () => {
      clearInterval(beat)
      unsubscribe()
      open.delete(stream)
    })
    return (
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        // Proxies would collect events until there are enough of them.
        .header('x-accel-buffering', 'no')
        .send(stream)
    )
  })
  app.addHook('preClose', async () => {
    for (const stream of open) stream.finish('closing', {})
  })
}

const tooMany = (most: number): Refusal =>
  new Refusal(503, {
    zh: `同时查看进度的已有 ${most} 个, 到了上限; 请关闭一些, 或稍后重试`,
    en: `${most} listeners are there already, which is the limit; close some, or try again later`,
  })
