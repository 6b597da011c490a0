import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  announceSteps,
  type Claim,
  claimStep,
  failStep,
  finishStep,
  holdDelivery,
  returnStep,
  type StepResult,
  stepParts,
  stepResults,
  tellProgress,
} from '../../../workers/flow/ledger.ts'
import { type Database, openDatabase } from '../../../workers/postgres/connect.ts'
import { inTransaction } from '../../../workers/store/transaction.ts'
import { sharedHome } from '../postgres/folders.ts'

const RUN = 'r'
const SAID = { zh: '坏了', en: 'broken' }

let database: Database
let pool: pg.Pool
beforeAll(async () => {
  database = await openDatabase({ home: sharedHome() })
  pool = database.pool
})
afterAll(() => database.stop())
beforeEach(async () => {
  await pool.query('delete from scan; delete from evidence_block; delete from delivery; delete from run')
  await pool.query(
    `insert into run (id, started_at, state, as_of, purpose, user_name, counties, policy, rules)
     values ($1, now(), 'running', '2017-11-20', '', '', '[]', '{}', '{}')`,
    [RUN],
  )
  await announceSteps(pool, RUN, ['register', 'residents'])
})

const claimed = async (step: string, worker = 'w'): Promise<Claim> => {
  const claim = await claimStep(pool, RUN, step, worker)
  if (!claim) throw new Error(`${step} cannot be claimed`)
  return claim
}
/** No sign of life has come for a while. */
const expire = (step: string) => pool.query('update run_step set due_at = now() where step = $1', [step])
/** Finishes a step as workers do. */
const finish = (claim: Claim, result: StepResult): Promise<boolean> =>
  inTransaction(pool, client => finishStep(client, claim, result))
const states = async () =>
  (
    await pool.query<{ step: string; state: string; attempts: number }>(
      'select step, state, attempts from run_step order by step',
    )
  ).rows.map(({ step, state, attempts }) => [step, state, attempts])

describe('A step in the ledger', () => {
  it('is announced once, however often', async () => {
    await finish(await claimed('register'), { value: 1 })
    await announceSteps(pool, RUN, ['register', 'items'])
    expect(await states()).toEqual([
      ['items', 'due', 0],
      ['register', 'done', 1],
      ['residents', 'due', 0],
    ])
  })

  it('is done by who claimed it last, and by nobody else', async () => {
    const first = await claimed('register', 'thought dead')
    expect(await claimStep(pool, RUN, 'register', 'too early')).toBeUndefined()
    await expire('register')
    const second = await claimed('register', 'its successor')
    expect(await finish(first, { value: 'late' })).toBe(false)
    expect(await finish(second, { value: 'right', parts: [Buffer.from('一'), Buffer.from('二')] })).toBe(true)
    expect(await finish(first, { value: 'later' })).toBe(false)
    expect(await stepResults(pool, RUN)).toEqual(new Map([['register', 'right']]))
    expect((await stepParts(pool, RUN, 'register')).map(String)).toEqual(['一', '二'])
    expect(await claimStep(pool, RUN, 'register', 'w')).toBeUndefined()
  })

  it('leaves nothing behind when what it stores fails', async () => {
    const claim = await claimed('register')
    const failing = inTransaction(pool, async client => {
      await finishStep(client, claim, { value: 1, parts: [Buffer.from('x')] })
      await client.query('select 1 / 0')
    })
    await expect(failing).rejects.toThrow('division by zero')
    expect(await stepParts(pool, RUN, 'register')).toEqual([])
    expect(await states()).toContainEqual(['register', 'running', 1])
  })
})

describe('A claim on a step', () => {
  it('is held on to by telling progress', async () => {
    const claim = await claimed('register')
    await expire('register')
    expect(await tellProgress(pool, claim, { rows: 1, bytes: 2 })).toBe(true)
    expect(await claimStep(pool, RUN, 'register', 'another')).toBeUndefined()
  })
})

describe('A step that goes wrong', () => {
  it('is put back, and is due when its time has come', async () => {
    await returnStep(pool, await claimed('register'), { seconds: 3600, failure: SAID, counts: true })
    expect(await claimStep(pool, RUN, 'register', 'w')).toBeUndefined()
    await expire('register')
    expect(await claimed('register')).toMatchObject({ attempt: 2, failures: 1 })
  })

  it('has not failed when it was only handed back', async () => {
    await returnStep(pool, await claimed('register'), { seconds: 0, counts: false })
    expect(await claimed('register')).toMatchObject({ attempt: 2, failures: 0 })
  })

  it('remembers the deliveries that were held because of it', async () => {
    await returnStep(pool, await claimed('register'), { seconds: 0, failure: SAID, counts: true })
    await holdDelivery(pool, await claimed('register'), 'd1', SAID)
    await holdDelivery(pool, await claimed('register'), 'd2', SAID)
    const { failures, unreadable } = await claimed('register')
    expect([failures, [...unreadable.keys()]]).toEqual([0, ['d1', 'd2']])
  })

  it('is not begun again when it was given up', async () => {
    await failStep(pool, await claimed('register'), SAID)
    expect(await claimStep(pool, RUN, 'register', 'w')).toBeUndefined()
  })
})

describe('A run that has ended', () => {
  it.each(['cancelled', 'failed'])('has no step begun, told of or finished: %s', async state => {
    const claim = await claimed('register')
    expect(await tellProgress(pool, claim, { rows: 1, bytes: 2 })).toBe(true)
    await pool.query('update run set state = $1', [state])
    expect(await tellProgress(pool, claim, { rows: 1, bytes: 2 })).toBe(false)
    expect(await finish(claim, { value: 1 })).toBe(false)
    expect(await claimStep(pool, RUN, 'residents', 'w')).toBeUndefined()
  })
})
