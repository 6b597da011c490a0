import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createPostgresBackend, type Queue, runMigrations, withBackend } from 'bullmq'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { sharedHome } from '../../workers/postgres/folders.ts'
import { openService } from './service.ts'

const SECRET = '530129199003071234'
const STEP = { id: 'r1/scan/3', path: 'r1%2Fscan%2F3' }

let database: Database
let queue: Queue
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  const client = await database.pool.connect()
  await runMigrations(client)
  client.release()
  const backed = withBackend(createPostgresBackend)
  queue = new backed.Queue('steps', { connection: { ...database.connection } as never }) as unknown as Queue
  const job = await queue.add(`scan ${SECRET}`, { name: SECRET }, { jobId: STEP.id, attempts: 1 })
  await job.updateProgress({ name: SECRET })
  await job.log(SECRET)
})
afterAll(async () => {
  await queue.close()
  await database.stop()
})

const open = () => openService({ pool: database.pool, board: queue })

describe('the dashboard of the queue', () => {
  it.each(['/queue', '/queue/', '/queue/queue/steps', `/queue/queue/steps/${STEP.path}`])(
    'is a page whose files are where it looks for them: %s',
    async page => {
      await using service = await open()
      const { statusCode, headers, body } = await service.app.inject(page)
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
      expect(body).toContain('<base href="/queue/" />')
      const files = [...body.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(match => `/queue/${match[1]}`)
      const answers = await Promise.all(files.map(async file => (await service.app.inject(file)).statusCode))
      expect(files.length).toBeGreaterThanOrEqual(6)
      expect(answers).toEqual(files.map(() => 200))
    },
  )

  it('serves its files byte by byte, and none beside them', async () => {
    await using service = await open()
    const folder = dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'))
    const { rawPayload } = await service.app.inject('/queue/static/images/logo.svg')
    expect(rawPayload.equals(readFileSync(join(folder, 'dist/static/images/logo.svg')))).toBe(true)
    for (const path of [
      '/queue/static/../index.ejs',
      '/queue/static/..%2findex.ejs',
      '/queue/static/none.js',
    ])
      expect((await service.app.inject(path)).statusCode).toBeGreaterThanOrEqual(400)
  })

  it('may run its own scripts, and nobody else may do anything with it', async () => {
    await using service = await open()
    const { headers } = await service.app.inject('/queue')
    const policy = String(headers['content-security-policy'])
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([`default-src 'none'`, `script-src 'self'`, `frame-ancestors 'none'`]),
    )
    expect(policy).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe/)
    expect([headers['set-cookie'], headers['x-content-type-options']]).toEqual([undefined, 'nosniff'])
  })

  it('shows steps by id and state, and nothing of what they hold', async () => {
    await using service = await open()
    const list = await service.app.inject('/queue/api/queues?activeQueue=steps&page=1&jobsPerPage=10')
    const [steps] = JSON.parse(list.body).queues
    expect([steps.name, steps.readOnlyMode, steps.allowRetries, steps.counts.waiting]).toEqual([
      'steps',
      true,
      false,
      1,
    ])
    expect(
      steps.jobs.map(({ id, data, opts, progress }: Record<string, unknown>) => [id, data, opts, progress]),
    ).toEqual([[STEP.id, {}, {}, 0]])
    const one = await service.app.inject(`/queue/api/queues/steps/${STEP.path}`)
    expect(JSON.parse(one.body)).toMatchObject({
      status: 'waiting',
      job: { id: STEP.id, data: {}, stacktrace: [] },
    })
    const rest = ['logs', 'flow'].map(part => `/queue/api/queues/steps/${STEP.path}/${part}`)
    const others = ['workers', 'metrics', 'rate-limit', 'default-job-options', 'job-data-schema'].map(
      part => `/queue/api/queues/steps/${part}`,
    )
    const asked = [...rest, ...others, '/queue/api/redis/stats', '/queue/api/job-schedulers']
    const answers = await Promise.all(asked.map(path => service.app.inject(path)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(asked.map(() => 200))
    for (const { body } of [list, one, ...answers]) expect(body).not.toContain(SECRET)
  })

  it('has nothing that writes', async () => {
    await using service = await open()
    const writing = [
      ['PUT', '/queue/api/queues/pause'],
      ['PUT', '/queue/api/queues/steps/pause'],
      ['PUT', '/queue/api/queues/steps/empty'],
      ['PUT', '/queue/api/queues/steps/obliterate'],
      ['POST', '/queue/api/queues/steps/add'],
      ['PUT', '/queue/api/queues/steps/clean/waiting'],
      ['PUT', `/queue/api/queues/steps/${STEP.path}/clean`],
      ['PATCH', `/queue/api/queues/steps/${STEP.path}/update-data`],
    ] as const
    for (const [method, url] of writing)
      expect((await service.app.inject({ method, url })).statusCode).toBe(405)
    expect((await queue.getJobCounts()).waiting).toBe(1)
    expect(service.app.printRoutes({ commonPrefix: false })).not.toMatch(/POST|PUT|PATCH|DELETE/)
  })

  it('says what failed without the words of whoever failed', async () => {
    await using service = await openService({
      pool: database.pool,
      board: new Proxy(queue, {
        get: (target, name) =>
          name === 'getJobCounts' ? () => Promise.reject(new Error(SECRET)) : Reflect.get(target, name),
      }),
    })
    const { statusCode, body } = await service.app.inject('/queue/api/queues')
    expect([statusCode, JSON.parse(body).en]).toEqual([500, expect.stringContaining('it did not work')])
    expect(body + service.log.written.join('')).not.toContain(SECRET)
    expect(service.log.lines()).toContainEqual(
      expect.objectContaining({ event: 'http.failed', route: '/queue' }),
    )
  })

  it('is among the routes where it is there', async () => {
    await using service = await open()
    const { routes } = JSON.parse((await service.app.inject('/nowhere')).body)
    expect(routes.at(-1).route).toBe('/queue')
    expect(JSON.parse((await service.app.inject('/queue/api/none')).body).routes).toEqual(routes)
  })
})
