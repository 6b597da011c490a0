/** Answers to what could not be answered: JSON, in both languages, never the message of an error that is not ours. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bilingual } from '../../connectors/definition.ts'
import type { Log } from '../../workers/log/log.ts'
import { OperationalError } from '../../workers/operational-error.ts'
import { type Route, routeList } from './routes.ts'

/** Why a request is refused, for the one who made it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly text: Bilingual

  constructor(status: number, text: Bilingual) {
    super(text.zh)
    this.status = status
    this.text = text
  }
}

const REFUSALS: Readonly<Record<number, Bilingual>> = {
  413: { zh: '请求太大; 这里只读, 不接受内容', en: 'the request is too large; everything here is read only' },
  414: { zh: '地址太长', en: 'the address is too long' },
  415: { zh: '这里只读, 不接受内容', en: 'everything here is read only, no content is taken' },
}
export const NOT_UNDERSTOOD: Bilingual = {
  zh: '请求有误; 请检查地址和参数',
  en: 'the request is not understood; check its address and parameters',
}
const READ_ONLY: Bilingual = {
  zh: '这里只读; 允许的方法: GET、HEAD',
  en: 'everything here is read only; allowed methods: GET, HEAD',
}
const NOT_THERE: Bilingual = {
  zh: '没有这个地址; 有的见 routes',
  en: 'there is no such address; routes has those that there are',
}
export const FAILED: Bilingual = {
  zh: '没有做成, 原因见服务日志 (http.failed); 请稍后重试, 或运行 bidui doctor',
  en: 'it did not work, the log of the service says why (http.failed); try again later, or run bidui doctor',
}

const READING = new Set(['GET', 'HEAD'])

export function handleFailures(app: FastifyInstance, log: Log, routes: readonly Route[]): void {
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (!READING.has(request.method)) return reply.code(405).header('allow', 'GET, HEAD').send(READ_ONLY)
    return reply.code(404).send({ ...NOT_THERE, routes: routeList(routes) })
  })
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.text)
    const status = statusOf(error)
    if (status < 500) return reply.code(status).send(REFUSALS[status] ?? NOT_UNDERSTOOD)
    log.error('http.failed', { error, request: request.id, route: request.routeOptions.url ?? '-' })
    if (error instanceof OperationalError) return reply.code(503).header('retry-after', '10').send(error.text)
    return reply.code(500).send({ ...FAILED, request: request.id })
  })
}

/** Of an error of fastify's own, which knows it. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
