/** A watched inbox: files that are put there are taken when they are complete, without anybody's call. */
import { type FSWatcher, watch } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { InboxRounds, type InboxRoundsOptions } from './rounds.ts'

export interface InboxWatch extends Omit<InboxRoundsOptions, 'settleMs'> {
  /** 10 seconds unless told otherwise. */
  readonly settleMs?: number
  /** Milliseconds between looks; 5 seconds unless told otherwise. Network shares do not tell of changes. */
  readonly pollMs?: number
}

const SETTLE = 10_000
const POLL = 5_000
/** However much happens in the folder, looks are this far apart. */
const SOONEST = 200

/** Watches until the signal aborts; resolves then. What is being taken is left as if it had not been begun. */
export async function watchInbox({
  settleMs = SETTLE,
  pollMs = POLL,
  ...options
}: InboxWatch): Promise<void> {
  const { folder, signal } = options
  const rounds = new InboxRounds({ ...options, settleMs })
  using changes = new FolderChanges(folder)
  while (!signal.aborted) {
    try {
      const due = await orAborted(rounds.look(performance.now()), signal)
      await sleep(Math.min(SOONEST, pollMs), undefined, { signal })
      await changes.wait(Math.min(pollMs, due), signal)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}

/** What the operating system tells of a folder; where it tells nothing, time passes. */
class FolderChanges implements Disposable {
  readonly #folder: string
  #watcher: FSWatcher | undefined
  #heard = Promise.withResolvers<void>()

  constructor(folder: string) {
    this.#folder = folder
    // Before the first look, so that nothing falls between.
    this.#watch()
  }

  /** Ends after so many milliseconds, or sooner: when something has changed since the last wait. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#watch()
    const over = new AbortController()
    const timer = sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, over.signal]) })
    timer.catch(() => undefined)
    await Promise.race([timer, this.#heard.promise])
    over.abort()
    this.#heard = Promise.withResolvers()
  }

  /** The folder may not be there yet, or come back. */
  #watch(): void {
    if (this.#watcher) return
    try {
      const watcher = watch(this.#folder, { persistent: false }, () => this.#heard.resolve())
      watcher.on('error', () => this[Symbol.dispose]())
      this.#watcher = watcher
    } catch {
      this.#watcher = undefined
    }
  }

  [Symbol.dispose](): void {
    this.#watcher?.close()
    this.#watcher = undefined
  }
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    signal.throwIfAborted()
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
