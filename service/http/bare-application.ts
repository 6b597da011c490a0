/** An application without a route: what holds of every answer, whoever answers. */
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify'
import type { Log } from '../../workers/log/log.ts'
import { handleFailures, NOT_UNDERSTOOD } from './failures.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { HEALTH_ROUTES, type Route } from './routes.ts'

/** Nothing is written here: no content is worth reading. */
const BODY_LIMIT = 1024
const REQUEST_PATIENCE = 10_000
/** Told at debug as long as it is well. */
const ASKED_ALWAYS: ReadonlySet<string> = new Set(HEALTH_ROUTES)

/** @param routes those that it will have, for whoever asks for another one */
export function bareApplication(log: Log, routes: readonly Route[]): FastifyInstance {
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
  handleFailures(app, log, routes)
  return app
}
