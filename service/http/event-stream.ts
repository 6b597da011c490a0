/**
 * Server-sent events of one listener (HTML Living Standard, 9.2).
 *
 * Who reads slowly gets the newest report when there is room again, not all of them; who does not read at all is let
 * go. So nobody can make the service remember more than a few kilobytes.
 */
import { Readable } from 'node:stream'

export interface EventStreamOptions {
  /** Bytes that may wait for the listener. */
  readonly room?: number
}

const ROOM = 8 * 1024
/** How soon a browser that lost the stream comes back. */
const RETRY_MS = 3_000

export const eventText = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

export class EventStream extends Readable {
  #full = false
  /** Was full at the last heart beat and has been since. */
  #stuck = false
  #latest: string | undefined
  #finished = false

  constructor({ room = ROOM }: EventStreamOptions = {}) {
    super({ highWaterMark: room, encoding: undefined })
    this.#write(`retry: ${RETRY_MS}\n\n`)
  }

  /** A report that the next one replaces. */
  report(event: string, data: unknown): void {
    const text = eventText(event, data)
    if (this.#full) this.#latest = text
    else this.#write(text)
  }

  /** The last event, which comes whatever has been left out before it. */
  finish(event: string, data: unknown): void {
    if (this.#finished) return
    this.#latest = undefined
    this.#write(eventText(event, data))
    this.#finished = true
    this.push(null)
  }

  /** Keeps what is between from taking the stream for dead; lets a listener go who took nothing since the last beat. */
  beat(): void {
    if (!this.#full) this.#write(':\n\n')
    else if (this.#stuck) this.destroy()
    else this.#stuck = true
  }

  override _read(): void {
    this.#full = false
    this.#stuck = false
    const latest = this.#latest
    this.#latest = undefined
    if (latest !== undefined) this.#write(latest)
  }

  #write(text: string): void {
    if (this.#finished || this.destroyed) return
    this.#full = !this.push(text)
  }
}
