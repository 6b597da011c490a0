import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkerHttp } from '../../../service/http/open.ts'
import { openMetrics } from '../../../workers/metrics/metrics.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { readLog } from '../../workers/log/lines.ts'
import { ownSamples } from '../../workers/metrics/exposition.ts'
import { sharedHome } from '../../workers/postgres/folders.ts'
import { depth } from './service.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())

const answering = async (port = 0) => {
  const log = readLog()
  const { pool } = database
  const metrics = openMetrics({ pool, depth })
  const server = await openWorkerHttp({
    ...{ pool, depth, log, host: '127.0.0.1', port, patienceMs: 10_000 },
    metrics: { contentType: metrics.contentType, text: metrics.ownText },
  })
  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(server.address + path, init)
    return { status: answer.status, body: await answer.text() }
  }
  return { server, log, metrics, ask, [Symbol.asyncDispose]: () => server.close() }
}

describe('a worker with an address of its own', () => {
  it('says that it lives, that it can work, and what it has counted', async () => {
    await using worker = await answering()
    worker.metrics.step('scan', 'done')
    expect((await worker.ask('/healthz')).status).toBe(200)
    const ready = await worker.ask('/readyz')
    expect([ready.status, JSON.parse(ready.body).ready]).toEqual([200, true])
    const metrics = await worker.ask('/metrics')
    expect([metrics.status, ownSamples(metrics.body)]).toEqual([
      200,
      { bidui_step_retries_total: 0, 'bidui_steps_total{step_kind=scan,outcome=done}': 1 },
    ])
  })

  it('leaves runs and the queue to the service, and takes nothing', async () => {
    await using worker = await answering()
    for (const path of ['/runs', '/runs/r1', '/runs/r1/events', '/queue', '/nowhere']) {
      const { status, body } = await worker.ask(path)
      const routes = JSON.parse(body).routes.map(({ route }: { route: string }) => route)
      expect([path, status, routes]).toEqual([path, 404, ['/healthz', '/readyz', '/metrics']])
    }
    expect((await worker.ask('/healthz', { method: 'POST' })).status).toBe(405)
  })

  it('whose port is taken says so, and which setting chooses another', async () => {
    const taken = createServer()
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const failure: unknown = await answering(port).catch(error => error)
    taken.close()
    expect(failure).toBeInstanceOf(OperationalError)
    expect(failure).toMatchObject({
      text: { en: expect.stringMatching(/the port is taken; .* choose another one with BIDUI_WORKER_HTTP$/) },
    })
  })
})
