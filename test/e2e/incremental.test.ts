/** Whatever changes from run to run: the outcome is that of a run that reads everything anew, and no more is read than must be. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RESIDENTS, readStep } from '../../pipelines/flow/steps.ts'
import type { RunSummary } from '../../pipelines/reports/summary.ts'
import { FORGET } from '../../scripts/campaign/outcome.ts'
import { type ByHand, openByHand } from './by-hand.ts'
import { CHANGES, type Change, ChangingInbox, type Feed, OF_EVIDENCE_ONLY } from './changing-inbox.ts'
import { scratch } from './city.ts'
import { type Delivered, writeInbox } from './inbox.ts'

const SEED = 20171120

let folder: Awaited<ReturnType<typeof scratch>>
/** What goes on from run to run, and what begins anew each time. */
let lasting: ByHand
let anew: ByHand
beforeAll(async () => {
  folder = await scratch()
  lasting = await openByHand(join(folder.path, 'lasting'))
  anew = await openByHand(join(folder.path, 'anew'))
})
afterAll(async () => {
  await lasting[Symbol.asyncDispose]()
  await anew[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const forget = async (hand: ByHand): Promise<void> => {
  await hand.database.pool.query(FORGET)
  await hand.database.pool.query('truncate arrival')
}

/** Changes that leave the deliveries and everybody who is looked for as they are, wherever they are now. */
const SPARING: readonly Change[] = [
  'nothing',
  'another attribute',
  'member moved',
  'household added',
  'household removed',
  'household moved',
]
const READING = ['candidates', 'residents', 'evidence']

const feedOf = (step: string): Feed => (readStep(step).part ?? RESIDENTS) as Feed

/** Compares an inbox; tells what it found and which steps have read rows. */
async function compare(hand: ByHand, inbox: ChangingInbox, deliveries: readonly Delivered[]) {
  const place = join(folder.path, 'inbox')
  await rm(place, { recursive: true, force: true })
  await writeInbox(place, { households: inbox.households, members: inbox.members, deliveries })
  await hand.arrive(place)
  const run = await hand.want()
  const read: string[] = []
  await hand.workOff(hand.services, {
    begun: () => undefined,
    ended: ({ step }, _, { rows }) => {
      if (rows > 0 && READING.includes(readStep(step).kind)) read.push(step)
    },
  })
  expect(await hand.stateOf(run)).toBe('done')
  const said = (name: string) => readFile(join(hand.results, run, name), 'utf8')
  const { rows } = await hand.database.pool.query<{ summary: RunSummary }>(
    'select summary from run where id = $1',
    [run],
  )
  const statuses = Object.values(rows[0]?.summary.feeds ?? {}).flatMap(feed => feed.deliveries)
  return { findings: await said('findings.csv'), rejects: await said('rejects.csv'), read, statuses }
}

const changes = fc.array(fc.record({ change: fc.constantFrom(...CHANGES), pick: fc.nat(99) }), {
  minLength: 6,
  maxLength: 6,
})

it('a run after any changes finds and rejects what a run that begins anew does', async () => {
  process.stdout.write(`changes of seed ${SEED}\n`)
  let leads = 0
  await fc.assert(
    fc.asyncProperty(changes, async sequence => {
      const inbox = new ChangingInbox()
      await forget(lasting)
      await compare(lasting, inbox, inbox.deliveries)
      for (const { change, pick } of sequence) {
        const feed = inbox.change(change, pick)
        const { findings, rejects, read, statuses } = await compare(lasting, inbox, inbox.deliveries)

        // A held delivery is stood in for by what was accepted before; by the contract its rejects are told all the same.
        const held = new Set(
          statuses.filter(({ outcome }) => outcome === 'held').flatMap(({ files }) => files),
        )
        const stoodIn = new Set(
          statuses.filter(({ carriedForward }) => carriedForward).flatMap(({ files }) => files),
        )
        // In the order in which they were accepted. They are evidence, and nothing follows from their silence.
        const carried = [...inbox.versions]
          .filter(([path]) => stoodIn.has(path))
          .map(([, version]) => ({ ...version, counties: 'unknown' as const }))
        const apart = new Set(
          statuses
            .filter(({ outcome }) => outcome === 'held' || outcome === 'replaced')
            .flatMap(({ files }) => files),
        )
        const resting = inbox.deliveries.filter(({ feed, name }) => !apart.has(`feeds/${feed}/${name}`))
        await forget(anew)
        const fresh = await compare(anew, inbox, [...carried, ...resting])
        expect(findings, change).toBe(fresh.findings)
        leads += findings.split('\r\n').length - 2
        if (held.size === 0) expect(rejects, change).toBe(fresh.rejects)
        if (change === 'delivery held' && feed !== undefined)
          expect(held).toContain(`feeds/${feed}/${inbox.deliveries.at(-1)?.name}`)

        // What the gate has held it is asked about again by what was counted then.
        if (SPARING.includes(change) || (feed !== undefined && OF_EVIDENCE_ONLY.includes(feed)))
          expect(
            read.filter(step => feedOf(step) !== feed),
            change,
          ).toEqual([])
      }
    }),
    { seed: SEED, numRuns: 4, endOnFailure: true },
  )
  expect(leads).toBeGreaterThan(100)
}, 300_000)
