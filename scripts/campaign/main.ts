/**
 * `npm run campaign`: kills random processes of a service at random moments (a worker, the service, PostgreSQL, Redis),
 * and compares what its runs leave with an undisturbed one. Fails where anything was lost or doubled.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { runChild } from '../bench/run-child.ts'
import { hashText, Random } from '../synth/random.ts'
import { Crew } from './crew.ts'
import { differences, FORGET, outcomeOf, type RunOutcome } from './outcome.ts'

const USAGE = `Usage: npm run campaign -- [--kills N] [--backend postgres|redis] [--seed S] [--households N] [--workers N] [--dir DIR]

  --kills N        processes to kill (100)
  --backend B      where the queue is (postgres); redis needs redis-server on the PATH
  --seed S         of the moments and the victims (1)
  --households N   of the synthetic city (300)
  --workers N      beside the service, which does no steps itself (2)
  --dir DIR        folder for everything, emptied first (.campaign)

Exit status: 0 nothing lost, nothing doubled; 1 something was; 2 wrong call.
`
const SYNTH = new URL('../synth/main.ts', import.meta.url)
/** A run that takes longer than this after its last kill is stuck. */
const STUCK_MS = 180_000
/** Kills in one run. */
const MOST_A_RUN = 6
const BETWEEN_MS = [200, 4000] as const

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

function readCall() {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '100' },
      backend: { type: 'string', default: 'postgres' },
      seed: { type: 'string', default: '1' },
      households: { type: 'string', default: '300' },
      workers: { type: 'string', default: '2' },
      dir: { type: 'string', default: '.campaign' },
      help: { type: 'boolean', default: false },
    },
  })
  const { backend } = values
  if (backend !== 'postgres' && backend !== 'redis')
    throw new TypeError(`--backend ${backend}: postgres, redis`)
  const count = (name: 'kills' | 'households' | 'workers'): number => {
    if (!/^[1-9]\d*$/.test(values[name]))
      throw new TypeError(`--${name} ${values[name]}: a whole number above 0`)
    return Number(values[name])
  }
  return {
    help: values.help,
    backend: backend as 'postgres' | 'redis',
    kills: count('kills'),
    households: count('households'),
    workers: count('workers'),
    seed: values.seed,
    dir: resolve(values.dir),
  }
}

type Call = ReturnType<typeof readCall>

async function campaign(call: Call): Promise<number> {
  rmSync(call.dir, { recursive: true, force: true })
  mkdirSync(call.dir, { recursive: true, mode: 0o755 })
  const inbox = join(call.dir, 'city')
  const compileCache = join(call.dir, 'compiled')
  await runChild({
    module: SYNTH,
    words: ['--out', inbox, '--households', String(call.households), '--seed', call.seed, '--quiet'],
    compileCache,
  })
  await using crew = await Crew.start({
    folder: call.dir,
    inbox,
    backend: call.backend,
    workers: call.workers,
  })
  const pool = new pg.Pool({ connectionString: crew.databaseUrl, max: 3 })
  pool.on('error', () => undefined)
  const archive = openArchive(loadConfig({ BIDUI_HOME: join(call.dir, 'home') }))
  const policy = await loadPolicy(DEFAULT_POLICY)
  const begin = (): Promise<string> =>
    patiently(() =>
      wantRun(pool, archive, { occasion: 'demand', purpose: 'campaign', user: 'campaign', policy }),
    )
  const stateOf = (run: string): Promise<string> =>
    patiently(async () => {
      const { rows } = await pool.query<{ state: string; failure: unknown }>(
        'select state, failure from run where id = $1',
        [run],
      )
      const { state = 'gone', failure } = rows[0] ?? {}
      if (state === 'failed') say(`  ${run} failed: ${JSON.stringify(failure)}`)
      return state
    })

  const first = await begin()
  const undisturbed = await ended(stateOf, first)
  if (undisturbed.state !== 'done') throw new Error(`The undisturbed run is ${undisturbed.state}`)
  const expected = await outcomeOf(pool, first, crew.results)
  say(`undisturbed: ${(undisturbed.ms / 1000).toFixed(1)} s`)

  const random = new Random(hashText(call.seed))
  const killed: Record<string, number> = {}
  const wrong: string[] = []
  let kills = 0
  let runs = 0
  let longest = 0
  while (kills < call.kills) {
    await patiently(() => pool.query(FORGET))
    const run = await begin()
    runs++
    let lastKill = performance.now()
    const most = random.between(1, MOST_A_RUN)
    for (let n = 0; n < most && kills < call.kills; ) {
      await sleep(random.between(...BETWEEN_MS))
      if (!isGoing(await stateOf(run))) break
      const victim = crew.names[random.below(crew.names.length)] ?? ''
      if (!crew.kill(victim)) continue
      lastKill = performance.now()
      killed[victim] = (killed[victim] ?? 0) + 1
      kills++
      n++
    }
    const { state } = await ended(stateOf, run)
    const recovery = performance.now() - lastKill
    longest = Math.max(longest, recovery)
    const differs = state === 'done' ? differences(expected, await outcome(pool, run, crew.results)) : [state]
    if (differs.length > 0) wrong.push(`${run}: ${differs.join(', ')}`)
    say(
      `${String(kills).padStart(4)} kills, run ${runs}: ${differs.length === 0 ? 'as undisturbed' : `DIFFERS (${differs.join(', ')})`}, ${(recovery / 1000).toFixed(1)} s after the last kill`,
    )
  }
  await pool.end()
  const victims = Object.entries(killed).map(([name, count]) => `${name} ${count}`)
  process.stdout.write(
    `${call.backend}: ${kills} kills in ${runs} runs (${victims.join(', ')}); runs that lost or doubled anything: ${wrong.length}; longest from a kill to the end of its run ${(longest / 1000).toFixed(1)} s (undisturbed ${(undisturbed.ms / 1000).toFixed(1)} s)\n`,
  )
  for (const line of wrong) process.stdout.write(`  ${line}\n`)
  return wrong.length === 0 ? 0 : 1
}

const isGoing = (state: string): boolean => state === 'waiting' || state === 'running'
const outcome = (pool: pg.Pool, run: string, results: string): Promise<RunOutcome> =>
  patiently(() => outcomeOf(pool, run, results))

async function ended(stateOf: (run: string) => Promise<string>, run: string) {
  const began = performance.now()
  for (;;) {
    const state = await stateOf(run)
    const ms = performance.now() - began
    if (!isGoing(state)) return { state, ms }
    if (ms > STUCK_MS) return { state: 'stuck', ms }
    await sleep(100)
  }
}

/** PostgreSQL may have been killed just now, nothing may have arrived yet. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + 60_000
  for (;;)
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > until) throw error
      await sleep(200)
    }
}

try {
  const call = readCall()
  if (call.help) process.stdout.write(USAGE)
  else process.exitCode = await campaign(call)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  if (error instanceof TypeError) say(USAGE)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
