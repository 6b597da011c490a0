/** One city, compared by one program and by the processes of a service: what is found must not tell who did it. */
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { Crew } from '../../scripts/campaign/crew.ts'
import { differences, outcomeOf, type RunOutcome } from '../../scripts/campaign/outcome.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { parseExposition } from '../workers/metrics/exposition.ts'
import { redisInstalled } from '../workers/queue/redis-server.ts'
import { compare, makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
let inbox = ''
let inline: RunOutcome
beforeAll(async () => {
  folder = await scratch()
  inbox = join(folder.path, 'city')
  await makeCity(inbox, 60, 7)
  const home = join(folder.path, 'home')
  const out = join(folder.path, 'inline')
  const { summary } = await compare({ inbox, out, home }, { unmasked: false })
  expect(summary.total).toBeGreaterThan(30)
  await using database = await openDatabase({ home })
  const { rows } = await database.pool.query<{ id: string }>('select id from run')
  await rename(out, join(folder.path, rows[0]?.id ?? ''))
  inline = await outcomeOf(database.pool, rows[0]?.id ?? '', folder.path)
}, 120_000)
afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

/** Asks until there is an answer: nothing has arrived yet, the database has no schema yet. */
async function patiently<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const until = performance.now() + 50_000; ; await sleep(100)) {
    const answer = await ask().catch(error => {
      if (performance.now() > until) throw error
      return undefined
    })
    if (answer !== undefined) return answer
    if (performance.now() > until) throw new Error('no answer')
  }
}

/** Steps that a worker says it has done, as Prometheus would learn of them. */
async function stepsDone(address: string): Promise<number> {
  const answer = await fetch(`${address}/metrics`)
  const samples = parseExposition(await answer.text()).get('bidui_steps_total')?.samples ?? []
  return samples.filter(({ labels }) => labels.outcome === 'done').reduce((sum, { value }) => sum + value, 0)
}

describe('Findings, rejects, leads and review items of a service are those of one program', () => {
  const comparing = async (backend: 'postgres' | 'redis', workers: number): Promise<void> => {
    const place = join(folder.path, `${backend}-${workers}`)
    await using crew = await Crew.start({ folder: place, inbox, backend, workers, answering: true })
    const pool = new pg.Pool({ connectionString: crew.databaseUrl, max: 2 })
    pool.on('error', () => undefined)
    const archive = openArchive(loadConfig({ BIDUI_HOME: join(place, 'home') }))
    const policy = await loadPolicy(DEFAULT_POLICY)
    const run = await patiently(() =>
      wantRun(pool, archive, { occasion: 'demand', purpose: '测试', user: '测试员', policy }),
    )
    const state = await patiently(async () => {
      const { rows } = await pool.query<{ state: string }>('select state from run where id = $1', [run])
      return rows[0]?.state === 'waiting' || rows[0]?.state === 'running' ? undefined : rows[0]?.state
    })
    expect(state).toBe('done')
    expect(differences(inline, await outcomeOf(pool, run, crew.results))).toEqual([])
    // The service that writes the reports leaves everything else to the workers.
    const { rows } = await pool.query(
      `select step from run_step where worker = (select worker from run_step where step = 'reports')`,
    )
    expect(rows).toEqual([{ step: 'reports' }])
    // Between them the workers have counted every step that a worker has done.
    const counted = await Promise.all(crew.addresses.map(stepsDone))
    const { rows: done } = await pool.query<{ steps: number }>(
      `select count(*)::int as steps from run_step where step <> 'reports' and state = 'done'`,
    )
    expect([counted.length, counted.reduce((sum, steps) => sum + steps, 0)]).toEqual([
      workers,
      done[0]?.steps,
    ])
    for (const address of crew.addresses) {
      expect((await fetch(`${address}/readyz`)).status).toBe(200)
      expect((await fetch(`${address}/runs`)).status).toBe(404)
    }
    await pool.end()
  }

  it('with its queue in the database and one worker', () => comparing('postgres', 1))
  it.skipIf(!redisInstalled).each([1, 3])('with its queue in Redis, workers: %i', workers =>
    comparing('redis', workers),
  )
})
