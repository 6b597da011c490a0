import { createServer } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../schema/migrations/index.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { type EmbeddedServer, openEmbedded } from '../../../workers/postgres/embedded.ts'
import { parseExposition } from '../../workers/metrics/exposition.ts'
import { sharedHome, temporaryHome } from '../../workers/postgres/folders.ts'
import { addRun, addStep, PURPOSE, USER } from '../../workers/progress/runs.ts'
import { depth, openService } from './service.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  await addRun(database.pool, 'r1', {
    state: 'done',
    started: '2017-11-20T02:00:00+08:00',
    finished: '2017-11-20T02:10:30.5+08:00',
    summary: {
      total: 12,
      items: { new: 1, open: 11, changed: 0, gone: 2 },
      byDirection: { exclusion: 12 },
      bySeverity: { A: 12 },
      seconds: { register: 1.5 },
      unusable: [{ feed: 'x', column: 'y', value: '张三', count: 1 }],
    },
  })
  await addRun(database.pool, 'r2', {
    state: 'failed',
    started: '2017-11-20T12:00:00+08:00',
    finished: '2017-11-20T12:00:10+08:00',
    kind: 'rematch',
    occasion: 'demand',
    counties: ['530129'],
    failure: { text: { zh: '磁盘已满 530129199003071234', en: 'the disk is full 530129199003071234' } },
  })
  await addStep(database.pool, 'r2', 'plan', 'done')
  await addStep(database.pool, 'r2', 'scan:1', 'failed', null, { message: '张三' })
  await addStep(database.pool, 'r2', 'scan:2', 'due')
  await addStep(database.pool, 'r2', 'scan:3', 'due', null, {
    count: 0,
    last: {
      zh: '磁盘已满；腾出空间后自动继续',
      en: 'the disk is full; it goes on by itself when there is room',
    },
  })
})
afterAll(() => database.stop())

describe('the service', () => {
  it('lives, and says which version it is', async () => {
    await using service = await openService({ pool: database.pool })
    const { statusCode, body } = await service.app.inject('/healthz')
    expect([statusCode, JSON.parse(body)]).toEqual([200, { alive: true, version: '0.1.0' }])
  })

  it('has metrics that Prometheus reads', async () => {
    await using service = await openService({ pool: database.pool })
    const { statusCode, headers, body } = await service.app.inject('/metrics')
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(parseExposition(body).get('bidui_run_state')?.samples).toContainEqual({
      name: 'bidui_run_state',
      labels: { state: 'failed' },
      value: 1,
    })
  })

  it('lists runs, the newest first, without what people wrote or are called', async () => {
    await using service = await openService({ pool: database.pool })
    const { statusCode, body } = await service.app.inject('/runs')
    expect(statusCode).toBe(200)
    expect(JSON.parse(body)).toEqual({
      runs: [
        {
          id: 'r2',
          kind: 'rematch',
          occasion: 'demand',
          state: 'failed',
          asOf: '2017-11-20',
          startedAt: '2017-11-20T04:00:00.000Z',
          finishedAt: '2017-11-20T04:00:10.000Z',
          seconds: 10,
          counties: ['530129'],
          steps: { due: 2, running: 0, done: 1, failed: 1 },
          leads: null,
          items: null,
        },
        {
          id: 'r1',
          kind: 'full',
          occasion: 'nightly',
          state: 'done',
          asOf: '2017-11-20',
          startedAt: '2017-11-19T18:00:00.000Z',
          finishedAt: '2017-11-19T18:10:30.500Z',
          seconds: 630.5,
          counties: [],
          steps: { due: 0, running: 0, done: 0, failed: 0 },
          leads: 12,
          items: { new: 1, open: 11, changed: 0, gone: 2 },
        },
      ],
    })
    const ids = async (query: string) =>
      JSON.parse((await service.app.inject(`/runs?${query}`)).body).runs.map((run: { id: string }) => run.id)
    expect([await ids('limit=1'), await ids('state=done'), await ids('state=running')]).toEqual([
      ['r2'],
      ['r1'],
      [],
    ])
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'state=ended', 'order=up', 'limit=1&limit=2'])(
    'refuses /runs?%s, and says what is allowed',
    async query => {
      await using service = await openService({ pool: database.pool })
      const { statusCode, body } = await service.app.inject(`/runs?${query}`)
      expect([statusCode, JSON.parse(body).en]).toEqual([
        400,
        'a parameter is wrong; allowed: limit=1..200, state=waiting|running|done|failed|cancelled',
      ])
    },
  )

  it('shows a run with the steps that failed or are tried again, in words of the program', async () => {
    await using service = await openService({ pool: database.pool })
    const { body } = await service.app.inject('/runs/r2')
    expect(JSON.parse(body)).toMatchObject({
      id: 'r2',
      failure: { zh: '磁盘已满 530129********1234', en: 'the disk is full 530129********1234' },
      openSteps: [
        {
          step: 'scan:1',
          state: 'failed',
          attempts: 1,
          worker: 'worker-1',
          seconds: 10,
          retryAt: null,
          failure: { zh: '原因见服务日志', en: 'the log of the service says why' },
        },
        {
          step: 'scan:3',
          state: 'due',
          retryAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          failure: {
            zh: '磁盘已满；腾出空间后自动继续',
            en: 'the disk is full; it goes on by itself when there is room',
          },
        },
      ],
    })
    const done = JSON.parse((await service.app.inject('/runs/r1')).body)
    expect([done.failure, done.byDirection, done.stageSeconds, done.deliveries]).toEqual([
      null,
      { exclusion: 12 },
      { register: 1.5 },
      0,
    ])
  })

  it('shows nobody, on no page', async () => {
    await using service = await openService({ pool: database.pool })
    const pages = [
      '/healthz',
      '/readyz',
      '/metrics',
      '/runs',
      '/runs/r1',
      '/runs/r2',
      '/runs/r1/events',
      '/nowhere',
    ]
    const bodies = await Promise.all(pages.map(async page => (await service.app.inject(page)).body))
    for (const told of [PURPOSE, USER, '张三', '530129199003071234'])
      expect(bodies.filter(body => body.includes(told))).toEqual([])
    expect(service.log.written.join('')).not.toMatch(/张三|530129199003071234/)
  })
})

describe('what is asked wrongly', () => {
  it('has an answer in both languages, with the routes that there are', async () => {
    await using service = await openService({ pool: database.pool })
    const { statusCode, body } = await service.app.inject('/nowhere?id=530129199003071234')
    const { zh, en, routes } = JSON.parse(body)
    expect([statusCode, zh, en]).toEqual([
      404,
      '没有这个地址; 有的见 routes',
      'there is no such address; routes has those that there are',
    ])
    expect(routes.map(({ route }: { route: string }) => route)).toEqual([
      '/healthz',
      '/readyz',
      '/metrics',
      '/runs',
      '/runs/:id',
      '/runs/:id/events',
    ])
  })

  it.each(['/runs/none', '/runs/none/events', '/runs/a%20b', `/runs/${'x'.repeat(99)}`])(
    'has no run: %s',
    async path => {
      await using service = await openService({ pool: database.pool })
      const { statusCode, body } = await service.app.inject(path)
      expect([statusCode, JSON.parse(body).en]).toEqual([404, 'there is no such run; /runs has their ids'])
    },
  )

  it.each(['/%', `/runs/${'x'.repeat(200)}`])('is refused in both languages: %s', async path => {
    await using service = await openService({ pool: database.pool })
    const { statusCode, body } = await service.app.inject(path)
    expect([statusCode, Object.keys(JSON.parse(body)).slice(0, 2)]).toEqual([
      expect.toSatisfy((status: number) => status >= 400 && status < 500),
      ['zh', 'en'],
    ])
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('writes nothing: %s', async method => {
    await using service = await openService({ pool: database.pool })
    for (const url of ['/runs', '/runs/r1', '/queue', '/nowhere']) {
      const { statusCode, headers } = await service.app.inject({ method, url })
      expect([statusCode, headers.allow]).toEqual([405, 'GET, HEAD'])
    }
  })

  it('and large is not read', async () => {
    await using service = await openService({ pool: database.pool })
    const payload = { text: 'x'.repeat(10_000) }
    const { statusCode, body } = await service.app.inject({ method: 'POST', url: '/runs', payload })
    expect([statusCode, JSON.parse(body).en]).toEqual([
      413,
      'the request is too large; everything here is read only',
    ])
  })

  it('of the database is answered without its words, which go into the log', async () => {
    const pool = new pg.Pool({ ...database.connection, options: '-c search_path=nowhere' })
    await using service = await openService({ pool })
    const { statusCode, body } = await service.app.inject('/runs')
    expect([statusCode, Object.keys(JSON.parse(body))]).toEqual([500, ['zh', 'en', 'request']])
    expect(body).not.toContain('relation')
    expect(service.log.lines()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        event: 'http.failed',
        route: '/runs',
        error: expect.objectContaining({ code: '42P01' }),
      }),
    )
    await pool.end()
  })
})

describe('every answer', () => {
  it('tells browsers to run, embed, guess and keep nothing, and sets no cookie', async () => {
    await using service = await openService({ pool: database.pool })
    for (const path of ['/healthz', '/readyz', '/metrics', '/runs', '/runs/none', '/nowhere', '/%']) {
      const { headers } = await service.app.inject(path)
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none';.* frame-ancestors 'none'$/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      expect(headers['set-cookie']).toBe(undefined)
    }
  })

  it('is a line of the log, without the path that was asked for', async () => {
    await using service = await openService({ pool: database.pool })
    await service.app.inject('/runs?limit=1&state=done')
    await service.app.inject('/runs/530129199003071234?name=530129199003071234')
    await service.app.inject('/530129199003071234')
    await service.app.inject('/healthz')
    const told = service.log
      .lines()
      .map(({ level, event, method, route, status }) => [level, event, method, route, status])
    expect(told).toEqual([
      ['info', 'http.request', 'GET', '/runs', 200],
      ['info', 'http.request', 'GET', '/runs/:id', 404],
      ['info', 'http.request', 'GET', '-', 404],
      ['debug', 'http.request', 'GET', '/healthz', 200],
    ])
    expect(service.log.written.join('')).not.toMatch(/530129|limit=/)
  })
})

describe('whether the service is ready', () => {
  const readiness = async (app: { inject(path: string): Promise<{ statusCode: number; body: string }> }) => {
    const { statusCode, body } = await app.inject('/readyz')
    const { ready, checks } = JSON.parse(body)
    return [statusCode, ready, ...['database', 'schema', 'queue'].map(name => checks[name].good)]
  }

  it('it is where database, schema and queue are there', async () => {
    await using service = await openService({ pool: database.pool })
    expect(await readiness(service.app)).toEqual([200, true, true, true, true])
    const { body } = await service.app.inject('/readyz')
    expect(JSON.parse(body).checks.schema.en).toBe(
      `schema of the database: ${Object.keys(MIGRATIONS).at(-1)}`,
    )
  })

  it('it is not without its database, and is again when that comes back', async () => {
    const home = temporaryHome()
    let server: EmbeddedServer = await openEmbedded({ home })
    const pool = new pg.Pool(server.connection)
    pool.on('error', () => undefined)
    pool.on('connect', client => client.on('error', () => undefined))
    const { migrate } = await import('../../../schema/migrate.ts')
    await migrate(pool)
    await using service = await openService({ pool })
    expect(await readiness(service.app)).toEqual([200, true, true, true, true])
    await server.stop()
    expect(await readiness(service.app)).toEqual([503, false, false, false, true])
    const { body } = await service.app.inject('/readyz')
    expect(JSON.parse(body).checks.database).toEqual({
      good: false,
      zh: '数据库没有应答; 请检查数据库是否在运行 (bidui doctor)',
      en: 'the database does not answer; check that it runs (bidui doctor)',
    })
    expect((await service.app.inject('/healthz')).statusCode).toBe(200)
    expect((await service.app.inject('/metrics')).statusCode).toBe(200)
    server = await openEmbedded({ home })
    expect(await readiness(service.app)).toEqual([200, true, true, true, true])
    await pool.end()
    await server.stop()
  })

  it('it is not where the schema is older, newer, or none', async () => {
    const rename = (from: string, to: string) =>
      database.pool.query('update kysely_migration set name = $2 where name = $1', [from, to])
    const said = async () => {
      await using service = await openService({ pool: database.pool })
      const { statusCode, body } = await service.app.inject('/readyz')
      return [statusCode, JSON.parse(body).checks.schema.en]
    }
    const newestName = Object.keys(MIGRATIONS).sort().at(-1) ?? ''
    await rename(newestName, '9999-later')
    const newer = await said()
    await database.pool.query(`delete from kysely_migration where name = '9999-later'`)
    const older = await said()
    await database.pool.query('alter table kysely_migration rename to hidden')
    const none = await said()
    await database.pool.query('alter table hidden rename to kysely_migration')
    await database.pool.query(`insert into kysely_migration values ($1, now()::text)`, [newestName])
    expect([newer, older, none, (await said())[0]]).toEqual([
      [503, 'the database was upgraded by a newer version of the program (9999-later); use that version'],
      [503, `the schema of the database lacks ${newestName}; run bidui migrate`],
      [503, 'the database has no schema of this program; run bidui migrate'],
      200,
    ])
  })

  it('it is not without its queue', async () => {
    await using failing = await openService({
      pool: database.pool,
      depth: () => Promise.reject(new Error('no')),
    })
    expect(await readiness(failing.app)).toEqual([503, false, true, true, false])
    const never = () => new Promise<never>(() => undefined)
    await using silent = await openService({ pool: database.pool, depth: never, patienceMs: 500 })
    expect((await readiness(silent.app)).at(-1)).toBe(false)
  })

  it('it does not wait for a database that takes connections and says nothing', async () => {
    const silent = createServer(socket => socket.on('error', () => undefined))
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const pool = new pg.Pool({ host: '127.0.0.1', port, connectionTimeoutMillis: 300 })
    await using service = await openService({ pool, patienceMs: 50, depth })
    expect(await readiness(service.app)).toEqual([503, false, false, false, true])
    expect((await service.app.inject('/runs')).statusCode).toBe(503)
    await pool.end()
    silent.close()
  })
})
