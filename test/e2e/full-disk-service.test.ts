/** A service whose disk is full to the last page: it says so, waits, and finds the same once there is room. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { cp, rename } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, loadPolicy } from '../../pipelines/policies/index.ts'
import { differences, outcomeOf, type RunOutcome } from '../../scripts/campaign/outcome.ts'
import { wantRun } from '../../service/serve/wanted-run.ts'
import { openArchive } from '../../workers/archive/open.ts'
import { loadConfig } from '../../workers/config.ts'
import { openDatabase } from '../../workers/postgres/connect.ts'
import { MINIMAL_ENVIRONMENT } from '../../workers/postgres/minimal-environment.ts'
import type { RunDetails } from '../../workers/store/run-list.ts'
import { disksAreMountable, fill, smallDisk, unmountAll } from '../workers/postgres/small-disk.ts'
import { openByHand } from './by-hand.ts'
import { compare, makeCity, scratch } from './city.ts'

const PROGRAM = fileURLToPath(new URL('../../service/cli/main.ts', import.meta.url))
const A_LITTLE = 16_384
const FULL = {
  zh: '磁盘已满；腾出空间后自动继续',
  en: 'the disk is full; it goes on by itself when there is room',
}

let folder: Awaited<ReturnType<typeof scratch>>
let city = ''
let undisturbed: RunOutcome
beforeAll(async () => {
  if (!disksAreMountable) return
  folder = await scratch()
  city = join(folder.path, 'city')
  await makeCity(city, 60, 7)
  const home = join(folder.path, 'home')
  const out = join(folder.path, 'out')
  await compare({ inbox: city, out, home }, { unmasked: false })
  await using database = await openDatabase({ home })
  const { rows } = await database.pool.query<{ id: string }>('select id from run')
  await rename(out, join(folder.path, rows[0]?.id ?? ''))
  undisturbed = await outcomeOf(database.pool, rows[0]?.id ?? '', folder.path)
}, 120_000)
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]()
})

const ended: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
  unmountAll()
})

/** A program that is started again whenever it ends, as systemd does it, until the test is over. */
function keep(words: readonly string[], environment: Readonly<Record<string, string>>, log: string): void {
  const file = openSync(log, 'a')
  let child: ChildProcess | undefined
  let ending = false
  const begin = () => {
    if (ending) return
    child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', file, file], env: environment })
    child.once('exit', () => setTimeout(begin, 500))
  }
  begin()
  ended.push(async () => {
    ending = true
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  })
}

/** Asks until there is an answer. */
async function patiently<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const until = performance.now() + 100_000; performance.now() < until; await sleep(200)) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => undefined)
    if (answer !== undefined) return answer
  }
  throw new Error(`never: ${what}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

describe('A disk that is full', () => {
  it.skipIf(!disksAreMountable)(
    'under archive and database: the inbox waits, then the steps of a run, both say why; with room all is found',
    async () => {
      const disk = smallDisk(400_000)
      const home = join(disk, 'home')
      const inbox = join(folder.path, 'inbox')
      const results = join(folder.path, 'results')
      mkdirSync(inbox)
      const at = `127.0.0.1:${await freePort()}`
      const environment = {
        ...MINIMAL_ENVIRONMENT,
        BIDUI_LANG: 'en',
        BIDUI_HOME: home,
        BIDUI_NIGHTLY: 'off',
        BIDUI_HTTP: at,
      }
      const log = join(folder.path, 'serve.log')
      const serve = ['serve', '--inbox', inbox, '--out', results, '--settle', '1', '--concurrency', '0']
      keep(serve, environment, log)
      await patiently('ready', async () => (await fetch(`http://${at}/readyz`)).ok || undefined)

      // What is delivered finds no room in the archive.
      let ballast = fill(disk)
      await cp(city, inbox, { recursive: true })
      await patiently('told of the inbox', () =>
        readFileSync(log, 'utf8')
          .split('\n')
          .find(line => line.includes('"inbox.told"') && line.includes(FULL.en)),
      )
      ballast.release()
      await patiently('arrived', () => /"inbox\.arrived"/.exec(readFileSync(log, 'utf8')) ?? undefined)

      const config = loadConfig({ BIDUI_HOME: home })
      const policy = await loadPolicy(DEFAULT_POLICY)
      const run = await patiently('wanted', async () => {
        await using database = await openDatabase(config)
        return await wantRun(database.pool, openArchive(config), {
          ...{ occasion: 'demand', purpose: '测试', user: '测试员', policy },
        })
      })
      const details = async (): Promise<RunDetails> =>
        (await (await fetch(`http://${at}/runs/${run}`)).json()) as RunDetails
      await patiently('begun', async () => (await details()).steps.due > 0 || undefined)

      // Not even a step can be called for: the service says so, and goes on asking.
      ballast = fill(disk)
      keep(['worker'], environment, join(folder.path, 'worker.log'))
      await patiently('told of the round', () =>
        readFileSync(log, 'utf8')
          .split('\n')
          .find(line => line.includes('"round.failed"') && line.includes('the disk is full')),
      )

      // With a little room a step is called for, and what it reads finds none.
      const waiting = await patiently('a step that waits', async () => {
        ballast.release(A_LITTLE)
        const { state, openSteps } = await details()
        const step = openSteps.find(({ failure }) => failure !== null)
        return step && { state, step }
      })
      expect(waiting).toMatchObject({ state: 'running', step: { state: 'due', failure: FULL } })
      expect(readFileSync(join(folder.path, 'worker.log'), 'utf8')).toContain('"outcome":"waiting"')
      ballast.release()
      const state = await patiently('ended', async () => {
        const now = (await details()).state
        return now === 'running' ? undefined : now
      })
      expect(state).toBe('done')
      await using database = await openDatabase(config)
      expect(differences(undisturbed, await outcomeOf(database.pool, run, results))).toEqual([])
    },
    240_000,
  )

  it.skipIf(!disksAreMountable)(
    'under the results: the run waits with its leads stored, and writes them once there is room',
    async () => {
      const disk = smallDisk(2_000)
      await using place = await scratch()
      await using hand = await openByHand(place.path)
      expect(await hand.arrive(city)).toBe(true)
      const run = await hand.want()
      const ballast = fill(disk)
      const waited: unknown[] = []
      await hand.workOff(
        { ...hand.services, outOf: id => join(disk, id) },
        {
          begun: () => undefined,
          ended: ({ step }, outcome, _, failure) => {
            if (outcome === 'done') return
            waited.push([step, outcome, failure])
            ballast.release()
          },
        },
      )
      expect(waited).toEqual([['reports', 'waiting', FULL]])
      expect(await hand.stateOf(run)).toBe('done')
      expect(differences(undisturbed, await outcomeOf(hand.database.pool, run, disk))).toEqual([])
    },
    120_000,
  )
})
