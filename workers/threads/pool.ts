/**
 * A pool of threads: work that fills a core (scanning, judging, evaluating) runs beside the main thread, which moves
 * results into the database. Tasks start in the order in which they were given.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { errorOf, type Task, type TaskAnswer, type TaskCall, type ThreadData } from './messages.ts'

/** More threads than this do not get faster on one disk. */
export const MOST_THREADS = 8

/** Each thread has a heap of its own; with the young part as large as usual it would hold twice the garbage. */
const LIMITS = { maxYoungGenerationSizeMb: 16 }

export const defaultThreads = (): number => Math.min(availableParallelism(), MOST_THREADS)

/** A task's module and its types. */
export interface TaskName<Input, Part, Result> {
  readonly module: URL
  /** Never there: carries the types. */
  readonly types?: Task<Input, Part, Result>
}

/** Names the task that a module exports by default. */
export const taskAt = <Input, Part, Result>(module: URL): TaskName<Input, Part, Result> => ({ module })

interface Waiting {
  readonly call: TaskCall
  readonly onPart: (part: unknown) => void
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  /** From 0: no two threads have the same at once. */
  readonly place: number
  running: Waiting | undefined
}

export class ThreadPool implements AsyncDisposable {
  readonly size: number
  readonly #threads: Thread[] = []
  readonly #waiting: Waiting[] = []
  #tasks = 0
  #ended = false

  /** Threads are started when there is work for them. */
  constructor(size: number = defaultThreads()) {
    if (size > MOST_THREADS) throw new RangeError(`A pool has at most ${MOST_THREADS} threads`)
    this.size = size
  }

  /**
   * Runs a task in the next free thread.
   * @param onPart is told what the task emits, in order, before the promise resolves
   * @throws what the task throws; an error if its thread ends
   */
  run<Input, Part, Result>(
    task: TaskName<Input, Part, Result>,
    input: Input,
    onPart: (part: Part) => void = () => undefined,
  ): Promise<Result> {
    if (this.#ended) return Promise.reject(new Error('The pool of threads has ended'))
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    this.#waiting.push({
      call: { task: ++this.#tasks, module: task.module.href, input },
      onPart: onPart as (part: unknown) => void,
      resolve: resolve as (result: unknown) => void,
      reject,
    })
    this.#dispatch()
    return promise
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#threads.find(({ running }) => running === undefined) ?? this.#start()
      const next = thread && this.#waiting.shift()
      if (!next) return
      thread.running = next
      thread.worker.ref()
      thread.worker.postMessage(next.call)
    }
  }

  #start(): Thread | undefined {
    if (this.#threads.length >= this.size) return undefined
    const taken = new Set(this.#threads.map(thread => thread.place))
    const place = Array.from({ length: this.size }, (_, n) => n).find(n => !taken.has(n)) ?? 0
    const workerData: ThreadData = { place }
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData,
      resourceLimits: LIMITS,
    })
    const thread: Thread = { worker, place, running: undefined }
    worker.on('message', (answer: TaskAnswer) => this.#hear(thread, answer))
    worker.on('error', error => this.#lose(thread, error))
    worker.on('exit', () => this.#lose(thread, new Error('A thread ended before its task')))
    this.#threads.push(thread)
    return thread
  }

  #hear(thread: Thread, answer: TaskAnswer): void {
    const { running } = thread
    if (running?.call.task !== answer.task) return
    if (answer.kind === 'part') {
      running.onPart(answer.part)
      return
    }
    thread.running = undefined
    // An idle thread does not keep the program alive.
    thread.worker.unref()
    if (answer.kind === 'done') running.resolve(answer.result)
    else running.reject(errorOf(answer.failure))
    this.#dispatch()
  }

  #lose(thread: Thread, error: unknown): void {
    const at = this.#threads.indexOf(thread)
    if (at >= 0) this.#threads.splice(at, 1)
    thread.running?.reject(error)
    thread.running = undefined
    if (!this.#ended) this.#dispatch()
  }

  /**
   * Ends the threads that have nothing to do; new ones take their places when there is work. What one kind of work has
   * made a thread's heap grow to, the next kind need not pay for.
   */
  async renew(): Promise<void> {
    const idle = this.#threads.filter(({ running }) => running === undefined)
    for (const thread of idle) this.#threads.splice(this.#threads.indexOf(thread), 1)
    await Promise.all(idle.map(({ worker }) => worker.terminate()))
  }

  /** Ends the threads; tasks that wait or run are rejected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The pool of threads has ended'))
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()))
  }
}
