import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttp } from '../../../service/http/open.ts'
import { OperationalError } from '../../../workers/operational-error.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import type { ProgressListener, RunProgress } from '../../../workers/progress/run-progress.ts'
import { sharedHome } from '../../workers/postgres/folders.ts'
import { addRun, addStep } from '../../workers/progress/runs.ts'
import { openService, type Service } from './service.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())

interface Event {
  readonly event: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What a stream says, in whole events. */
async function* eventsOf(response: Response): AsyncGenerator<Event> {
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const match = /^event: (.+)\ndata: (.+)$/.exec(block)
      if (match) yield { event: match[1]!, data: JSON.parse(match[2]!) }
    }
  }
}

async function nextWhere(events: AsyncGenerator<Event>, holds: (event: Event) => boolean): Promise<Event> {
  for (;;) {
    const { value, done } = await events.next()
    if (done) throw new Error('the stream ended')
    if (holds(value)) return value
  }
}

/** Progress that the test tells, and who listens to it. */
function toldProgress() {
  const listeners = new Set<ProgressListener>()
  const runs: RunProgress = {
    subscribe: (_, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const settled = async (count: number) => {
    while (listeners.size !== count) await new Promise(resolve => setTimeout(resolve, 5))
  }
  return { listeners, runs, settled }
}

interface Listening extends AsyncDisposable {
  readonly service: Service
  readonly server: HttpServer
  readonly port: number
}

/** On a real port. */
async function listening(given: Partial<Parameters<typeof openService>[0]> = {}): Promise<Listening> {
  const service = await openService({ pool: database.pool, ...given })
  const server = await openHttp({ ...service.options, host: '127.0.0.1', port: 0 })
  return {
    service,
    server,
    port: Number(new URL(server.address).port),
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await service[Symbol.asyncDispose]()
    },
  }
}

const REPORT = {
  run: 'told',
  state: 'running',
  stage: 'scan',
  steps: { due: 0, running: 1, done: 0, failed: 0 },
  rows: 0,
  bytes: 0,
  ofRows: null,
  megabytesPerSecond: null,
  secondsLeft: null,
} as const

describe('the events of a run', () => {
  it('come as the ledger goes on, and end with the run', async () => {
    await addRun(database.pool, 'e1')
    await addStep(database.pool, 'e1', 'scan:1', 'running', {
      progress: { rows: 10, bytes: 1000, ofRows: 40 },
    })
    await using at = await listening()
    const response = await fetch(`${at.server.address}/runs/e1/events`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ])
    expect(response.headers.get('cache-control')).toBe('no-store')
    const events = eventsOf(response)
    expect((await events.next()).value).toMatchObject({
      event: 'progress',
      data: { run: 'e1', state: 'running', stage: 'scan', rows: 10, bytes: 1000, ofRows: 40 },
    })
    await database.pool.query(
      `update run_step set result = '{"progress": {"rows": 30, "bytes": 3000, "ofRows": 40}}' where run = 'e1'`,
    )
    await nextWhere(events, ({ data }) => data.rows === 30)
    await database.pool.query(`update run_step set state = 'done', result = '{}' where run = 'e1'`)
    await nextWhere(events, ({ data }) => data.stage === null)
    await database.pool.query(`update run set state = 'cancelled' where id = 'e1'`)
    expect(await nextWhere(events, ({ event }) => event === 'end')).toEqual({
      event: 'end',
      data: { run: 'e1', state: 'cancelled' },
    })
    expect((await events.next()).done).toBe(true)
  })

  it('of one that ended long ago are its last state', async () => {
    await addRun(database.pool, 'e2', { state: 'done', finished: '2017-11-20T03:00:00+08:00' })
    await using at = await listening()
    const told: unknown[] = []
    for await (const { event, data } of eventsOf(await fetch(`${at.server.address}/runs/e2/events`)))
      told.push([event, data.state])
    expect(told).toEqual([
      ['progress', 'done'],
      ['end', 'done'],
    ])
  })

  it('are refused to more listeners than there may be, until one goes', async () => {
    await addRun(database.pool, 'e3')
    const { runs, settled } = toldProgress()
    await using at = await listening({ runs, listeners: 2 })
    const url = `${at.server.address}/runs/e3/events`
    const leaving = new AbortController()
    await fetch(url, { signal: leaving.signal })
    await fetch(url)
    const third = await fetch(url)
    expect([third.status, third.headers.get('retry-after'), await third.json()]).toEqual([
      503,
      '10',
      expect.objectContaining({
        en: '2 listeners are there already, which is the limit; close some, or try again later',
      }),
    ])
    leaving.abort()
    await settled(1)
    expect((await fetch(url)).status).toBe(200)
  })

  it('are not remembered for who does not read, who is let go at last', async () => {
    await addRun(database.pool, 'told')
    const { listeners, runs, settled } = toldProgress()
    await using at = await listening({ runs, heartBeatMs: 20 })
    const socket: Socket = connect(at.port, '127.0.0.1')
    socket.pause()
    socket.on('error', () => undefined)
    socket.write('GET /runs/told/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await settled(1)
    // The system's own buffers hold some of it.
    for (let rows = 0; listeners.size === 1; rows++) {
      for (const listener of listeners) listener({ ...REPORT, rows, run: 'x'.repeat(100_000) })
      await new Promise(setImmediate)
    }
    expect(listeners.size).toBe(0)
    socket.destroy()
  })

  it('have a heart beat while nothing happens', async () => {
    await addRun(database.pool, 'e4')
    const { runs } = toldProgress()
    await using at = await listening({ runs, heartBeatMs: 5 })
    const response = await fetch(`${at.server.address}/runs/e4/events`)
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.endsWith(':\n\n:\n\n')) break
    }
    expect(text).toMatch(/^retry: 3000\n\n(?::\n\n)+$/)
  })

  it('end when the service does, and hold nothing up', async () => {
    await addRun(database.pool, 'e5')
    const { runs, listeners } = toldProgress()
    await using at = await listening({ runs })
    const events = eventsOf(await fetch(`${at.server.address}/runs/e5/events`))
    const last = events.next()
    await at.server.close()
    expect((await last).value).toEqual({ event: 'closing', data: {} })
    expect((await events.next()).done).toBe(true)
    expect(listeners.size).toBe(0)
  })

  it('leave nobody listening who went away', async () => {
    await addRun(database.pool, 'e6')
    const { runs, settled } = toldProgress()
    await using at = await listening({ runs })
    const leaving = new AbortController()
    await fetch(`${at.server.address}/runs/e6/events`, { signal: leaving.signal })
    await settled(1)
    leaving.abort()
    await settled(0)
  })
})

describe('the address of the service', () => {
  it('is told, and a warning where a network can reach it', async () => {
    await using at = await listening()
    const open = await openHttp({ ...at.service.options, host: '0.0.0.0', port: 0 })
    await open.close()
    const told = at.service.log.lines().map(({ level, event, address }) => [level, event, address])
    expect(told).toEqual([
      ['info', 'http.listening', at.server.address],
      ['info', 'http.listening', open.address],
      ['warn', 'http.open_to_network', open.address],
    ])
  })

  it('that is taken is named, with what to do', async () => {
    await using at = await listening()
    const failure: unknown = await openHttp({
      ...at.service.options,
      host: '127.0.0.1',
      port: at.port,
    }).catch(error => error)
    expect(failure).toBeInstanceOf(OperationalError)
    expect(failure).toMatchObject({
      text: {
        en: `cannot answer at 127.0.0.1:${at.port}: the port is taken; stop the program that has it, or choose another one with BIDUI_HTTP`,
      },
    })
  })
})
