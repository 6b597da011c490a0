/** The most memory that a process has used, as its system knows it while it runs. */
import { readFileSync } from 'node:fs'

const EVERY = 100

export interface PeakMemory extends Disposable {
  /** Undefined where the system does not tell (it does on Linux). */
  readonly megabytes: number | undefined
}

/** Watches a process until it is disposed of. */
export function watchPeakMemory(pid: number): PeakMemory {
  let kilobytes: number | undefined
  const look = (): void => {
    try {
      const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
      if (found) kilobytes = Math.max(kilobytes ?? 0, Number(found[1]))
    } catch {
      // The process has ended, or there is no /proc.
    }
  }
  const timer = setInterval(look, EVERY)
  return {
    get megabytes() {
      return kilobytes === undefined ? undefined : kilobytes / 1024
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
