/** A delivery whose bytes cannot be had, though it arrived whole: it is held, and the run goes on without it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { FORGET } from '../../scripts/campaign/outcome.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import type { StepEvents } from '../../workers/flow/step-taker.ts'
import { type ByHand, openByHand } from './by-hand.ts'
import { makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
let hand: ByHand
let pool: Pool
let city = ''
let manifest = ''
let arrived = ''
beforeAll(async () => {
  folder = await scratch()
  hand = await openByHand(folder.path)
  pool = hand.database.pool
  city = join(folder.path, 'city')
  await makeCity(city, 100, 5)
  manifest = await readFile(join(city, 'manifest.json'), 'utf8')
})
afterAll(async () => {
  await hand[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await pool.query(FORGET)
})

type Announced = { readonly feed: string; readonly files: readonly string[] }

/** The city, with those deliveries of it that are wanted, is the newest arrival. */
async function arriveWith(wanted: (delivery: Announced) => boolean): Promise<void> {
  const { deliveries, ...rest } = JSON.parse(manifest)
  const changed = JSON.stringify({ ...rest, deliveries: deliveries.filter(wanted) })
  if (changed === arrived) return
  arrived = changed
  await writeFile(join(city, 'manifest.json'), changed)
  await hand.arrive(city)
}

const findings = (run: string): Promise<string> => readFile(join(hand.results, run, 'findings.csv'), 'utf8')

async function digestOf(path: string): Promise<string> {
  const { rows } = await pool.query<{ digest: string }>(
    `select file->>'digest' as digest from arrival, jsonb_array_elements(files) as file
      where file->>'path' = $1 limit 1`,
    [path],
  )
  return rows[0]?.digest ?? ''
}

/** A run in which a file cannot be had once a step whose name begins so has begun; what became of its attempts. */
async function runWithout(path: string, from: string, services: FlowServices = hand.services) {
  const digest = await digestOf(path)
  expect(digest).not.toBe('')
  let gone = from === ''
  const attempts: string[] = []
  const { archive } = hand.services
  const broken = {
    ...services,
    archive: {
      keep: archive.keep.bind(archive),
      has: archive.has.bind(archive),
      describe: archive.describe.bind(archive),
      locate: async (asked: string) => {
        if (gone && asked === digest) throw Object.assign(new Error('input/output error'), { code: 'EIO' })
        return await archive.locate(asked)
      },
    },
  }
  const events: StepEvents = {
    begun: ({ step }) => {
      gone ||= step.startsWith(from)
    },
    ended: ({ step }, outcome) => {
      if (outcome !== 'done') attempts.push(`${step} ${outcome}`)
    },
  }
  const run = await hand.want()
  await hand.workOff(broken, events)
  const { rows } = await pool.query<{ state: string; summary: RunSummary }>(
    'select state, summary from run where id = $1',
    [run],
  )
  const row = rows[0]
  const held = Object.values(row?.summary?.feeds ?? {}).flatMap(({ deliveries }) =>
    deliveries
      .filter(({ outcome }) => outcome === 'held')
      .map(({ files, reasons }) => [files, reasons.map(reason => reason.zh)]),
  )
  return { run, state: row?.state, attempts, held }
}

const without = new Map<string, string>()

/** What a run says to which the delivery was never made. */
async function findingsWithout(path: string): Promise<string> {
  const known = without.get(path)
  if (known !== undefined) return known
  await pool.query(FORGET)
  await arriveWith(({ files }) => !files.includes(path))
  const run = await hand.want()
  await hand.workOff()
  const said = await findings(run)
  without.set(path, said)
  return said
}

const threeTimes = (step: string) => [`${step} retried`, `${step} retried`, `${step} held`]
const REASON = expect.stringContaining('读取 3 次均失败，已搁置')

const VEHICLES = 'feeds/public-security.vehicles/机动车登记_20171118.csv'
const DIBAO = 'feeds/civil-affairs.dibao/寻甸低保花名册.csv'
const INSURED = 'feeds/health.insurance/寻甸居民医保_2.csv'
const RESIDENTS = 'feeds/public-security.residents/户籍人口_2017-11_3.csv'
const ALL = () => true

describe('A delivery that cannot be read three times is held with the reason, the run is done, its other feeds are whole', () => {
  it.each([
    ['of all subjects', VEHICLES, 'evidence/public-security.vehicles'],
    ['of candidates', DIBAO, 'candidates/civil-affairs.dibao'],
    ['in several files, the second of them', INSURED, 'evidence/health.insurance'],
    ['of residents', RESIDENTS, 'residents'],
  ])('%s', async (_, path, step) => {
    await arriveWith(ALL)
    const { run, state, attempts, held } = await runWithout(path, '')
    expect([state, attempts]).toEqual(['done', threeTimes(step)])
    expect(held).toEqual([[expect.arrayContaining([path]), [REASON]]])
    expect(await findings(run)).toBe(await findingsWithout(path))
  })

  it('of residents, that was there for the first look at them', async () => {
    await arriveWith(ALL)
    const step = 'evidence/public-security.residents'
    const { run, state, attempts, held } = await runWithout(RESIDENTS, step)
    expect([state, attempts]).toEqual(['done', threeTimes(step)])
    expect(held).toEqual([[expect.arrayContaining([RESIDENTS]), [REASON]]])
    expect(await findings(run)).toBe(await findingsWithout(RESIDENTS))
  })

  it('of a large file, whose stretches are given up one by one before', async () => {
    await arriveWith(ALL)
    const { run, state, attempts, held } = await runWithout(VEHICLES, '', {
      ...hand.services,
      stretchBytes: 80_000,
    })
    const stretches = [0, 1, 2].map(number => `scan/public-security.vehicles/${number}`)
    expect([state, attempts.toSorted()]).toEqual([
      'done',
      [...stretches, 'evidence/public-security.vehicles'].flatMap(threeTimes).toSorted(),
    ])
    expect(held).toEqual([[[VEHICLES], [REASON]]])
    expect(await findings(run)).toBe(await findingsWithout(VEHICLES))
  })

  it.each([
    ['of all subjects', VEHICLES, 'evidence/public-security.vehicles'],
    ['of residents', RESIDENTS, 'residents'],
  ])(
    '%s, that an earlier run accepted, and that is to be read for other subjects now',
    async (_, path, step) => {
      await arriveWith(({ files }) => !files.includes(DIBAO))
      const before = await hand.want()
      await hand.workOff()
      expect(await hand.stateOf(before)).toBe('done')
      await arriveWith(ALL)
      const { run, state, attempts, held } = await runWithout(path, '')
      expect([state, attempts]).toEqual(['done', threeTimes(step)])
      expect(held).toEqual([[expect.arrayContaining([path]), [REASON]]])
      expect(await findings(run)).toBe(await findingsWithout(path))
    },
  )
})
