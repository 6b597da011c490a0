/**
 * A pool of threads: work that fills a core (scanning, judging, evaluating) runs beside the main thread, which moves
 * results into the database. Tasks start in the order in which they were given.
 */
import { availableParallelism } from 'node:os'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { errorOf, type Task, type TaskAnswer, type TaskCall, type ThreadData } from './messages.ts'

/** More threads than this do not get faster on one disk. */
export const MOST_THREADS = 8

/**
 * Each thread has a heap of its own. Tasks hold some ten megabytes; with limits as usual their garbage would be let grow to
 * many times that before it is collected.
 */
const LIMITS = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 384 }

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
  /** Whether parts of the result were handed over: it cannot be done again then. */
  emitted: boolean
}

interface Thread {
  readonly worker: Worker
  /** From 0: no two threads have the same at once. */
  readonly place: number
  running: Waiting | undefined
}

const idleOf = (threads: ReadonlySet<Thread>): Thread | undefined => {
  for (const thread of threads) if (thread.running === undefined) return thread
  return undefined
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

function give(thread: Thread, next: Waiting): void {
  thread.running = next
  thread.worker.ref()
  thread.worker.postMessage(next.call)
}

export class ThreadPool implements AsyncDisposable {
  readonly size: number
  readonly #limits: ResourceLimits
  readonly #threads = new Set<Thread>()
  /** Each for one task that may need more memory than the others have. */
  readonly #alone = new Set<Thread>()
  readonly #waiting: Waiting[] = []
  #tasks = 0
  #ended = false

  /** Threads are started when there is work for them; {@link warm} starts them before. */
  constructor(size: number = defaultThreads(), limits: ResourceLimits = LIMITS) {
    if (size > MOST_THREADS) throw new RangeError(`A pool has at most ${MOST_THREADS} threads`)
    this.size = size
    this.#limits = limits
  }

  /** Starts all threads, and has them load a task's module, while there is something else to wait for. */
  warm({ module }: { readonly module: URL }): void {
    for (let thread = this.#start(); thread; thread = this.#start()) {
      const load: TaskCall = { task: 0, module: module.href, load: true, input: undefined }
      thread.worker.postMessage(load)
      thread.worker.unref()
    }
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
    return this.#accept(task, input, onPart, waiting => {
      this.#waiting.push(waiting)
      this.#dispatch()
    })
  }

  /**
   * Runs a task in a thread of its own, at once, with as much memory as the machine gives: for what is read as a whole,
   * such as a workbook.
   */
  runAlone<Input, Part, Result>(
    task: TaskName<Input, Part, Result>,
    input: Input,
    onPart: (part: Part) => void = () => undefined,
  ): Promise<Result> {
    return this.#accept(task, input, onPart, waiting => this.#giveAlone(waiting)).finally(() =>
      this.#endIdle(this.#alone),
    )
  }

  #giveAlone(waiting: Waiting): void {
    const thread = this.#thread(0, {}, () => this.#alone.delete(thread))
    this.#alone.add(thread)
    give(thread, waiting)
  }

  #accept<Input, Part, Result>(
    task: TaskName<Input, Part, Result>,
    input: Input,
    onPart: (part: Part) => void,
    begin: (waiting: Waiting) => void,
  ): Promise<Result> {
    if (this.#ended) return Promise.reject(new Error('The pool of threads has ended'))
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    begin({
      call: { task: ++this.#tasks, module: task.module.href, input },
      onPart: onPart as (part: unknown) => void,
      resolve: resolve as (result: unknown) => void,
      reject,
      emitted: false,
    })
    return promise
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = idleOf(this.#threads) ?? this.#start()
      const next = thread && this.#waiting.shift()
      if (!next) return
      give(thread, next)
    }
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.size) return undefined
    const taken = new Set([...this.#threads].map(thread => thread.place))
    const place = Array.from({ length: this.size }, (_, n) => n).find(n => !taken.has(n)) ?? 0
    const thread = this.#thread(place, this.#limits, () => {
      this.#threads.delete(thread)
      if (!this.#ended) this.#dispatch()
    })
    this.#threads.add(thread)
    return thread
  }

  #thread(place: number, resourceLimits: ResourceLimits, lost: () => void): Thread {
    const workerData: ThreadData = { place }
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData, resourceLimits })
    const thread: Thread = { worker, place, running: undefined }
    const lose = (error: unknown) => {
      const { running } = thread
      thread.running = undefined
      // Limits are for the usual: what does not fit is done again without them.
      if (running && !running.emitted && !this.#ended && isOutOfMemory(error) && this.#threads.has(thread))
        this.#giveAlone(running)
      else running?.reject(error)
      lost()
    }
    worker.on('message', (answer: TaskAnswer) => this.#hear(thread, answer))
    worker.on('error', lose)
    worker.on('exit', () => lose(new Error('A thread ended before its task')))
    return thread
  }

  #hear(thread: Thread, answer: TaskAnswer): void {
    const { running } = thread
    if (running?.call.task !== answer.task) return
    if (answer.kind === 'part') {
      running.emitted = true
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

  /**
   * Ends the threads that have nothing to do; new ones take their places when there is work. What one kind of work has
   * made a thread's heap grow to, the next kind need not pay for.
   */
  renew(): Promise<void> {
    return this.#endIdle(this.#threads)
  }

  async #endIdle(threads: Set<Thread>): Promise<void> {
    const idle = [...threads].filter(({ running }) => running === undefined)
    for (const thread of idle) threads.delete(thread)
    await Promise.all(idle.map(({ worker }) => worker.terminate()))
  }

  /** Ends the threads; tasks that wait or run are rejected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The pool of threads has ended'))
    await Promise.all([...this.#threads, ...this.#alone].map(({ worker }) => worker.terminate()))
  }
}
