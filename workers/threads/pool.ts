/**
 * A pool of threads: work that fills a core (scanning, judging, evaluating) runs beside the main thread, which moves
 * results into the database. Tasks start in the order in which they were given.
 */
import { availableParallelism } from 'node:os'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { errorOf, type Task, type TaskAnswer, type ThreadData, type ThreadMessage } from './messages.ts'

/** More threads than this do not get faster on one disk. */
export const MOST_THREADS = 8

/**
 * Each thread has a heap of its own. Tasks hold some ten megabytes; with limits as usual their garbage would be let grow to
 * many times that before it is collected.
 */
const LIMITS = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 384 }
/** Bytes: a thread that has loaded its modules has about 25 MB; starting one takes a tenth of a second of a core. */
const GROWN_HEAP = 40 * 1024 * 1024

const defaultThreads = (): number => Math.min(availableParallelism(), MOST_THREADS)

/** A task's module and its types. */
export interface TaskName<Input, Part, Result> {
  readonly module: URL
  /** Never there: carries the types. */
  readonly types?: Task<Input, Part, Result>
}

/** Names the task that a module exports by default. */
export const taskAt = <Input, Part, Result>(module: URL): TaskName<Input, Part, Result> => ({ module })

/** Takes a part of a result. A thread that awaits its parts waits for it. */
type TakePart<Part> = (part: Part) => void | Promise<void>

interface Waiting {
  readonly call: Extract<ThreadMessage, { kind: 'run' }>
  readonly onPart: TakePart<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
  /** The parts that came so far, one taken after the other. Undefined before the first: the task can be done again then. */
  taking: Promise<void> | undefined
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

/** Bytes of a thread's heap; of one that has ended, none. */
const heapOf = ({ worker }: Thread): Promise<number> =>
  worker.getHeapStatistics().then(
    ({ total_heap_size }) => total_heap_size,
    () => 0,
  )

const tell = (thread: Thread, message: ThreadMessage): void => thread.worker.postMessage(message)

function give(thread: Thread, next: Waiting): void {
  thread.running = next
  thread.worker.ref()
  tell(thread, next.call)
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
      tell(thread, { kind: 'load', module: module.href })
      thread.worker.unref()
    }
  }

  /**
   * Runs a task in the next free thread.
   * @param onPart takes what the task emits, one part after the other, before the promise resolves
   * @throws what the task throws, or `onPart`; an error if its thread ends
   */
  run<Input, Part, Result>(
    task: TaskName<Input, Part, Result>,
    input: Input,
    onPart: TakePart<Part> = () => undefined,
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
    onPart: TakePart<Part> = () => undefined,
  ): Promise<Result> {
    return this.#accept(task, input, onPart, waiting => this.#giveAlone(waiting))
  }

  #giveAlone(waiting: Waiting): void {
    const { maxYoungGenerationSizeMb = LIMITS.maxYoungGenerationSizeMb } = this.#limits
    // It may hold as much as it needs, and its garbage is collected as early as that of the others.
    const thread = this.#thread(0, { maxYoungGenerationSizeMb }, () => this.#alone.delete(thread))
    this.#alone.add(thread)
    give(thread, waiting)
  }

  #accept<Input, Part, Result>(
    task: TaskName<Input, Part, Result>,
    input: Input,
    onPart: TakePart<Part>,
    begin: (waiting: Waiting) => void,
  ): Promise<Result> {
    if (this.#ended) return Promise.reject(new Error('The pool of threads has ended'))
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    begin({
      call: { kind: 'run', task: ++this.#tasks, module: task.module.href, input },
      onPart: onPart as TakePart<unknown>,
      resolve: resolve as (result: unknown) => void,
      reject,
      taking: undefined,
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
      if (running && !running.taking && !this.#ended && isOutOfMemory(error) && this.#threads.has(thread))
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
      running.taking = (running.taking ?? Promise.resolve()).then(() => running.onPart(answer.part))
      running.taking.then(
        () => tell(thread, { kind: 'taken', well: true }),
        () => tell(thread, { kind: 'taken', well: false }),
      )
      return
    }
    thread.running = undefined
    if (this.#alone.delete(thread)) void thread.worker.terminate()
    // An idle thread does not keep the program alive.
    else thread.worker.unref()
    // What went wrong in taking a part is why the task failed, if it did.
    Promise.resolve(running.taking).then(() => {
      if (answer.kind === 'done') running.resolve(answer.result)
      else running.reject(errorOf(answer.failure))
    }, running.reject)
    this.#dispatch()
  }

  /**
   * Ends the threads that have nothing to do and a heap that has grown; new ones take their places when there is work.
   * What one kind of work has made a heap grow to, the next kind need not pay for.
   */
  async renew(): Promise<void> {
    const idle = [...this.#threads].filter(({ running }) => running === undefined)
    await Promise.all(
      idle.map(async thread => {
        const heap = await heapOf(thread)
        if (heap < GROWN_HEAP || thread.running) return
        this.#threads.delete(thread)
        await thread.worker.terminate()
      }),
    )
  }

  /** Ends the threads; tasks that wait or run are rejected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The pool of threads has ended'))
    await Promise.all([...this.#threads, ...this.#alone].map(({ worker }) => worker.terminate()))
  }
}
