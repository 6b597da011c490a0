import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readStep, STEP_KINDS } from '../../pipelines/flow/steps.ts'
import { differences, FORGET, outcomeOf, type RunOutcome } from '../../scripts/campaign/outcome.ts'
import { cancelRun } from '../../workers/flow/run-record.ts'
import type { FlowServices } from '../../workers/flow/services.ts'
import type { StepEvents } from '../../workers/flow/step-taker.ts'
import { type ByHand, openByHand } from './by-hand.ts'
import { makeCity, scratch } from './city.ts'

let folder: Awaited<ReturnType<typeof scratch>>
let hand: ByHand
let pool: Pool
let undisturbed: RunOutcome
beforeAll(async () => {
  folder = await scratch()
  hand = await openByHand(folder.path)
  pool = hand.database.pool
  await makeCity(join(folder.path, 'city'), 100, 5)
  await hand.arrive(join(folder.path, 'city'))
  undisturbed = await outcomeOfNext()
})
afterAll(async () => {
  await hand[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await pool.query(FORGET)
})

async function outcomeOfNext(): Promise<RunOutcome> {
  const run = await hand.want()
  await hand.workOff()
  expect(await hand.stateOf(run)).toBe('done')
  return await outcomeOf(pool, run, hand.results)
}

const count = async (table: string): Promise<number> =>
  (await pool.query(`select count(*)::int as rows from ${table}`)).rows[0].rows

/** Cancels a run when its first step of a kind has begun; whatever the step asks of the database comes after that. */
function cancelling(
  run: string,
  kind: string,
): { services: FlowServices; events: StepEvents; said: string[] } {
  const said: string[] = []
  let cancelled: Promise<unknown> | undefined
  const after = <Call extends (...parameters: never[]) => Promise<unknown>>(call: Call) =>
    (async (...parameters: Parameters<Call>) => {
      await cancelled
      return await call(...parameters)
    }) as Call
  const late = new Proxy(pool, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target)
      if (name === 'query' || name === 'connect') return after(value.bind(target))
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return {
    // So that there are stretches of files too.
    services: { ...hand.services, pool: late, stretchBytes: 50_000 },
    events: {
      begun: ({ step }) => {
        if (readStep(step).kind === kind)
          cancelled ??= cancelRun(pool, run).then(outcome => said.push(outcome))
      },
      ended: ({ step }, outcome) => {
        if (readStep(step).kind === kind) said.push(outcome)
      },
    },
    said,
  }
}

describe('A run that is cancelled', () => {
  it.each(STEP_KINDS.filter(kind => kind !== 'reports'))(
    'when a step of %s begins leaves nothing to be seen, and the next run gives what an undisturbed one gives',
    async kind => {
      const run = await hand.want()
      const { services, events, said } = cancelling(run, kind)
      await hand.workOff(services, events)
      expect(said).toEqual(['cancelled', 'lost'])
      expect(await hand.stateOf(run)).toBe('cancelled')
      expect([await count('lead'), await count('review_item')]).toEqual([0, 0])
      await expect(readdir(join(hand.results, run))).rejects.toThrow('ENOENT')
      expect(differences(undisturbed, await outcomeOfNext())).toEqual([])
    },
  )

  it('when its leads are stored already is not cancelled: it ends whole', async () => {
    const run = await hand.want()
    const { services, events, said } = cancelling(run, 'reports')
    await hand.workOff(services, events)
    expect(said).toEqual(['stored', 'done'])
    expect(differences(undisturbed, await outcomeOf(pool, run, hand.results))).toEqual([])
  })
})
