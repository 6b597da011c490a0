/** Rounds 巡看 of a watched inbox: look, wait until nothing changes, take, tell. One state, no clock of its own. */
import { InputError } from '../../connectors/input-error.ts'
import type { Bilingual, IsoDate } from '../../pipelines/types.ts'
import { passingTrouble } from '../flow/failure-policy.ts'
import { OperationalError } from '../operational-error.ts'
import type { Arrival } from './arrivals.ts'
import { type Look, lookAt, printOf } from './look.ts'
import { keepsChanging, notPassedOn, notTaken, unlisted } from './messages.ts'
import { Settling } from './settling.ts'
import { type Taking, takeInbox, UNDATED } from './take.ts'

export interface InboxRoundsOptions extends Omit<Taking, 'today'> {
  /** Milliseconds for which sizes and times of change must have been the same. */
  readonly settleMs: number
  readonly today: () => IsoDate
  /** Told once for every arrival, by the watcher that made it one. */
  readonly onArrival: (arrival: Arrival) => void | Promise<void>
  /** Told once for what is seen; again when something has changed and it still is wrong. */
  readonly warn: (text: Bilingual) => void
}

/** Milliseconds before an inbox that could not be taken is tried again; doubled each time. */
const FIRST_RETRY = 10_000
const LAST_RETRY = 300_000

export class InboxRounds {
  readonly #options: InboxRoundsOptions
  readonly #settling: Settling
  /** What was seen last; undefined if there was no looking. */
  #print: string | undefined
  /** What was taken, or told to be wrong. */
  #done: string | undefined
  /** What changed while it was read. */
  #changed: string | undefined
  /** Why it could not be taken. */
  #told: string | undefined
  #retry = FIRST_RETRY
  #retryAt = 0

  constructor(options: InboxRoundsOptions) {
    this.#options = options
    this.#settling = new Settling(options.settleMs)
  }

  /**
   * One round. Whatever is wrong is told, not thrown, but for an abort.
   * @param now milliseconds of a clock that never goes back
   * @returns in how many milliseconds something is due; Infinity if nothing is
   */
  async look(now: number): Promise<number> {
    try {
      return await this.#round(now)
    } catch (error) {
      this.#options.signal.throwIfAborted()
      this.#warnOnce(notTaken(this.#options.folder, reasonOf(error)))
      return Number.POSITIVE_INFINITY
    }
  }

  async #round(now: number): Promise<number> {
    const before = this.#print
    this.#print = undefined
    const look = await lookAt(this.#options.folder, UNDATED)
    const print = printOf(look)
    this.#print = print
    if (print !== before) this.#told = undefined
    const remaining = this.#settling.remaining(print, now)
    if (look.kind === 'nothing' || print === this.#done) return Number.POSITIVE_INFINITY
    if (remaining > 0) return remaining
    if (look.kind === 'wrong') {
      this.#done = print
      this.#options.warn(look.text)
      return Number.POSITIVE_INFINITY
    }
    if (now < this.#retryAt) return this.#retryAt - now
    try {
      await this.#take(look, print)
      this.#retry = FIRST_RETRY
    } catch (error) {
      this.#retryAt = now + this.#retry
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY)
      throw error
    }
    return Number.POSITIVE_INFINITY
  }

  async #take(look: Extract<Look, { kind: 'whole' }>, print: string): Promise<void> {
    const { today, onArrival, warn, ...taking } = this.#options
    const taken = await takeInbox(look, { ...taking, today: today() })
    if (taken.kind === 'changed') {
      // It may have been the last piece of it; a second time it is something else.
      if (this.#changed === print) throw new OperationalError(keepsChanging)
      this.#changed = print
      return
    }
    this.#done = print
    if (taken.kind === 'known') return
    if (look.inbox.unlisted.length > 0) warn(unlisted(look.inbox.unlisted))
    try {
      await onArrival(taken.arrival)
    } catch (error) {
      warn(notPassedOn(reasonOf(error)))
    }
  }

  #warnOnce(text: Bilingual): void {
    if (text.zh === this.#told) return
    this.#told = text.zh
    this.#options.warn(text)
  }
}

function reasonOf(error: unknown): Bilingual {
  if (error instanceof InputError || error instanceof OperationalError) return error.text
  const passing = passingTrouble(error)
  if (passing) return passing
  const message = error instanceof Error ? error.message : String(error)
  return { zh: message, en: message }
}
