import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FEEDS } from '../../../connectors/feeds/index.ts'
import { type MetricsOptions, openMetrics } from '../../../workers/metrics/metrics.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { sharedHome } from '../postgres/folders.ts'
import { ownSamples, parseExposition } from './exposition.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
})
afterAll(() => database.stop())

const NOON = Date.parse('2017-11-20T12:00:00+08:00')
const depth = async () => ({ waiting: 3, running: 2, delayed: 1 })
const open = (options: Partial<MetricsOptions> = {}) =>
  openMetrics({ pool: database.pool, depth, freshMs: 0, patienceMs: 10_000, now: () => NOON, ...options })

async function addRun(id: string, state: string, finished: string | null, kind = 'full'): Promise<void> {
  await database.pool.query(
    `insert into run (id, started_at, finished_at, state, kind, as_of, purpose, user_name, counties, policy, rules)
     values ($1, '2017-11-20', $3, $2, $4, '2017-11-20', '530129199003071234', '张三', '[]', '{}', '{}')`,
    [id, state, finished, kind],
  )
}

interface Delivery {
  readonly feed: string
  readonly outcome: 'accepted' | 'held'
  readonly counties: unknown
  readonly asOf?: string
  readonly decided?: string
  readonly reasons?: unknown
}

let deliveries = 0
async function addDelivery({ feed, outcome, counties, asOf, decided, reasons }: Delivery): Promise<void> {
  await database.pool.query(
    `insert into delivery (id, feed, as_of, counties, files, outcome, reasons, counts, first_run, decided_at)
     values ($1, $2, $3, $4, '[]', $5, $6, '{}', 'r1', $7)`,
    [
      `d${deliveries++}`,
      feed,
      asOf ?? '2017-11-18',
      JSON.stringify(counties),
      outcome,
      JSON.stringify(reasons ?? [{ zh: '行数不符', en: 'rows differ' }]),
      decided ?? '2017-11-19',
    ],
  )
}

describe('the metrics', () => {
  it('of a service that has done nothing are there, and say so', async () => {
    const samples = ownSamples(await open().text())
    expect(samples).toEqual({
      'bidui_reachable{part=database}': 1,
      'bidui_reachable{part=queue}': 1,
      'bidui_queue_depth{state=waiting}': 3,
      'bidui_queue_depth{state=running}': 2,
      'bidui_queue_depth{state=delayed}': 1,
      'bidui_run_state{state=waiting}': 0,
      'bidui_run_state{state=running}': 0,
      'bidui_run_state{state=done}': 0,
      'bidui_run_state{state=failed}': 0,
      'bidui_run_state{state=cancelled}': 0,
      bidui_last_success_timestamp_seconds: 0,
      bidui_step_retries_total: 0,
      ...Object.fromEntries(FEEDS.map(({ id }) => [`bidui_deliveries_held{feed=${id}}`, 0])),
    })
  })

  it('are read by Prometheus: helped, typed, in base units, counters totals, buckets adding up', async () => {
    const metrics = open()
    metrics.stage('evidence', 0.2)
    metrics.stage('evidence', 50)
    metrics.stage('reports', 7200)
    const families = parseExposition(await metrics.text())
    const own = [...families.values()].filter(({ name }) => name.startsWith('bidui_'))
    expect(own.map(({ name, kind }) => [name, kind])).toEqual([
      ['bidui_stage_seconds', 'histogram'],
      ['bidui_rows_total', 'counter'],
      ['bidui_rejects_total', 'counter'],
      ['bidui_steps_total', 'counter'],
      ['bidui_step_retries_total', 'counter'],
      ['bidui_reachable', 'gauge'],
      ['bidui_queue_depth', 'gauge'],
      ['bidui_run_state', 'gauge'],
      ['bidui_last_success_timestamp_seconds', 'gauge'],
      ['bidui_deliveries_held', 'gauge'],
      ['bidui_feed_age_days', 'gauge'],
    ])
    expect([...families.keys()]).toContain('process_cpu_seconds_total')
    const evidence = families
      .get('bidui_stage_seconds')!
      .samples.filter(({ labels }) => labels.stage === 'evidence')
    const buckets = evidence.filter(({ name }) => name.endsWith('_bucket')).map(({ value }) => value)
    expect(buckets).toEqual([0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2])
    expect(evidence.slice(-2).map(({ name, value }) => [name, value])).toEqual([
      ['bidui_stage_seconds_sum', 50.2],
      ['bidui_stage_seconds_count', 2],
    ])
  })

  it('count what the process did', async () => {
    const metrics = open()
    metrics.rows('evidence', 1000)
    metrics.rows('evidence', 234)
    metrics.rejects('public-security.vehicles', 'check_digit', 5)
    metrics.step('scan', 'done')
    metrics.step('scan', 'done')
    metrics.step('scan', 'failed')
    metrics.retry()
    const samples = ownSamples(await metrics.text())
    expect(samples).toMatchObject({
      'bidui_rows_total{stage=evidence}': 1234,
      'bidui_rejects_total{feed=public-security.vehicles,reason=check_digit}': 5,
      'bidui_steps_total{step_kind=scan,outcome=done}': 2,
      'bidui_steps_total{step_kind=scan,outcome=failed}': 1,
      bidui_step_retries_total: 1,
    })
  })

  it('have words of the program as labels, whatever they are given', async () => {
    const metrics = open()
    for (const text of ['530129199003071234', '张三', 'x'.repeat(61), 'a\n} 1', 'x5301291990'])
      metrics.rejects(text, text, 1)
    const own = Object.entries(ownSamples(await metrics.text())).filter(([name]) =>
      /^bidui_rejects/.test(name),
    )
    expect(own).toEqual([['bidui_rejects_total{feed=other,reason=other}', 5]])
  })

  it('say how runs and feeds stand', async () => {
    await addRun('r1', 'done', '2017-11-20T02:10:00+08:00')
    await addRun('r2', 'done', '2017-11-20T11:00:00+08:00', 'rematch')
    await addRun('r3', 'failed', '2017-11-20T11:00:00+08:00')
    await addRun('r4', 'running', null)
    await addDelivery({ feed: 'health.insurance', outcome: 'accepted', counties: 'all', asOf: '2017-11-10' })
    await addDelivery({
      feed: 'health.insurance',
      outcome: 'accepted',
      counties: ['530129'],
      asOf: '2017-11-18',
    })
    await addDelivery({ feed: 'health.insurance', outcome: 'held', counties: 'all', asOf: '2017-11-19' })
    const text = await open().text()
    expect(ownSamples(text)).toMatchObject({
      'bidui_run_state{state=done}': 2,
      'bidui_run_state{state=failed}': 1,
      'bidui_run_state{state=running}': 1,
      // Of the whole run: one county does not make up for a night.
      bidui_last_success_timestamp_seconds: Date.parse('2017-11-20T02:10:00+08:00') / 1000,
      'bidui_feed_age_days{feed=health.insurance}': 2.5,
      'bidui_deliveries_held{feed=health.insurance}': 1,
      'bidui_deliveries_held{feed=housing.property}': 0,
    })
    expect(text).not.toMatch(/530129199003071234|张三/)
  })

  it('count a delivery as held until one that covers it is accepted later', async () => {
    const feed = 'housing.property'
    const heldNow = async () => ownSamples(await open().text())[`bidui_deliveries_held{feed=${feed}}`]
    await addDelivery({ feed, outcome: 'accepted', counties: 'all', decided: '2017-11-18' })
    await addDelivery({ feed, outcome: 'held', counties: ['530128', '530129'], decided: '2017-11-19' })
    await addDelivery({ feed, outcome: 'held', counties: ['530124'], decided: '2017-11-19' })
    await addDelivery({ feed, outcome: 'held', counties: ['530111'], reasons: [] })
    expect(await heldNow()).toBe(2)
    await addDelivery({ feed, outcome: 'accepted', counties: ['530129'], decided: '2017-11-20' })
    expect(await heldNow()).toBe(2)
    await addDelivery({ feed, outcome: 'accepted', counties: ['530129', '530128'], decided: '2017-11-21' })
    expect(await heldNow()).toBe(1)
    await addDelivery({ feed, outcome: 'accepted', counties: 'all', decided: '2017-11-22' })
    expect(await heldNow()).toBe(0)
  })

  it('of a worker are its own counts, and no question to the database or the queue', async () => {
    const asked: string[] = []
    const metrics = open({
      depth: async () => {
        asked.push('queue')
        return depth()
      },
    })
    metrics.step('evidence', 'done')
    metrics.rows('evidence', 7)
    const families = parseExposition(await metrics.ownText())
    expect(ownSamples(await metrics.ownText())).toEqual({
      'bidui_rows_total{stage=evidence}': 7,
      bidui_step_retries_total: 0,
      'bidui_steps_total{step_kind=evidence,outcome=done}': 1,
    })
    expect([asked, families.has('process_cpu_seconds_total')]).toEqual([[], true])
  })

  it('leave out what cannot be known, and say that it cannot', async () => {
    const metrics = open({ depth: () => Promise.reject(new Error('no queue')) })
    await database.pool.query('alter table delivery rename to hidden')
    const text = await metrics.text()
    await database.pool.query('alter table hidden rename to delivery')
    const without = ownSamples(text)
    expect(Object.keys(without).filter(name => !/_total/.test(name))).toEqual([
      'bidui_reachable{part=database}',
      'bidui_reachable{part=queue}',
    ])
    expect(Object.values(without).slice(-2)).toEqual([0, 0])
    expect(ownSamples(await metrics.text())).toMatchObject({
      'bidui_reachable{part=database}': 1,
      'bidui_reachable{part=queue}': 0,
      'bidui_run_state{state=running}': 1,
    })
  })

  it('do not wait for a lock, nor keep a connection that does', async () => {
    const client = await database.pool.connect()
    await client.query('begin; lock table delivery in access exclusive mode')
    const samples = ownSamples(await open({ patienceMs: 50 }).text())
    const waiting = () =>
      client.query(`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%delivery%'`)
    while ((await waiting()).rowCount !== 0) await new Promise(resolve => setTimeout(resolve, 10))
    await client.query('rollback')
    client.release()
    expect(samples).toMatchObject({ 'bidui_reachable{part=database}': 0, 'bidui_reachable{part=queue}': 1 })
  })
})
