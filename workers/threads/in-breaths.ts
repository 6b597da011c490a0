import { setImmediate as turn } from 'node:timers/promises'

const BREATH_MS = 100

/**
 * Work that fills the thread, piece by piece: timers, connections and other steps of the process have their turn in between.
 * Otherwise a process that works looks like one that is dead.
 * @param pieces returns the result; pauses where it may be left alone for a moment
 */
export async function inBreaths<T>(pieces: Generator<void, T>, breathMs = BREATH_MS): Promise<T> {
  for (let until = performance.now() + breathMs; ; ) {
    const { done, value } = pieces.next()
    if (done) return value
    if (performance.now() < until) continue
    await turn()
    until = performance.now() + breathMs
  }
}
