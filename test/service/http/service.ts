/** What the tests of the service's answers share: an application on a database, and its log. */
import type { FastifyInstance } from 'fastify'
import { type ApplicationOptions, buildApplication } from '../../../service/http/application.ts'
import { openMetrics } from '../../../workers/metrics/metrics.ts'
import { pollProgress } from '../../../workers/progress/polled-progress.ts'
import { type ReadLog, readLog } from '../../workers/log/lines.ts'

export const depth = async () => ({ waiting: 1, running: 0, delayed: 0 })

export interface Service extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly options: ApplicationOptions
  readonly log: ReadLog
}

/** Closed at the end of the scope. Progress is looked up as often as it can be. */
export async function openService(
  given: Pick<ApplicationOptions, 'pool'> & Partial<ApplicationOptions>,
): Promise<Service> {
  const log = readLog()
  const runs = pollProgress({ pool: given.pool, everyMs: 5 })
  const options: ApplicationOptions = {
    depth,
    metrics: openMetrics({ pool: given.pool, depth }),
    log,
    runs,
    patienceMs: 10_000,
    ...given,
  }
  const app = await buildApplication(options)
  const close = async () => {
    await app.close()
    runs.stop()
  }
  return { app, options, log, [Symbol.asyncDispose]: close }
}
