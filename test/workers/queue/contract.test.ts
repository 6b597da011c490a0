import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Said } from '../../../workers/operational-error.ts'
import { openStepQueue } from '../../../workers/queue/open.ts'
import type { StepCall, StepHandler, StepQueue } from '../../../workers/queue/step-queue.ts'
import { sharedHome } from '../postgres/folders.ts'
import { type Ground, postgresGround, redisGround } from './grounds.ts'
import { redisInstalled } from './redis-server.ts'

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url))

const GROUNDS: readonly [string, () => Promise<Ground>, boolean][] = [
  ['PostgreSQL', () => postgresGround(sharedHome()), true],
  ['Redis', redisGround, redisInstalled],
]

const steps = (run: string, ...names: readonly string[]): readonly StepCall[] =>
  names.map(step => ({ run, step }))
const named = ({ run, step }: StepCall): string => `${run} ${step}`

/** Waits as long as the test may take. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20)
}

/** A handler whose steps begin, and end only when they are let. */
function gate() {
  const begun: string[] = []
  const ended: string[] = []
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const handler: StepHandler = async call => {
    begun.push(named(call))
    await opened
    ended.push(named(call))
  }
  return { begun, ended, open, handler }
}

/** A handler that only notes what it was given. */
function notes() {
  const done: string[] = []
  const handler: StepHandler = async call => {
    done.push(named(call))
  }
  return { done, handler }
}

const EMPTY = { waiting: 0, running: 0, delayed: 0 }

describe.each(GROUNDS)('the queue of steps in %s', (_, openGround, installed) => {
  if (!installed) return it.skip('is not installed')

  let ground: Ground
  const warnings: Said[] = []
  const open = (): Promise<StepQueue> =>
    openStepQueue({ ...ground.settings, warn: text => warnings.push(text) })
  const isEmpty = async (queue: StepQueue) => {
    const { waiting, running, delayed } = await queue.depth()
    return waiting + running + delayed === 0
  }

  beforeAll(async () => {
    ground = await openGround()
  })
  afterAll(() => ground[Symbol.asyncDispose]())
  beforeEach(async () => {
    await ground.lose()
    warnings.length = 0
  })

  it('gives every step to one worker, once, in the order in which they were put', async () => {
    await using queue = await open()
    await queue.put(steps('r1', 'plan', 'scan:a/1', 'scan:a/2', '评估 530129', '100%'))
    expect(await queue.depth()).toEqual({ waiting: 5, running: 0, delayed: 0 })
    const { done, handler } = notes()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await until(() => isEmpty(queue))
    expect(done).toEqual(['r1 plan', 'r1 scan:a/1', 'r1 scan:a/2', 'r1 评估 530129', 'r1 100%'])
  })

  it('shares the steps among the workers of several queues, none twice', async () => {
    await using first = await open()
    await using second = await open()
    const all = Array.from({ length: 200 }, (_, index) => `s${index}`)
    await Promise.all([first.put(steps('r1', ...all)), second.put(steps('r1', ...all.toReversed()))])
    expect(await first.depth()).toEqual({ waiting: 200, running: 0, delayed: 0 })
    const { done, handler } = notes()
    await using _one = await first.work(handler, { concurrency: 2, name: 'one' })
    await using _two = await second.work(handler, { concurrency: 2, name: '第二台' })
    await until(() => isEmpty(first))
    expect(done.toSorted()).toEqual(all.map(step => `r1 ${step}`).toSorted())
  })

  it('takes a step that waits no second time', async () => {
    await using queue = await open()
    await queue.put(steps('r1', 'plan', 'plan'))
    await queue.put(steps('r1', 'plan'))
    await queue.put(steps('r2', 'plan'))
    expect(await queue.depth()).toEqual({ waiting: 2, running: 0, delayed: 0 })
  })

  it('takes a step that runs no second time, and again when it was done', async () => {
    await using queue = await open()
    const { begun, open: letEnd, handler } = gate()
    await using _worker = await queue.work(handler, { concurrency: 2, name: 'one' })
    await queue.put(steps('r1', 'plan'))
    await until(() => begun.length === 1)
    await queue.put(steps('r1', 'plan'))
    expect(await queue.depth()).toEqual({ waiting: 0, running: 1, delayed: 0 })
    letEnd()
    await until(() => isEmpty(queue))
    await queue.put(steps('r1', 'plan'))
    await until(() => begun.length === 2)
    await until(() => isEmpty(queue))
    expect(begun).toEqual(['r1 plan', 'r1 plan'])
  })

  it('runs as many at once as the worker takes, and no more', async () => {
    await using queue = await open()
    const { begun, ended, open: letEnd, handler } = gate()
    let [now, most] = [0, 0]
    const counting: StepHandler = async (call, signal) => {
      now += 1
      most = Math.max(most, now)
      await handler(call, signal)
      now -= 1
    }
    await queue.put(steps('r1', 'a', 'b', 'c', 'd', 'e'))
    await using _worker = await queue.work(counting, { concurrency: 2, name: 'one' })
    await until(() => begun.length === 2)
    expect(await queue.depth()).toEqual({ waiting: 3, running: 2, delayed: 0 })
    letEnd()
    await until(() => isEmpty(queue))
    expect([most, ended.length]).toEqual([2, 5])
  })

  it('runs no more at once on all workers together than it is bound to', async () => {
    await using first = await open()
    await using second = await open()
    await first.bound(2)
    let [now, most] = [0, 0]
    const counting: StepHandler = async () => {
      now += 1
      most = Math.max(most, now)
      await sleep(30)
      now -= 1
    }
    await using _one = await first.work(counting, { concurrency: 3, name: 'one' })
    await using _two = await second.work(counting, { concurrency: 3, name: 'two' })
    await first.put(steps('r1', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'))
    await until(() => isEmpty(first))
    expect(most).toBe(2)
    await first.bound(undefined)
    await first.put(steps('r2', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'))
    await until(() => isEmpty(first))
    expect(most).toBeGreaterThan(2)
  })

  it('gives a delayed step when its time has come, and takes it no second time before', async () => {
    await using queue = await open()
    await queue.put(steps('r1', 'later'), { delayMs: 700 })
    await queue.put(steps('r1', 'now', 'later'))
    expect(await queue.depth()).toEqual({ waiting: 1, running: 0, delayed: 1 })
    const { done, handler } = notes()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await until(() => done.length === 2)
    expect(done).toEqual(['r1 now', 'r1 later'])
  })

  it('forgets what waits of one run, not what runs, nor another run', async () => {
    await using queue = await open()
    const { begun, ended, open: letEnd, handler } = gate()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'runs'))
    await until(() => begun.length === 1)
    await queue.put([...steps('r1', 'waits', 'waits too'), ...steps('r12', 'waits')])
    await queue.put(steps('r1', 'later'), { delayMs: 3_600_000 })
    await queue.forget('r1')
    expect(await queue.depth()).toEqual({ waiting: 1, running: 1, delayed: 0 })
    letEnd()
    await until(() => isEmpty(queue))
    expect(ended).toEqual(['r1 runs', 'r12 waits'])
  })

  it('holds the two ids of a step and nothing else', async () => {
    await using queue = await open()
    const call = { run: 'r1', step: 'plan', name: '张三' }
    await queue.put([call])
    expect(await ground.payloads()).toEqual([{ run: 'r1', step: 'plan' }])
  })

  it('keeps nothing of a step that broke off, and goes on', async () => {
    await using queue = await open()
    const done: string[] = []
    const handler: StepHandler = async call => {
      if (call.step === 'bad') throw new TypeError('张三 530129199001011234')
      done.push(named(call))
    }
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'bad', 'good'))
    await until(() => done.length === 1)
    await until(() => isEmpty(queue))
    const kept = await ground.everything()
    expect(kept).toContain('r1/bad')
    expect(kept).not.toMatch(/张三|530129199001011234/)
    expect(warnings.map(text => text.en)).toEqual([
      'The step bad of the run r1 broke off (TypeError); the queue does not try again, the ledger in the database decides',
    ])
  })

  it('a worker that stops lets the running step end, and takes no other', async () => {
    await using queue = await open()
    const { begun, ended, open: letEnd, handler } = gate()
    const worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'a', 'b'))
    await until(() => begun.length === 1)
    const stopped = worker.stop(3_600_000)
    letEnd()
    await stopped
    expect(ended).toEqual(['r1 a'])
    expect(await queue.depth()).toEqual({ waiting: 1, running: 0, delayed: 0 })
  })

  it.each<[string, StepHandler]>([
    ['rejects', (_call, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject))],
    ['ends', (_call, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve()))],
    ['goes on regardless', () => new Promise(() => undefined)],
  ])('a worker out of patience hands its step back; the handler %s', async (_, handler) => {
    await using queue = await open()
    await using other = await open()
    let begun = false
    const stubborn: StepHandler = async (call, signal) => {
      begun = true
      await handler(call, signal)
    }
    const worker = await queue.work(stubborn, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'plan'))
    await until(() => begun)
    await worker.stop(0)
    expect(await queue.depth()).toEqual({ waiting: 1, running: 0, delayed: 0 })
    const { done, handler: note } = notes()
    await using _worker = await other.work(note, { concurrency: 1, name: 'two' })
    await until(() => isEmpty(queue))
    expect([done, warnings]).toEqual([['r1 plan'], []])
  })

  it('a step whose process was killed goes to another; one that runs long stays where it is', async () => {
    await using queue = await open()
    const { begun, open: letEnd, handler } = gate()
    await using _long = await queue.work(handler, { concurrency: 1, name: 'long' })
    await queue.put(steps('r1', 'long'))
    await until(() => begun.length === 1)
    const program = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      PROGRAM,
      JSON.stringify({ ...ground.settings, ...ground.settings.database }),
    ])
    let said = ''
    program.stdout.on('data', chunk => {
      said += String(chunk)
    })
    await queue.put(steps('r1', 'killed'))
    await until(() => said === 'r1/killed\n')
    program.kill('SIGKILL')
    await once(program, 'exit')
    const { done, handler: note } = notes()
    await using _other = await queue.work(note, { concurrency: 1, name: 'other' })
    // By then the lock of the long step, which is older, would have run out as well.
    await until(() => done.length > 0)
    letEnd()
    await until(() => isEmpty(queue))
    expect([begun, done]).toEqual([['r1 long'], ['r1 killed']])
  })

  it('takes the steps again that it lost while they waited, each once', async () => {
    await using queue = await open()
    await queue.put(steps('r1', 'a', 'b', 'c'))
    await ground.lose()
    expect(await queue.depth()).toEqual(EMPTY)
    await queue.put(steps('r1', 'a', 'b', 'c'))
    await queue.put(steps('r1', 'c', 'b', 'a'))
    const { done, handler } = notes()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await until(() => isEmpty(queue))
    expect(done).toEqual(['r1 a', 'r1 b', 'r1 c'])
  })

  it('tells when it lost a step that runs, which ends all the same and may be put again', async () => {
    await using queue = await open()
    const { begun, ended, open: letEnd, handler } = gate()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'plan'))
    await until(() => begun.length === 1)
    await ground.lose()
    letEnd()
    await until(() => warnings.length > 0)
    expect(warnings[0]?.en).toContain('The queue no longer has a step as done by this process')
    await queue.put(steps('r1', 'plan'))
    await until(() => ended.length === 2)
    await until(() => isEmpty(queue))
    expect(begun).toEqual(['r1 plan', 'r1 plan'])
  })

  it.each<['cut' | 'restart', string]>([
    ['cut', 'connections were cut'],
    ['restart', 'server was restarted'],
  ])('goes on after a %s: %s', async harm => {
    await using queue = await open()
    const { begun, ended, open: letEnd, handler } = gate()
    await using _worker = await queue.work(handler, { concurrency: 1, name: 'one' })
    await queue.put(steps('r1', 'runs', 'waits'))
    await until(() => begun.length === 1)
    await ground[harm]()
    letEnd()
    await until(() => ended.length === 2)
    const put = () => queue.put(steps('r1', 'after'))
    await until(() =>
      put().then(
        () => true,
        () => false,
      ),
    )
    await until(() => ended.length === 3)
    await until(() => isEmpty(queue))
    expect(ended).toEqual(['r1 runs', 'r1 waits', 'r1 after'])
  })
})
