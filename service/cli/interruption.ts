/** Ctrl-C and its like: the first asks the work to stop and leave things in order, the second ends the program. */
import { constants } from 'node:os'
import process from 'node:process'

export type Interrupt = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export interface Interruption {
  readonly signal: AbortSignal
  /** Set once somebody interrupted. */
  readonly by: Interrupt | undefined
  /** Stops listening. */
  release(): void
}

/** npm and the launcher pass on what the terminal sends to all of them anyway: that is one Ctrl-C, not three. */
const ONE_PRESS = 700
/** Work that does not stop in this time is ended. */
const PATIENCE = 20_000

export const interruptStatus = (by: Interrupt): number => 128 + constants.signals[by]

/** @param told is called once, when the first interrupt arrives */
export function listenForInterrupts(told: () => void): Interruption {
  const controller = new AbortController()
  let by: Interrupt | undefined
  let since = 0
  const listener = (signal: NodeJS.Signals) => {
    const interrupt = signal as Interrupt
    if (by === undefined) {
      by = interrupt
      since = performance.now()
      told()
      controller.abort()
      setTimeout(() => process.exit(interruptStatus(interrupt)), PATIENCE).unref()
    } else if (performance.now() - since > ONE_PRESS) process.exit(interruptStatus(by))
  }
  const names: readonly Interrupt[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const name of names) process.on(name, listener)
  return {
    signal: controller.signal,
    get by() {
      return by
    },
    release() {
      for (const name of names) process.off(name, listener)
    },
  }
}
