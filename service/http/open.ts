/**
 * The service's answers over HTTP: health, metrics, runs and their progress, the queue. It only reads, and asks nobody
 * who they are: whoever opens it to a network puts a proxy with a login in front.
 *
 *   const http = await openHttp({ ...config.http, pool, depth, metrics, log, runs, board })
 *   await http.close()
 */
import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { HttpAddress } from '../../workers/config.ts'
import { OperationalError, type Said } from '../../workers/operational-error.ts'
import { type ApplicationOptions, buildApplication } from './application.ts'

export interface HttpOptions extends ApplicationOptions, HttpAddress {}

export interface HttpServer extends AsyncDisposable {
  /** `http://127.0.0.1:8129` */
  readonly address: string
  /** Takes no new requests, ends event streams, waits for answers that are being written. */
  close(): Promise<void>
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/

/** @throws OperationalError where the address cannot be had: says which, why and what to set. */
export async function openHttp(options: HttpOptions): Promise<HttpServer> {
  const { host, port, log } = options
  const app = await buildApplication(options)
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw notListening(error, host, port)
  }
  const address = addressOf(app)
  log.info('http.listening', { address })
  if (!LOOPBACK.test(host)) log.warn('http.open_to_network', { address, text: OPEN_TO_NETWORK })
  const close = () => app.close()
  return { address, close, [Symbol.asyncDispose]: close }
}

const OPEN_TO_NETWORK: Said = {
  zh: '可从网络访问, 且不要求登录: 请放在带登录的反向代理之后, 或设 BIDUI_HTTP=127.0.0.1:8129',
  en: 'it can be reached from the network and asks for no login: put it behind a proxy that does, or set BIDUI_HTTP=127.0.0.1:8129',
}

const REASONS: Readonly<Record<string, Said>> = {
  EADDRINUSE: {
    zh: '该端口已被占用; 请停止占用它的程序, 或用 BIDUI_HTTP 指定另一个端口',
    en: 'the port is taken; stop the program that has it, or choose another one with BIDUI_HTTP',
  },
  EACCES: {
    zh: '没有权限使用该端口; 请用 BIDUI_HTTP 指定 1024 以上的端口',
    en: 'this account may not use that port; choose one above 1024 with BIDUI_HTTP',
  },
  EADDRNOTAVAIL: {
    zh: '本机没有这个地址; 请检查 BIDUI_HTTP',
    en: 'this machine has no such address; check BIDUI_HTTP',
  },
  ENOTFOUND: {
    zh: '找不到该主机名; 请检查 BIDUI_HTTP',
    en: 'there is no host of that name; check BIDUI_HTTP',
  },
}

function notListening(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code]
  if (!reason) return error
  const where = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
  return new OperationalError(
    { zh: `不能在 ${where} 提供服务: ${reason.zh}`, en: `cannot answer at ${where}: ${reason.en}` },
    { cause: error },
  )
}

function addressOf(app: FastifyInstance): string {
  const [address] = app.addresses()
  if (typeof address !== 'object') throw new TypeError('not a TCP address')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
