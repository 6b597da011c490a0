/**
 * Answers over HTTP: of the service health, metrics, runs and their progress, the queue; of a worker health and metrics.
 * They only read, and ask nobody who they are: whoever opens them to a network puts a proxy with a login in front.
 *
 *   const http = await openHttp({ ...config.http, pool, depth, metrics, log, runs, board })
 *   await http.close()
 */
import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { HttpAddress } from '../../workers/config.ts'
import { OperationalError, type Said } from '../../workers/operational-error.ts'
import {
  type ApplicationOptions,
  buildApplication,
  buildWorkerApplication,
  type WorkerApplicationOptions,
} from './application.ts'

export interface HttpOptions extends ApplicationOptions, HttpAddress {}
export interface WorkerHttpOptions extends WorkerApplicationOptions, HttpAddress {}

export interface HttpServer extends AsyncDisposable {
  /** `http://127.0.0.1:8129` */
  readonly address: string
  /** Takes no new requests, ends event streams, waits for answers that are being written. */
  close(): Promise<void>
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/

/** @throws OperationalError where the address cannot be had: says which, why and what to set. */
export const openHttp = async (options: HttpOptions): Promise<HttpServer> =>
  await listen(await buildApplication(options), options, 'BIDUI_HTTP')

/** @throws OperationalError as {@link openHttp} does */
export const openWorkerHttp = async (options: WorkerHttpOptions): Promise<HttpServer> =>
  await listen(buildWorkerApplication(options), options, 'BIDUI_WORKER_HTTP')

/** @param setting which variable chose the address */
async function listen(
  app: FastifyInstance,
  { host, port, log }: HttpAddress & Pick<ApplicationOptions, 'log'>,
  setting: string,
): Promise<HttpServer> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw notListening(error, { host, port, setting })
  }
  const address = addressOf(app)
  log.info('http.listening', { address })
  if (!LOOPBACK.test(host)) log.warn('http.open_to_network', { address, text: openToNetwork(setting, port) })
  const close = () => app.close()
  return { address, close, [Symbol.asyncDispose]: close }
}

const openToNetwork = (setting: string, port: number): Said => ({
  zh: `可从网络访问, 且不要求登录: 请放在带登录的反向代理之后, 或设 ${setting}=127.0.0.1:${port}`,
  en: `it can be reached from the network and asks for no login: put it behind a proxy that does, or set ${setting}=127.0.0.1:${port}`,
})

const REASONS: Readonly<Record<string, (setting: string) => Said>> = {
  EADDRINUSE: setting => ({
    zh: `该端口已被占用; 请停止占用它的程序, 或用 ${setting} 指定另一个端口`,
    en: `the port is taken; stop the program that has it, or choose another one with ${setting}`,
  }),
  EACCES: setting => ({
    zh: `没有权限使用该端口; 请用 ${setting} 指定 1024 以上的端口`,
    en: `this account may not use that port; choose one above 1024 with ${setting}`,
  }),
  EADDRNOTAVAIL: setting => ({
    zh: `本机没有这个地址; 请检查 ${setting}`,
    en: `this machine has no such address; check ${setting}`,
  }),
  ENOTFOUND: setting => ({
    zh: `找不到该主机名; 请检查 ${setting}`,
    en: `there is no host of that name; check ${setting}`,
  }),
}

function notListening(
  error: unknown,
  { host, port, setting }: HttpAddress & { readonly setting: string },
): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code]?.(setting)
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
